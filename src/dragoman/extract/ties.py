"""Stage 5, ties: standing facts that the text states, and since or until when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations, product

from dragoman.analysis import Mention, MentionKind, Parse, Sentence, TimePhrase
from dragoman.codebook import Codebook
from dragoman.codebook.ties import TiePattern
from dragoman.extract.concerned import World, world
from dragoman.extract.evidence import clause_span
from dragoman.extract.holders import holders
from dragoman.extract.signs import Signed, signed
from dragoman.model import Tie, TieKind, identifier

# A cautious guess by kind (all of the 11 on the annotated articles were right, too few to count);
# a lent other side is less sure. To be calibrated.
_CONFIDENCE = {
    TieKind.MEMBERSHIP: 0.8,
    TieKind.DIPLOMATIC_RELATIONS: 0.85,
    TieKind.EMBASSY: 0.85,
    TieKind.TREATY: 0.75,
    TieKind.ALLIANCE: 0.75,
    TieKind.COMMISSION: 0.7,
    TieKind.BASE: 0.7,
}
_IMPLIED = 0.6
_BEFORE = 48  # characters before a statement in which a word may undo it
_AFTER = 40
_BODY, _STATE = 1, 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A place in a sentence where a pattern states a tie between two parties."""

    pattern: TiePattern
    sentence: Sentence
    start: int
    end: int
    subject: str
    object: str
    implied: bool = False


