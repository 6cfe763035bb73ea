"""What a record rests on, gathered: each telling with its sentences, its rule and its cues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from dragoman.model import Document, Span
from dragoman.present.passages import sentences_around
from dragoman.query.rows import (
    ClaimRow,
    DisputeRow,
    EventRow,
    FigureRow,
    ReportRow,
    Source,
    TieRow,
)
from dragoman.query.versions import later_versions

if TYPE_CHECKING:
    from dragoman.codebook import Codebook
    from dragoman.codebook.frames import Frame, Frames
    from dragoman.query import Found, View

# An inflected word begins like its lemma ("denied", "deny"), unless it is irregular.
_STEM, _ENDING = 3, 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text and what it is to the record: evidence, trigger, cue or number."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A record with the sentences that it rests on and the words in them that made it.

    `patterns` are those of the frame that found a report, the first `near` of them for words like
    its trigger; `retold` the sentences of the same document that tell it again.
    """

    row: ReportRow | ClaimRow | FigureRow | TieRow
    sentence: Span
    marks: tuple[Mark, ...]
    retold: tuple[Span, ...] = ()
    patterns: tuple[str, ...] = ()
    near: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """The chain behind one record; behind an event, those of all its reports, first told first.

    `codebook` names the one that the patterns stand in; the text may have been read by another.
    `later` gives, by id of a document, the latest version of its story that the outlet published.
    """

    kind: str
    chains: tuple[Chain, ...]
    codebook: str
    event: EventRow | None = None
    disputes: tuple[DisputeRow, ...] = ()
    later: Mapping[str, Source] = field(default_factory=dict)


def explained(view: View, found: Found, codebook: Codebook) -> Explanation | None:
    """Everything that a record rests on; None when it is not in the ledger any more."""
    row = view.record(found)
    if row is None:
        return None
    rows = row.reports if isinstance(row, EventRow) else (row,)
    documents = {id_: view.document(id_) for id_ in {one.source.id for one in rows}}
    chains = tuple(_chain(one, documents, codebook.frames) for one in rows)
    at_hand = f"{codebook.version}+{codebook.digest[:8]}"
    if not isinstance(row, EventRow):
        return Explanation(found.kind, chains, at_hand)
    later = later_versions(view, (one.source for one in rows))
    return Explanation(found.kind, chains, at_hand, row, view.disputes_about(row.event.id), later)


def _chain(
    row: ReportRow | ClaimRow | FigureRow | TieRow,
    documents: Mapping[str, Document | None],
    frames: Frames,
) -> Chain:
    document = documents[row.source.id]
    marks = tuple(_marks(row))
    sentence = _sentence(document, marks[0].span)
    if not isinstance(row, ReportRow):
        return Chain(row, sentence, marks)
    report = row.report
    retold = tuple(_sentence(document, span) for span in report.further)
    patterns, near = patterns_of(frames, report.rule, report.trigger.text)
    return Chain(row, sentence, marks, retold, patterns, near)


def _marks(row: ReportRow | ClaimRow | FigureRow | TieRow) -> Iterator[Mark]:
    if isinstance(row, ReportRow):
        yield Mark(row.report.evidence, "evidence")
        yield Mark(row.report.trigger, "trigger")
        if row.report.cue:
            yield Mark(row.report.cue, "cue")
    elif isinstance(row, FigureRow):
        yield Mark(row.figure.evidence, "evidence")
        yield Mark(row.figure.number, "number")
    else:
        yield Mark((row.claim if isinstance(row, ClaimRow) else row.tie).evidence, "evidence")


def _sentence(document: Document | None, span: Span) -> Span:
    """The whole sentences around a span; the span itself where the text is another by now."""
    if document is None or not span.stands_in(document.text):
        return span
    return document.span(*sentences_around(document, span))


def patterns_of(frames: Frames, rule: str | None, trigger: str) -> tuple[tuple[str, ...], int]:
    """The patterns of a frame, and how many of the first are for words like the trigger."""
    tables = (frames.verbs, frames.nouns, frames.adjectives)
    unique = {id(f): f for table in tables for row in table.values() for f in row if f.id == rule}
    alike = {key: max(_alike(n, trigger) for n in f.lemmas) for key, f in unique.items()}
    ranked = sorted((-alike[key], f"{f.part}: {pattern(f)}") for key, f in unique.items())
    written = dict.fromkeys(words for _, words in ranked)
    return tuple(written), len({words for unlike, words in ranked if unlike})


def pattern(frame: Frame) -> str:
    """A frame as one writes it: "SOURCE impose [sanction|tariff] on TARGET"."""
    lemmas = "|".join(f"{n}+{frame.particle}" if frame.particle else n for n in frame.lemmas)
    words = ["be"] * (frame.part == "adjective") + [lemmas]
    if "subject" in frame.roles:
        words.insert(0, frame.roles["subject"])
    if frame.objects:
        words.append(f"[{'|'.join(frame.objects)}]")
    return " ".join([*words, *_places(frame.roles), "|".join(frame.needs)]).rstrip()


def _places(roles: Mapping[str, str]) -> Iterator[str]:
    """The parties after the trigger: "object", "clause", and prepositions of one role together."""
    together: dict[str, list[str]] = {}
    for place, role in roles.items():
        if place == "object":
            yield role
        elif place not in {"subject", "clause"}:
            together.setdefault(role, []).append(place)
    yield from (f"{'|'.join(places)} {role}" for role, places in together.items())
    if "clause" in roles:
        yield "CLAUSE"


def _alike(lemma: str, trigger: str) -> int:
    """How many letters the trigger shares with the lemma; none if too few to be a form of it."""
    pairs = zip(lemma, trigger.casefold(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared if shared >= min(len(lemma), max(_STEM, len(lemma) - _ENDING)) else 0
