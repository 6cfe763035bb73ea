"""Relation typing with both parties given: one PLOVER root per row of a TSV.

The rows have the columns uid, sentence, source, target (others are ignored). What the frames find
is the act from source to target; else between them either way; else of an act by the source or
upon the target; else of any act; the act told highest in its sentence wins. The relation model
reads the sentence with both parties marked, and the two are weighed as when dragoman reads.

No trigger is pointed to, which is harder than what reading asks: of the two networks that ship, the
deeper one answers, at twice the time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dragoman import extract, parse
from dragoman.analysis import Mention, MentionKind, Parse, Sentence
from dragoman.errors import ReadError
from dragoman.extract.verbal import Act
from dragoman.model import Document, EventType, Party
from dragoman.pipeline import Reader, load_reader
from dragoman.relation import PAIRS, Marked, load_relation_model
from dragoman.relation.marking import Bounds
from dragoman.settings import Settings

_COLUMNS = ("uid", "sentence", "source", "target")
NOTHING = 0.95
_YIELD = frozenset({"CONCEDE", "RETREAT"})


def predict(path: Path, reader: Reader | None = None) -> Iterator[str]:
    """The root for each row, in order; raises ReadError when a column is missing."""
    loaded = reader or pair_reader()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        if missing := set(_COLUMNS) - set(rows.fieldnames or ()):
            raise ReadError(f"{path}: no column {', '.join(sorted(missing))}")
        for row in rows:
            yield root(row["sentence"], row["source"], row["target"], loaded)


def pair_reader(settings: Settings = Settings()) -> Reader:
    """What codes pairs: the shipped model gives way to the one for pairs; a user's own does not."""
    reader = load_reader(settings)
    if settings.model != "shipped":
        return reader
    return replace(reader, model=load_relation_model(PAIRS))


def root(sentence: str, source: str, target: str, reader: Reader) -> str:
    """The PLOVER root of what `source` does to `target` in the sentence, or NONE."""
    kind, trust = framed(sentence, source, target, reader)
    if reader.model is None:
        return kind.value if kind else extract.NONE
    one, other = _places(sentence, source, target)
    opinion = reader.model.opinions([Marked(sentence, one, other)])[0]
    share = extract.shares(opinion, kind, trust * reader.model.frame_weight)
    # The question is what passes between the two; "nothing" must be all but certain.
    if share[extract.NONE] > NOTHING:
        return extract.NONE
    # Data sets older than PLOVER 2024 have one root for both ways of yielding.
    together = share["CONCEDE"] + share["RETREAT"]
    weighed = {y: together if y in _YIELD else s for y, s in share.items() if y != extract.NONE}
    return max(weighed, key=lambda y: (weighed[y], share[y]))


def framed(
    sentence: str, source: str, target: str, reader: Reader
) -> tuple[EventType | None, float]:
    """The type of the act that frames find between the two, and how far to trust it."""
    document = Document("pair", "pair", sentence, ((0, len(sentence)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = tuple(
        m
        for code, words in (("SOURCE", source), ("TARGET", target))
        if (m := _mention(parsed, words, code)) is not None
    )
    acts = [
        (act, sentence)
        for sentence in parsed.sentences
        for act in extract.acts_of(_cast(sentence, mentions, reader), reader.codebook, frozenset())
    ]
    best = min(acts, key=lambda found: _distance(*found), default=None)
    if best is None:
        return None, 0.0
    sides = best[0].sources.codes | best[0].targets.codes
    return best[0].frame.type, len(sides & {"SOURCE", "TARGET"}) / 2


def _places(sentence: str, source: str, target: str) -> tuple[Bounds | None, Bounds | None]:
    """Where the two stand; the second elsewhere than the first where it can ("Iran … in Iran")."""
    one = _bounds(sentence, source, 0)
    other = _bounds(sentence, target, 0)
    if one and other and one[0] < other[1] and other[0] < one[1]:
        other = _bounds(sentence, target, one[1])
    return one, other


def _bounds(sentence: str, words: str, after: int) -> Bounds | None:
    start = sentence.find(words, after)
    return (start, start + len(words)) if words and start >= 0 else None


def _cast(sentence: Sentence, mentions: tuple[Mention, ...], reader: Reader) -> extract.Cast:
    inside = sorted((m for m in mentions if m.sentence == sentence.index), key=lambda m: m.start)
    return extract.Cast(sentence, inside, reader.codebook.frames)


def _distance(act: Act, sentence: Sentence) -> tuple[int, int, float]:
    """Best first: the right parties on the right sides, then the main clause, then certainty."""
    depth = sum(1 for _ in sentence.ancestors(act.trigger))
    fits = ("SOURCE" in act.sources.codes) + ("TARGET" in act.targets.codes)
    crossed = ("TARGET" in act.sources.codes) + ("SOURCE" in act.targets.codes)
    return (-2 * fits - crossed - act.frame.symmetric * crossed, depth, -act.frame.certain)


def _mention(parsed: Parse, words: str, code: str) -> Mention | None:
    """The first place in the sentence where the party's words stand, as a mention of it."""
    text = parsed.document.text
    start = text.find(words)
    if start < 0:
        return None
    end = start + len(words)
    for sentence in parsed.sentences:
        covered = [t for t in sentence if t.start < end and t.end > start]
        if not covered:
            continue
        inside = {t.i for t in covered}
        head = next((t for t in covered if t.head not in inside or t.head == t.i), covered[-1])
        return Mention(
            sentence.index,
            covered[0].i,
            covered[-1].i,
            head.i,
            start,
            end,
            words,
            MentionKind.NAME,
            (Party(code, code, words),),
            "given",
        )
    return None
