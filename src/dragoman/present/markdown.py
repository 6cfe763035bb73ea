"""A dossier as Markdown, for a wiki or a mail: every line with the number of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.present.dossier import Dossier
from dragoman.present.inert import markdown_text as said
from dragoman.present.overview import coverage
from dragoman.present.passages import Source
from dragoman.present.sections import Measure
from dragoman.present.status import LOOKS
from dragoman.present.timeline import Entry, Quote
from dragoman.present.words import date_words


def dossier_markdown(dossier: Dossier) -> str:
    """The whole dossier in CommonMark with tables."""
    lines = [f"# {said(' and '.join(dossier.names))}", "", said(coverage(dossier)), ""]
    lines += [said(" ".join(map(str, dossier.summary))), ""]
    for heading, found in (
        ("Timeline", _timeline(dossier)),
        ("Disputes", _disputes(dossier)),
        ("Figures", (line for m in dossier.measures for line in _measure(m))),
        ("Ties", _ties(dossier)),
        ("People", _people(dossier)),
        ("Sources", (line for s in dossier.sources for line in _source(s))),
    ):
        if body := list(found):
            lines += [f"## {heading}", "", *body, ""]
    return "\n".join(lines).rstrip() + "\n"


def _timeline(dossier: Dossier) -> Iterator[str]:
    for stretch in dossier.timeline:
        yield from (f"### {stretch.heading}", "")
        for entry in stretch.entries:
            yield from _entry(entry)
        yield ""


def _entry(entry: Entry) -> Iterator[str]:
    look = LOOKS[entry.status]
    what = f"{entry.label}, {said(entry.sides)} ({said(entry.notes)})"
    yield f"- {look.mark} **{said(entry.when)}**: {what}"
    yield from (f"  > {_quote(quote)}" + "  " for quote in entry.quotes)


def _quote(quote: Quote) -> str:
    word = f", on the word of {said(quote.word)}" if quote.word else ""
    return f"“{said(quote.text)}” {_links([quote])}{word}"


def _links(quotes: Iterable[Quote]) -> str:
    numbers = dict.fromkeys(n for quote in quotes for n in quote.numbers)
    return " ".join(f"[{n}](#source-{n})" for n in numbers)


def _disputes(dossier: Dossier) -> Iterator[str]:
    for contest in dossier.contests:
        yield from (f"### “{said(contest.proposition)}”", "")
        for position in contest.positions:
            yield f"- **{said(position.words)}**"
            yield from (f"  > {_quote(quote)}" + "  " for quote in position.quotes)
        yield ""


def _measure(measure: Measure) -> Iterator[str]:
    yield from (f"### {said(measure.heading)}", "")
    yield from ("| period | value | source |", "| --- | ---: | --- |")
    for value in measure.values:
        yield f"| {said(value.period)} | {said(value.told)} | {_links(value.quotes)} |"
    yield ""


def _ties(dossier: Dossier) -> Iterator[str]:
    for bond in dossier.bonds:
        period = f", {bond.period}" if bond.period else ""
        yield f"- {said(bond.words + period)} {_links(bond.quotes)}"


def _people(dossier: Dossier) -> Iterable[str]:
    if not dossier.people:
        return ()
    rows = ((p.name, p.state, ", ".join(p.offices), str(p.acts)) for p in dossier.people)
    made = (f"| {' | '.join(map(said, row))} |" for row in rows)
    return ("| name | for | office | acts |", "| --- | --- | --- | ---: |", *made)


def _source(source: Source) -> Iterator[str]:
    document = source.document
    title = said(source.title)
    if source.address:
        address = source.address.replace("<", "%3C").replace(">", "%3E")
        title = f"[{title}](<{address}>)"
    parts = [said(document.publisher or "outlet unknown"), said(date_words(document.published))]
    parts += [said(document.uri), *([source.copied] if source.copied else [])]
    yield f'<a id="source-{source.number}"></a>{source.number}\\. {title}, {", ".join(parts)}'
    yield ""
