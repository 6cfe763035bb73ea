"""A document with all that was read from it: its text in pieces, and a card for each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.model import Document, Records, Report, Span, Status
from dragoman.present.labels import act, tie_words
from dragoman.present.pieces import Piece, pieces
from dragoman.present.status import takes
from dragoman.present.words import BOTH, amount, date_words, listed

PART = 24_000  # characters of a text that are shown at once


@dataclass(frozen=True, slots=True)
class Card:
    """What a record says, for the margin beside its sentence."""

    id: str
    kind: str
    quote: Span
    heading: str
    lines: tuple[str, ...]
    status: Status | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, with the cards of the records that begin in it.

    `body`: it is part of the article.
    """

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    body: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """One part of a document; `parts` are where all of them begin."""

    paragraphs: tuple[Paragraph, ...]
    parts: tuple[int, ...]
    part: int


def annotated(
    records: Records, events: Mapping[str, str], names: Mapping[str, str], at: int = 0
) -> Annotated:
    """The part of a document around a place, its records marked in the text and in the margin."""
    document = records.document
    cards = record_cards(records, events, names)
    marks = [*_marks(records), *outside(document)]
    bounds = list(_paragraphs(document.text))
    parts = _parts(bounds)
    part = max(n for n, start in enumerate(parts) if n == 0 or start <= at)
    end = parts[part + 1] if part + 1 < len(parts) else len(document.text)
    shown = [(a, b) for a, b in bounds if parts[part] <= a < end]
    made = tuple(_paragraph(document, a, b, marks, cards) for a, b in shown)
    return Annotated(made, tuple(parts), part)


def _paragraph(
    document: Document, start: int, end: int, marks: Iterable[tuple[Span, str]], cards: list[Card]
) -> Paragraph:
    cut = pieces(document.span(start, end), marks)
    inside = any(a < end and start < b for a, b in document.body)
    return Paragraph(cut, tuple(c for c in cards if start <= c.quote.start < end), inside)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The bounds of the lines that hold anything."""
    start = 0
    for line in text.splitlines(keepends=True):
        kept = line.rstrip()
        if kept.strip():
            yield start, start + len(kept)
        start += len(line)


def _parts(bounds: Iterable[tuple[int, int]]) -> list[int]:
    parts = [0]
    for start, end in bounds:
        if end - parts[-1] > PART and start > parts[-1]:
            parts.append(start)
    return parts


def _marks(records: Records) -> Iterator[tuple[Span, str]]:
    for report in records.events:
        for span in (report.evidence, *report.further):
            yield span, "event"
        yield report.trigger, "trigger"
        if report.cue:
            yield report.cue, "cue"
    for claim in records.claims:
        yield claim.evidence, "claim"
    for figure in records.figures:
        yield figure.evidence, "figure"
        yield figure.number, "number"
    for tie in records.ties:
        yield tie.evidence, "tie"


def outside(document: Document) -> Iterator[tuple[Span, str]]:
    """The marks of what is no part of the article."""
    at = 0
    for start, end in (*sorted(document.body), (len(document.text), len(document.text))):
        if start > at:
            yield document.span(at, start), "outside"
        at = max(at, end)


def record_cards(
    records: Records, events: Mapping[str, str], names: Mapping[str, str]
) -> list[Card]:
    """A card for each record in the order of the text; `events` gives the act of each report."""
    found = _cards(records, events, names)
    return sorted(found, key=lambda card: (card.quote.start, card.kind, card.id))


def _cards(records: Records, events: Mapping[str, str], names: Mapping[str, str]) -> Iterator[Card]:
    for report in records.events:
        yield _report(report, events.get(report.id), names)
    for claim in records.claims:
        heading = f"{claim.speaker.name} {takes(claim.stance)}"
        event = events.get(claim.event or "")
        lines = (f"“{claim.proposition}”",)
        yield Card(claim.id, "claim", claim.evidence, heading, lines, None, event)
    for figure in records.figures:
        whom = listed([names.get(c, c) for c in figure.actors])
        when = date_words(figure.period) if figure.period else "period unknown"
        lines = (f"{figure.measure}: {whom}, {when}",)
        yield Card(figure.id, "figure", figure.evidence, amount(figure), lines)
    for tie in records.ties:
        words = f"{names.get(tie.subject, tie.subject)} {tie_words(tie.kind)} "
        words += names.get(tie.object, tie.object)
        since = (f"since {date_words(tie.since)}",) if tie.since else ()
        yield Card(tie.id, "tie", tie.evidence, words, since)


def _report(report: Report, event: str | None, names: Mapping[str, str]) -> Card:
    sides = [
        listed(list(dict.fromkeys(names.get(p.code, p.name) for p in side)))
        for side in (report.sources, report.targets)
    ]
    arrow = f" {BOTH} " if report.symmetric else " → "
    lines = [arrow.join(side for side in sides if side)]
    lines.append(date_words(report.date))
    if report.speaker:
        lines.append(f"on the word of {report.speaker.name}")
    name = act(report.type, report.mode, report.trigger.text)
    return Card(report.id, "event", report.evidence, name, tuple(lines), report.status, event)
