"""Lists as Arrow tables, batch by batch: for pandas, polars, DuckDB and Parquet files.

Dates are EDTF text, with the first and last day that they may mean as days beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.errors import DragomanError, QueryError
from dragoman.export.formats import LISTS
from dragoman.export.rows import COLUMNS, FLAT
from dragoman.ledger.bounds import FIRST, LAST, bounds

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 1000
_DATED = {"events": "date", "claims": "date", "figures": "period", "documents": "published"}
# What the columns hold that are not text.
_SORTS: Mapping[str, Mapping[str, str]] = {
    "events": {
        **dict.fromkeys(("sources", "targets"), "list"),
        **dict.fromkeys(("symmetric", "disputed", "reviewed"), "bool"),
        **dict.fromkeys(("outlets", "reports"), "int"),
        **dict.fromkeys(("goldstein", "confidence"), "float"),
    },
    "claims": {"about": "list", "confidence": "float"},
    "figures": {"actors": "list", "value": "float", "confidence": "float"},
    "ties": {"confidence": "float"},
    "attributions": {},
    "disputes": {"about": "list", "sides": "list", "claims": "int", "outlets": "int"},
    "series": {"actors": "list", "points": "list", "conflicts": "int"},
    "documents": {
        **dict.fromkeys(("events", "claims", "figures", "ties", "characters"), "int"),
        "authors": "list",
        "published_confidence": "float",
    },
    "runs": {
        **dict.fromkeys(("run", "read", "known", "skipped", "failed"), "int"),
        **dict.fromkeys(("started", "finished"), "moment"),
    },
    "missed": {"count": "int", "documents": "int"},
}


def arrow_reader(kind: str, rows: Iterable[Any]) -> pa.RecordBatchReader:
    """The rows of a list as a reader of Arrow batches, made while it is read."""
    pa = _pyarrow()
    schema = arrow_schema(kind)
    return pa.RecordBatchReader.from_batches(schema, _batches(kind, rows, schema))


def arrow_schema(kind: str) -> pa.Schema:
    """The columns of a list with their types, and the version of the list in its metadata."""
    if kind not in COLUMNS:
        raise QueryError(f"no table is called {kind!r}; known: {', '.join(COLUMNS)}")
    pa = _pyarrow()
    fields = [pa.field(name, _type(kind, name)) for name in columns(kind)]
    version = {"dragoman": f"{kind}/{LISTS[kind]}"}
    return pa.schema(fields, metadata=version)


def columns(kind: str) -> tuple[str, ...]:
    """The columns of a list as a table: those of CSV, with the days after the date."""
    dated = _DATED.get(kind)
    added = ("earliest", "latest")
    return tuple(c for name in COLUMNS[kind] for c in (name, *(added if name == dated else ())))


def write_parquet(kind: str, rows: Iterable[Any], sink: BinaryIO) -> None:
    """Write a list as a Parquet file."""
    _pyarrow()
    import pyarrow.parquet as pq

    with arrow_reader(kind, rows) as reader, pq.ParquetWriter(sink, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _batches(kind: str, rows: Iterable[Any], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    pa = _pyarrow()
    going = iter(rows)
    while some := [_cells(kind, row) for row in islice(going, BATCH)]:
        arrays = [pa.array([row[field.name] for row in some], type=field.type) for field in schema]
        yield pa.record_batch(arrays, schema=schema)


def _cells(kind: str, row: Any) -> dict[str, Any]:
    flat = FLAT[kind](row)
    if kind in _DATED:
        first, last = bounds(flat[_DATED[kind]])
        flat |= {"earliest": _day(first), "latest": _day(last)}
    return {name: _value(kind, name, flat.get(name)) for name in columns(kind)}


def _value(kind: str, name: str, value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    sort = _sort(kind, name)
    if sort == "text":
        return storable(str(value))
    if sort == "list":
        return [storable(str(part)) for part in value]
    if sort == "moment":
        return datetime.fromisoformat(value)
    return float(value) if sort == "float" else value


def storable(text: str) -> str:
    """The text without lone surrogates, which no file of the outside world can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _day(day: str | None) -> date | None:
    return None if day in {None, FIRST, LAST} else date.fromisoformat(str(day))


def _sort(kind: str, name: str) -> str:
    return _SORTS[kind].get(name, "text")


def _type(kind: str, name: str) -> Any:
    pa = _pyarrow()
    if name in {"earliest", "latest"} and kind in _DATED:
        return pa.date32()
    return {
        "text": pa.string(),
        "list": pa.list_(pa.string()),
        "bool": pa.bool_(),
        "float": pa.float64(),
        "int": pa.int64(),
        "moment": pa.timestamp("s", tz="UTC"),
    }[_sort(kind, name)]


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise DragomanError(
            "Arrow tables and Parquet files need `pip install 'dragoman[arrow]'`"
        ) from error
    return pyarrow
