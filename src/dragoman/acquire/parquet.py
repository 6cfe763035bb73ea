"""Parquet tables: one document a row, columns named as those of CSV tables or of JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from io import BufferedReader
from typing import Any

from dragoman.acquire.columns import located
from dragoman.acquire.decoding import checked, without_surrogates
from dragoman.acquire.fields import known
from dragoman.acquire.paths import printable
from dragoman.acquire.source import Found, Source, Taking, aside
from dragoman.acquire.tables import looks_like_page, unusable
from dragoman.analysis import Acquired
from dragoman.model import Skipped

MISSING = "is a Parquet table, which needs `pip install 'dragoman[arrow]'`"
_ROWS = 100


def documents(source: Source, taking: Taking) -> Found:
    """The documents of the rows; a row that holds none is told by its number."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield Skipped(source.uri, MISSING)
        return
    try:
        with _random(source) as stream:
            yield from _held(ParquetFile(stream), source, taking)
    except (ArrowException, ValueError) as error:
        told = str(error).strip().splitlines() or [type(error).__name__]
        yield Skipped(source.uri, f"is a damaged Parquet file ({told[0]})"[:300])


def _random(source: Source) -> AbstractContextManager[BufferedReader]:
    """The table where one can go to any place of it: its columns are told at the end."""
    direct = source.stream.seekable() and not source.depth
    return nullcontext(source.stream) if direct else aside(source.stream)


def _held(table: Any, source: Source, taking: Taking) -> Found:
    names = table.schema_arrow.names
    columns = located(names, taking.columns)
    if why := unusable(names, columns, taking):
        yield Skipped(source.uri, why)
    elif not table.metadata.num_rows:
        yield Skipped(source.uri, "is a table without any row")
    else:
        yield from _rows(table, columns, source, taking)


def _rows(table: Any, columns: dict[str, str], source: Source, taking: Taking) -> Found:
    for number, values in enumerate(_values(table, columns, source), 1):
        yield _document(source, number, values, taking)


def _values(table: Any, columns: dict[str, str], source: Source) -> Iterator[dict[str, Any]]:
    """The rows under our names, read group by group once it is known that they fit."""
    for group in range(table.num_row_groups):
        source.budget.spend(table.metadata.row_group(group).total_byte_size)
        wanted = sorted(set(columns.values()))
        for batch in table.iter_batches(_ROWS, row_groups=[group], columns=wanted):
            for row in batch.to_pylist():
                yield {name: _plain(row.get(column)) for name, column in columns.items()}


def _plain(value: Any) -> Any:
    """Days as text; of a moment the day and time."""
    return value.isoformat() if isinstance(value, date) else value


def _document(
    source: Source, number: int, values: dict[str, Any], taking: Taking
) -> Acquired | Skipped:
    fields = known(values)
    name = printable(f"{source.uri}#{fields.get('id', number)}")
    given = values.get("text") or values.get("html")
    if not isinstance(given, str):
        return Skipped(name, f"row {number} has no text")
    content = without_surrogates(given)
    media = "text" if values.get("text") and not looks_like_page(content) else "html"
    if why := checked(name, content, taking.settings.max_characters):
        return Skipped(name, f"row {number} {why.reason}")
    row = replace(source, uri=name, fields=source.fields | fields)
    return row.taken(content, media, content.encode("utf-8", "surrogatepass"))
