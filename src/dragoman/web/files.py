"""Lists and tables for the reader to keep: as CSV, JSON or Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from dragoman.errors import QueryError
from dragoman.export.csv import cell_text, csv_lines
from dragoman.export.rows import COLUMNS, FLAT, NESTED
from dragoman.present.lists import list_markdown

Row = Mapping[str, Any]
_NO_NAME = re.compile(r"[^A-Za-z0-9_.-]")  # nothing else belongs into a header or a folder


def listing_file(kind: str, rows: Iterable[Any], form: str, asked: str) -> Response:
    """A list of records, whole as JSON, a row each otherwise; raises QueryError."""
    shaped = (NESTED if form == "json" else FLAT)[kind]
    return table_file(kind, map(shaped, rows), COLUMNS[kind], form, asked)


def table_file(
    name: str, rows: Iterable[Row], columns: Sequence[str], form: str, asked: str
) -> Response:
    """Rows as a file of this name; `asked` is the view that they stand in; raises QueryError."""
    writers: dict[str, tuple[str, Callable[[], str]]] = {
        "csv": ("text/csv", lambda: "".join(csv_lines(rows, columns))),
        "json": ("application/json", lambda: _json(name, rows, asked)),
        "md": ("text/markdown", lambda: "".join(list_markdown(rows, columns, cell_text))),
    }
    if form not in writers:
        raise QueryError(f"format {form!r}: expected one of {', '.join(writers)}")
    media, write = writers[form]
    return file_answer(write().encode("utf-8", "backslashreplace"), media, f"{name}.{form}")


def file_answer(content: bytes, media: str, name: str) -> Response:
    """A file for the reader to keep."""
    kind = f"{media}; charset=utf-8" if media.startswith("text/") else media
    plain = _NO_NAME.sub("_", name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type=kind, headers=headers)


def _json(name: str, rows: Iterable[Row], asked: str) -> str:
    told = {"ok": True, "permalink": asked, name: [dict(row) for row in rows]}
    return json.dumps(told, ensure_ascii=False, indent=1)
