"""Lists from a ledger for a person: as a table for the terminal, or in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from dragoman.model import FigureKind, Status
from dragoman.present.inert import markdown_text, one_line
from dragoman.present.paint import painter
from dragoman.present.status import marked
from dragoman.present.table import table
from dragoman.present.words import hedged, sides, what

Row = Mapping[str, Any]
Cell = Callable[[object], str]


def list_text(
    name: str, rows: Iterable[Row], cell: Cell, *, width: int = 100, colour: bool = False
) -> str:
    """The rows of a list as a table; `cell` turns a value into text."""
    columns = _COLUMNS[name]
    made = [[_shown(column, row, cell) for column in columns] for row in rows]
    return table(made, columns, width=width, paint=painter if colour else None)


def list_markdown(rows: Iterable[Row], columns: Sequence[str], cell: Cell) -> Iterator[str]:
    """The rows as a Markdown table, line by line."""
    yield f"| {' | '.join(columns)} |\n"
    yield f"|{'|'.join(' --- ' for _ in columns)}|\n"
    for row in rows:
        yield f"| {' | '.join(markdown_text(cell(row.get(name))) for name in columns)} |\n"


def list_html(name: str, rows: Iterable[Row], cell: Cell, *, more: bool = False) -> str:
    """The rows as an HTML table for a notebook: inert, whatever a document says."""
    columns = _COLUMNS[name]
    head = Markup("").join(Markup("<th>{}</th>").format(column) for column in columns)
    lines = [
        Markup("").join(
            Markup("<td><bdi>{}</bdi></td>").format(one_line(_shown(column, row, cell)))
            for column in columns
        )
        for row in rows
    ]
    body = Markup("").join(Markup("<tr>{}</tr>").format(line) for line in lines)
    told = f"the first {len(lines)} {name}" if more else f"{len(lines)} {name}"
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table><p>{}</p>").format(
        head, body, told
    )


def _shown(column: str, row: Row, cell: Cell) -> str:
    return _IN_WORDS[column](row) if column in _IN_WORDS else cell(row.get(column))


def _value(row: Row) -> str:
    return hedged(row["modifier"], float(row["value"]), row["unit"], FigureKind(row["kind"]))


_IN_WORDS: Mapping[str, Callable[[Row], str]] = {
    "what": lambda row: what(row["type"], row["mode"]),
    "who": lambda row: sides(row["sources"], row["targets"], row["symmetric"]),
    "status": lambda row: marked(Status(row["status"])),
    "value": _value,
    "told by": lambda row: row["publisher"] or row["uri"],
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "events": ("date", "what", "who", "status", "speaker", "quote", "outlets"),
    "claims": ("date", "speaker_name", "stance", "proposition", "about", "told by"),
    "figures": ("measure", "actors", "value", "period", "quote", "told by"),
    "attributions": ("published", "speaker_name", "source", "cue", "quote", "told by"),
    "ties": ("kind", "subject", "object", "since", "quote", "told by"),
    "disputes": ("first", "latest", "proposition", "about", "sides", "outlets"),
    "series": ("measure", "actors", "unit", "points", "conflicts"),
    "documents": ("published", "title", "told by", "events", "claims", "figures", "ties"),
    "runs": ("run", "started", "finished", "read", "known", "skipped", "failed", "extractor"),
    "missed": ("kind", "text", "count", "documents"),
}
