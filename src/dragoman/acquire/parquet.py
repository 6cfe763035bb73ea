"""Parquet tables: one document a row, columns named as those of CSV tables or of JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from io import BufferedReader
from typing import Any

from dragoman.acquire.columns import located
from dragoman.acquire.source import Found, Source, Taking, aside
from dragoman.acquire.tables import row_document, unusable
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
        yield row_document(source, number, values, taking)


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
