"""What making events, disputes and series has in common: replacing one part of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert, ReturningInsert

from dragoman.ledger import derived, tables
from dragoman.ledger.loading import report_of
from dragoman.merge import Telling

UNKNOWN = "9999-99-99"  # sorts after every day
MANY = 500  # how many rows are asked for by name at once
TOGETHER = 1000  # records of parts that are made in one go: statements cost more than what they do
FACTS = (
    tables.document.c.id.label("document_id"),
    tables.document.c.cluster,
    tables.document.c.publisher,
    tables.document.c.earliest.label("told"),
    tables.document.c.updated.label("changed"),
)


def chunked(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in pieces that can be asked for by name at once."""
    return (ids[at : at + MANY] for at in range(0, len(ids), MANY))


def batches(
    connection: Connection, blocks: Sequence[str], records: Table
) -> Iterator[Sequence[str]]:
    """The parts, in their order, so many together that they are made from few enough records."""
    batch: list[str] = []
    held = 0
    for some in chunked(blocks):
        counts = _counts(connection, some, records)
        for block in some:
            if batch and (held + counts.get(block, 0) > TOGETHER or len(batch) == MANY):
                yield batch
                batch, held = [], 0
            batch.append(block)
            held += counts.get(block, 0)
    if batch:
        yield batch


def _counts(connection: Connection, blocks: Sequence[str], records: Table) -> dict[str, int]:
    block = records.c.block
    query = select(block, func.count()).where(block.in_(blocks)).group_by(block)
    return {row[0]: row[1] for row in connection.execute(query)}


def facts(row: Row[Any]) -> tuple[str, str | None, str | None, str | None]:
    """What merging knows of a record's document, from a row that holds FACTS."""
    return row.document_id, row.cluster, row.publisher, row.told


def tellings(connection: Connection, asked: Select[Any]) -> list[tuple[int, Telling]]:
    """The reports that a query finds, as merging takes them, with their rows."""
    return [(row.row, telling) for row, telling in _told(connection, asked)]


def tellings_by(
    connection: Connection, asked: Select[Any], name: str
) -> dict[Any, list[tuple[int, Telling]]]:
    """The same, put together by what they have in a column of the query."""
    found: dict[Any, list[tuple[int, Telling]]] = defaultdict(list)
    for row, telling in _told(connection, asked):
        found[row._mapping[name]].append((row.row, telling))
    return found


def _told(connection: Connection, asked: Select[Any]) -> Iterator[tuple[Row[Any], Telling]]:
    rows = connection.execute(asked.order_by(tables.report.c.row)).all()
    parties = parties_of(connection, [row.row for row in rows])
    return ((row, _telling(row, parties[row.row])) for row in rows)


def _telling(row: Row[Any], parties: Sequence[Any]) -> Telling:
    report = report_of(row._mapping, parties)
    return Telling(report, *facts(row), row.earliest, row.latest, row.changed)


def report_query() -> Select[Any]:
    """All reports with what merging knows of their documents."""
    report, document = tables.report, tables.document
    return select(report, *FACTS).join(document, document.c.row == report.c.document)


def claim_query(*columns: ColumnElement[Any]) -> Select[Any]:
    """All claims with these columns of their documents and the ids of the events they are about."""
    claim, document, report = tables.claim, tables.document, tables.report
    link, event = derived.event_report, derived.event
    return (
        select(claim, *columns, event.c.id.label("event_id"))
        .join(document, document.c.row == claim.c.document)
        .outerjoin(
            report,
            (report.c.document == claim.c.document)
            & (report.c.id == claim.c.report)
            & report.c.superseded_by.is_(None),
        )
        .outerjoin(link, link.c.report == report.c.row)
        .outerjoin(event, event.c.row == link.c.event)
    )


def parties_of(connection: Connection, rows: Sequence[int]) -> dict[int, list[Any]]:
    """The rows of `report_party` of these reports."""
    table = tables.report_party
    found: dict[int, list[Any]] = defaultdict(list)
    for at in range(0, len(rows), MANY):
        query = select(table).where(table.c.report.in_(rows[at : at + MANY]))
        for row in connection.execute(query):
            found[row.report].append(row._mapping)
    return found


def forget(connection: Connection, table: Table, blocks: Sequence[str]) -> None:
    """Remove the derived things of some parts, with all that hangs on them."""
    gone = select(table.c.row).where(table.c.block.in_(blocks)).scalar_subquery()
    for part in derived.PARTS[table.name]:
        connection.execute(delete(part).where(part.c[table.name].in_(gone)))
    connection.execute(delete(table).where(table.c.block.in_(blocks)))


def add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Add rows, each with an id of its own in its document, and return their numbers."""
    if not rows:
        return []
    # Numbers are told apart by the ids: to have them in order, rows would be added one by one.
    made = {tuple(row[1:]): row[0] for row in connection.execute(_numbered(table), rows)}
    key = _key(table)
    return [made[tuple(row[name] for name in key)] for row in rows]


def _key(table: Table) -> tuple[str, ...]:
    return ("id", "document") if "document" in table.c else ("id",)


@lru_cache(maxsize=64)  # one for each table: to write a statement takes as long as to add a row
def _numbered(table: Table) -> ReturningInsert[Any]:
    return insert(table).returning(table.c.row, *(table.c[name] for name in _key(table)))


@lru_cache(maxsize=64)
def _plain(table: Table) -> Insert:
    return insert(table)


def add_all(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Add rows of a table that has no number of its own."""
    listed = list(rows)
    if listed:
        connection.execute(_plain(table), listed)


def add_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add those rows of a table whose key is not there yet."""
    if rows:
        server = connection.dialect.name == "postgresql"
        into = postgresql.insert(table) if server else sqlite.insert(table)
        connection.execute(into.on_conflict_do_nothing(), rows)