def ties(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> tuple[Tie, ...]:
    """The standing facts that the document states, each once, in order of the text."""
    around = world(mentions, codebook)
    found: dict[tuple[str, str, str], Tie] = {}
    for sentence in parse.sentences:
        named = around.by_sentence.get(sentence.index, ())
        if not named or not codebook.ties.shapes["gate"].search(sentence.text):
            continue
        shown = signed(sentence, named, codebook)
        for statement in _statements(sentence, shown, around, codebook):
            tie = _tie(parse, statement, codebook)
            if tie is not None:
                _keep(found, tie, statement.pattern.way)
    standing = [*found.values(), *holders(parse, mentions, codebook)]
    return tuple(sorted(standing, key=lambda t: (t.evidence.start, t.kind, t.subject, t.object)))


def _keep(found: dict[tuple[str, str, str], Tie], tie: Tie, way: str) -> None:
    pair = (
        sorted((tie.subject, tie.object))
        if way != "to" and tie.kind != TieKind.EMBASSY
        else [tie.subject, tie.object]
    )
    key = (tie.kind.value, pair[0], pair[1])
    held = found.get(key)
    if held is None:
        found[key] = tie
    elif not (held.since or held.until) and (tie.since or tie.until):
        found[key] = replace(held, since=tie.since, until=tie.until)


def _statements(
    sentence: Sentence, shown: Signed, around: World, codebook: Codebook
) -> Iterator[Statement]:
    for pattern in codebook.ties.fitting(shown.text):
        for match in pattern.expression.finditer(shown.text):
            groups = match.groupdict()
            people = (
                pattern.kind == TieKind.ALLIANCE
            )  # "Soto, an ally of Lima": a person's, no state's
            a = _codes(groups.get("a"), shown, around, states_only=people)
            b = _codes(groups.get("b"), shown, around)
            if codebook.ties.shapes["single"].search(match[0]):
                a = a[-1:]
            start, end = shown.places[match.start()], shown.places[match.end() - 1] + 1
            for subject, object_, implied in _pairs(pattern, a, b, around):
                yield Statement(pattern, sentence, start, end, subject, object_, implied)


def _codes(
    group: str | None, shown: Signed, around: World, *, states_only: bool = False
) -> list[str]:
    named = [shown.mentions[int(n)] for n in re.findall(r"⟦(\d+)⟧", group or "")]
    if states_only:
        named = [m for m in named if m.kind != MentionKind.PERSON]
    codes = dict.fromkeys(c for m in named for c in m.codes)
    return [c for c in codes if c in around.ranks]


def _pairs(
    pattern: TiePattern, a: list[str], b: list[str], around: World
) -> Iterator[tuple[str, str, bool]]:
    if pattern.kind == TieKind.ALLIANCE:  # "NATO ally Turkey" is a membership
        a, b = ([c for c in side if around.ranks[c] == _STATE] for side in (a, b))
    elif pattern.kind != TieKind.MEMBERSHIP:
        a, b = ([c for c in side if around.ranks[c] <= _BODY] for side in (a, b))
    if pattern.way == "all":
        a, b = list(dict.fromkeys([*a, *b])), []
    if pattern.way in {"both", "all"}:
        yield from _alike(pattern, a, b, around)
        return
    subjects, objects = (a, b) if pattern.way == "to" else (b, a)
    for subject, object_ in product(subjects, objects):
        if subject != object_ and _fits(pattern, subject, object_, around):
            yield subject, object_, False


def _alike(
    pattern: TiePattern, a: list[str], b: list[str], around: World
) -> Iterator[tuple[str, str, bool]]:
    """Every pair of the two sides; where only one is named, the other side of the main pair."""
    if b:
        pairs: Iterable[tuple[str, str]] = product(a, b)
    elif len(a) < 2 and pattern.implied:
        topic = list(around.topic)
        pairs = [tuple(topic)] if len(topic) == 2 and set(a) <= set(topic) else []  # type: ignore[list-item]
        yield from ((x, y, True) for x, y in pairs)
        return
    else:
        pairs = permutations(a, 2) if pattern.kind == TieKind.EMBASSY else combinations(a, 2)
    yield from ((x, y, False) for x, y in pairs if x != y)


def _fits(pattern: TiePattern, subject: str, object_: str, around: World) -> bool:
    if pattern.needs == "body":
        return around.ranks[subject] == _STATE and around.ranks[object_] >= _BODY
    if pattern.needs == "state":
        return around.ranks[subject] == _STATE and around.ranks[object_] == _STATE
    return around.ranks[subject] == _STATE


def _tie(parse: Parse, statement: Statement, codebook: Codebook) -> Tie | None:
    words = codebook.ties
    sentence = statement.sentence
    said = _said(parse, statement)
    if any(undone.search(said) for undone in (words.negated, words.unreal, words.former)):
        return None
    if words.modal.search(parse.document.text, statement.start, statement.end):
        return None
    after = parse.document.text[statement.end : min(sentence.end, statement.end + _AFTER)]
    passive = words.shapes["passive"].match(after)
    ended = bool(words.ended.search(said) or words.ended.search(passive[0] if passive else ""))
    since, until = _dates(parse, statement, ended=ended, codebook=codebook)
    if ended and until is None:
        return None
    start, end = _evidence(statement)
    kind = statement.pattern.kind
    return Tie(
        id=identifier(parse.document.id, "tie", kind, statement.subject, statement.object),
        kind=kind,
        subject=statement.subject,
        object=statement.object,
        evidence=parse.document.span(start, end),
        confidence=_IMPLIED if statement.implied else _CONFIDENCE[kind],
        since=since,
        until=until,
    )


def _said(parse: Parse, statement: Statement) -> str:
    """The statement with the words before it in which one may undo it."""
    start = max(statement.sentence.start, statement.start - _BEFORE)
    before = re.split(r"[;:]\s|\s[–—]\s", parse.document.text[start : statement.start])[-1]
    return before + parse.document.text[statement.start : statement.end]


def _evidence(statement: Statement) -> tuple[int, int]:
    sentence = statement.sentence
    token = sentence.token_at(statement.start) or sentence.root
    start, end = clause_span(sentence, token.i if token else 0, ())
    return min(start, statement.start), max(end, statement.end)


def _dates(
    parse: Parse, statement: Statement, *, ended: bool, codebook: Codebook
) -> tuple[str | None, str | None]:
    """Since or until when, where an absolute date stands in the statement or right beside it."""
    text = parse.document.text
    for time in parse.times:
        if time.sentence != statement.sentence.index or not _beside(time, statement):
            continue
        date = _edtf(time)
        if date is None:
            continue
        lead = text[max(0, min(statement.start, time.start) - 20) : max(statement.end, time.end)]
        if ended:
            return None, date
        if time.form == "since" or codebook.ties.begun.search(lead):
            return date, None
    return None, None


def _beside(time: TimePhrase, statement: Statement) -> bool:
    return time.start < statement.end + 24 and statement.start - 24 < time.end


def _edtf(time: TimePhrase) -> str | None:
    """An absolute date as EDTF, as far as it is said; of "since 2007" the date within."""
    inside = "of." if time.form == "since" else ""
    year, month, day = (time.values.get(inside + part) for part in ("year", "month", "day"))
    if not isinstance(year, int) or f"{inside}year_to" in time.values:
        return None
    date = f"{year:04d}"
    for part in (month, day):
        if not isinstance(part, int):
            return date
        date += f"-{part:02d}"
    return date
