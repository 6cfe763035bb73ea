"""Lists of rows as CSV, JSON lines or Markdown, written row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

FORMATS = ("csv", "jsonl", "md")


def written(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str) -> Iterator[str]:
    """The rows in one of FORMATS, as pieces of text that each end a line."""
    return {"csv": csv_lines, "jsonl": json_lines, "md": markdown_lines}[form](rows, columns)


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """RFC 4180 lines with a heading; text that a spreadsheet would run as a formula is disarmed."""
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([disarmed(cell_text(row.get(name))) for name in columns])


def json_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """One JSON object a line, with the columns in order."""
    for row in rows:
        yield json.dumps({n: row.get(n) for n in columns}, ensure_ascii=False) + "\n"


def markdown_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """A Markdown table; marks that would be read as Markdown or HTML are escaped."""
    yield f"| {' | '.join(columns)} |\n"
    yield f"|{'|'.join(' --- ' for _ in columns)}|\n"
    for row in rows:
        yield f"| {' | '.join(markdown_text(cell_text(row.get(n))) for n in columns)} |\n"


def cell_text(value: object) -> str:
    """A value as one cell: nothing for unknown, semicolons in lists, no point in whole numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, list | tuple):
        return "; ".join(cell_text(v) for v in value)
    return str(value)


def disarmed(text: str) -> str:
    """The text with a leading apostrophe if a spreadsheet would take it for a formula."""
    if text[:1] in "=+-@\t\r\n" and text and not _is_number(text):
        return "'" + text
    return text


def markdown_text(text: str) -> str:
    """The text so that Markdown shows it as it is, on one line."""
    flat = " ".join(text.split())
    for mark in "\\`*_[]|~#!$^":
        flat = flat.replace(mark, "\\" + mark)
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
