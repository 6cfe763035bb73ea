"""A dossier for the terminal: aligned, wrapped, with colour only where a person looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.present.dossier import Dossier
from dragoman.present.inert import one_line
from dragoman.present.overview import coverage
from dragoman.present.paint import bold, faint, painted
from dragoman.present.passages import Source
from dragoman.present.sections import Contest, Measure
from dragoman.present.status import LOOKS
from dragoman.present.table import table, width_of, wrap
from dragoman.present.timeline import Entry, Quote
from dragoman.present.words import date_words

MARGIN = 22


def dossier_text(dossier: Dossier, *, width: int = 100, colour: bool = False) -> str:
    """The whole dossier as plain text, at most `width` columns wide."""
    page = _Page(dossier, width, colour)
    return "\n".join(line.rstrip() for line in page.lines()) + "\n"


class _Page:
    """The dossier with the width and colours that it is written in."""

    def __init__(self, dossier: Dossier, width: int, colour: bool) -> None:
        self.dossier, self.width, self.colour = dossier, max(width, 50), colour

    def lines(self) -> Iterator[str]:
        yield from self.head()
        for heading, found in (
            ("Timeline", self.timeline()),
            ("Disputes", self.disputes()),
            ("Figures", self.figures()),
            ("Ties", self.ties()),
            ("People", self.people()),
            ("Sources", self.sources()),
        ):
            if body := list(found):
                yield from ("", bold(heading.upper(), self.colour), *body)

    def head(self) -> Iterator[str]:
        title = " and ".join(map(one_line, self.dossier.names))
        yield from (bold(title, self.colour), "═" * width_of(title))
        yield from self.paragraph(coverage(self.dossier))
        yield ""
        yield from self.paragraph(" ".join(map(str, self.dossier.summary)))

    def timeline(self) -> Iterator[str]:
        marks = (f"{look.mark} {look.word}" for look in LOOKS.values())
        yield from self.paragraph(
            "   ".join(marks).replace(" ", "\u00a0").replace("\u00a0" * 3, "   ")
        )
        for stretch in self.dossier.timeline:
            yield from ("", bold(stretch.heading, self.colour))
            for entry in stretch.entries:
                yield from self.entry(entry)

    def entry(self, entry: Entry) -> Iterator[str]:
        look = LOOKS[entry.status]
        mark = painted(look.mark, look.colour) if self.colour else look.mark
        told = f"{entry.label}: {entry.sides} ({entry.notes})"
        when = wrap(entry.when, MARGIN - 5)
        room = self.width - MARGIN
        for i, line in enumerate(wrap(told, room)):
            left = f"  {mark} " if i == 0 else "    "
            date = when[i] if i < len(when) else ""
            yield left + date + " " * (MARGIN - 4 - width_of(date)) + line
        yield from self.quote(entry.quotes[0], " " * MARGIN)
        if numbers := sorted({n for quote in entry.quotes[1:] for n in quote.numbers}):
            told = f"also told in {', '.join(f'[{n}]' for n in numbers)}"
            yield " " * MARGIN + faint(told, self.colour)

    def quote(self, quote: Quote, margin: str) -> Iterator[str]:
        word = f" on the word of {quote.word}" if quote.word else ""
        numbers = " ".join(f"[{n}]" for n in quote.numbers)
        told = f"“{one_line(quote.text)}” {numbers}{word}"
        for line in wrap(told, self.width - len(margin)):
            yield margin + faint(line, self.colour)

    def disputes(self) -> Iterator[str]:
        for contest in self.dossier.contests:
            yield from ("", *self.paragraph(f"“{contest.proposition}”", "  "))
            yield from self.positions(contest)

    def positions(self, contest: Contest) -> Iterator[str]:
        for position in contest.positions:
            yield from self.paragraph(f"{position.words}:", "    ")
            for quote in position.quotes:
                yield from self.quote(quote, " " * 6)

    def figures(self) -> Iterator[str]:
        for measure in self.dossier.measures:
            yield ""
            yield from self.paragraph(measure.heading, "  ")
            yield from (f"    {line}" for line in self.values(measure).splitlines())

    def values(self, measure: Measure) -> str:
        rows = [
            (
                value.period,
                value.told,
                " ".join(f"[{n}]" for q in value.quotes for n in q.numbers),
            )
            for value in measure.values
        ]
        return table(rows, ("period", "value", "source"), width=self.width - 4)

    def ties(self) -> Iterator[str]:
        for bond in self.dossier.bonds:
            numbers = " ".join(dict.fromkeys(f"[{q.source}]" for q in bond.quotes))
            period = f", {bond.period}" if bond.period else ""
            yield from self.paragraph(f"{bond.words}{period} {numbers}", "  ")

    def people(self) -> Iterable[str]:
        rows = [(p.name, p.state, ", ".join(p.offices), str(p.acts)) for p in self.dossier.people]
        shown = table(rows, ("name", "for", "office", "acts"), width=self.width - 2) if rows else ""
        return (f"  {line}" for line in shown.splitlines())

    def sources(self) -> Iterator[str]:
        for source in self.dossier.sources:
            yield from self.paragraph(_source(source), "  ", f"[{source.number}] ")

    def paragraph(self, words: str, margin: str = "", first: str = "") -> Iterator[str]:
        room = self.width - len(margin) - len(first)
        for i, line in enumerate(wrap(words, room)):
            yield margin + (first if i == 0 else " " * len(first)) + line


def _source(source: Source) -> str:
    document = source.document
    when = date_words(document.published)
    where = source.address or document.uri
    parts = [source.title, document.publisher, when, where, source.copied]
    return " · ".join(one_line(p) for p in parts if p)
