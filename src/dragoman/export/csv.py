"""Lists of rows as CSV, written row by row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

# The wide forms of East Asian keyboards count as well.
_BEGINNINGS = "=+-@\t\r\n＝＋－＠"


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """RFC 4180 lines with a heading; text that a spreadsheet would run as a formula is disarmed."""
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([disarmed(cell_text(row.get(name))) for name in columns])


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
    if text[:1] in _BEGINNINGS and text and not _is_number(text):
        return "'" + text
    return text


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
