"""Tab-separated files whose readers know no quoting: one row a line, whatever the cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.export.csv import cell_text, disarmed

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def tab_lines(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], missing: str, *, header: bool = True
) -> Iterator[str]:
    """Lines with a heading; nothing in a cell can end it, begin a quote or be run as a formula."""
    if header:
        yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(tab_cell(row.get(name), missing) for name in columns) + "\n"


def tab_cell(value: object, missing: str) -> str:
    """A value as one cell, `missing` where it is unknown."""
    text = _BREAKS.sub(" ", cell_text(value)).replace('"', "'").strip()
    return disarmed(text) if text else missing
