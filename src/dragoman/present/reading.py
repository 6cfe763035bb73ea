"""One document's records for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Document, Records
from dragoman.present.inert import one_line
from dragoman.present.paint import bold, faint, painter
from dragoman.present.status import marked, takes
from dragoman.present.table import table
from dragoman.present.words import amount, named, what, who


def reading_text(records: Records, *, width: int = 100, colour: bool = False) -> str:
    """The document's heading and a table for each kind of record that it holds."""
    parts = [_heading(records.document, colour)]
    for title, headings, rows in _tables(records):
        if rows:
            shown = table(rows, headings, width=width, paint=painter if colour else None)
            parts.append(f"{bold(title, colour)}\n{shown}")
    if len(parts) == 1:
        parts.append("nothing found about relations between states\n")
    return "\n".join(parts) + "\n"


def _heading(document: Document, colour: bool) -> str:
    known = (
        document.publisher,
        document.published and f"{document.published} ({document.published_basis or 'given'})",
        document.language,
        document.uri,
    )
    title = bold(one_line(document.title or "untitled"), colour)
    return f"{title}\n{faint(' · '.join(one_line(k) for k in known if k), colour)}\n"


def _tables(records: Records) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    yield (
        "Events",
        ("date", "what", "who", "status", "on whose word", "quote"),
        [
            (
                e.date or "?",
                what(e.type, e.mode),
                who(e),
                marked(e.status),
                named(e.speaker) if e.speaker else "",
                e.evidence.text,
            )
            for e in records.events
        ],
    )
    yield (
        "Claims",
        ("speaker", "stance", "proposition"),
        [(named(c.speaker), takes(c.stance), c.proposition) for c in records.claims],
    )
    yield (
        "Figures",
        ("measure", "of", "value", "period", "quote"),
        [
            (f.measure, ", ".join(f.actors), amount(f), f.period or "?", f.evidence.text)
            for f in records.figures
        ],
    )
    yield (
        "Ties",
        ("kind", "subject", "object", "since", "quote"),
        [
            (str(t.kind).replace("_", " "), t.subject, t.object, t.since or "", t.evidence.text)
            for t in records.ties
        ],
    )
