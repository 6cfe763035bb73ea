"""A dossier as a run of blocks: what a word processor and a printer make pages of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.present.dossier import Dossier
from dragoman.present.inert import one_line
from dragoman.present.overview import coverage
from dragoman.present.passages import Source
from dragoman.present.sections import Measure
from dragoman.present.status import LOOKS
from dragoman.present.timeline import Entry, Quote
from dragoman.present.words import date_words

Kind = Literal["title", "heading", "subheading", "lead", "line", "quote", "note", "row", "head"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the numbers of its sources, or a row of a table (`cells`)."""

    kind: Kind
    text: str = ""
    notes: tuple[int, ...] = ()
    strong: str = ""
    cells: tuple[str, ...] = ()


def blocks(dossier: Dossier) -> Iterator[Block]:
    """The whole dossier from the title to the people; its sources are the notes."""
    yield Block("title", one_line(" and ".join(dossier.names)))
    yield Block("note", one_line(coverage(dossier)))
    if dossier.summary:
        yield Block("lead", one_line(" ".join(map(str, dossier.summary))))
    yield from _timeline(dossier)
    yield from _disputes(dossier)
    yield from _figures(dossier)
    yield from _ties(dossier)
    yield from _people(dossier)


def source_words(source: Source) -> str:
    """A source as a footnote has it."""
    document = source.document
    parts = [source.title, document.publisher or "outlet unknown", date_words(document.published)]
    parts += [source.address or document.uri, source.copied]
    return ", ".join(one_line(part) for part in parts if part)


def _timeline(dossier: Dossier) -> Iterator[Block]:
    if dossier.timeline:
        yield Block("heading", "Timeline")
    for stretch in dossier.timeline:
        yield Block("subheading", stretch.heading)
        for entry in stretch.entries:
            yield _entry(entry)
            yield from (_quote(quote) for quote in entry.quotes)


def _entry(entry: Entry) -> Block:
    look = LOOKS[entry.status]
    told = f": {entry.label}, {entry.sides} ({entry.notes})"
    return Block("line", one_line(told), strong=one_line(f"{look.mark} {entry.when}"))


def _quote(quote: Quote) -> Block:
    word = f", on the word of {quote.word}" if quote.word else ""
    return Block("quote", one_line(f"“{quote.text}”{word}"), quote.numbers)


def _disputes(dossier: Dossier) -> Iterator[Block]:
    if dossier.contests:
        yield Block("heading", "Disputes")
    for contest in dossier.contests:
        yield Block("subheading", one_line(f"“{contest.proposition}”"))
        for position in contest.positions:
            yield Block("line", strong=one_line(position.words))
            yield from (_quote(quote) for quote in position.quotes)


def _figures(dossier: Dossier) -> Iterator[Block]:
    if dossier.measures:
        yield Block("heading", "Figures")
    for measure in dossier.measures:
        yield Block("subheading", one_line(measure.heading))
        yield Block("head", cells=("Period", "Value"))
        yield from _values(measure)


def _values(measure: Measure) -> Iterator[Block]:
    for value in measure.values:
        cells = (one_line(value.period), one_line(value.told))
        yield Block("row", notes=_numbers(value.quotes), cells=cells)


def _ties(dossier: Dossier) -> Iterator[Block]:
    if dossier.bonds:
        yield Block("heading", "Ties")
    for bond in dossier.bonds:
        period = f", {bond.period}" if bond.period else ""
        yield Block("line", one_line(bond.words + period), _numbers(bond.quotes))


def _people(dossier: Dossier) -> Iterator[Block]:
    if dossier.people:
        yield Block("heading", "People")
        yield Block("head", cells=("Name", "For", "Office", "Acts"))
    for person in dossier.people:
        cells = (person.name, person.state, ", ".join(person.offices), str(person.acts))
        yield Block("row", notes=_numbers(person.quotes), cells=tuple(map(one_line, cells)))


def _numbers(quotes: Sequence[Quote]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for quote in quotes for n in quote.numbers))
