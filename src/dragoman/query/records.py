"""All that documents say, put together again from the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, select

from dragoman.ledger import tables
from dragoman.ledger.loading import (
    attribution_of,
    claim_of,
    document_of,
    figure_of,
    report_of,
    tie_of,
)
from dragoman.ledger.parts import parties_of
from dragoman.model import Missed, Records, Report

T = TypeVar("T")


def records_of(connection: Connection, ids: Sequence[str]) -> Iterator[Records]:
    """The documents with these ids and their current records, in order of id."""
    table = tables.document
    query = select(table).where(table.c.id.in_(ids)).order_by(table.c.id)
    documents = connection.execute(query).all()
    rows = [row.row for row in documents]
    reports = _reports(connection, rows)
    claims = _found(connection, tables.claim, rows, lambda row: claim_of(row._mapping))
    figures = _found(connection, tables.figure, rows, lambda row: figure_of(row._mapping))
    ties = _found(connection, tables.tie, rows, lambda row: tie_of(row._mapping))
    said = _found(connection, tables.attribution, rows, lambda row: attribution_of(row._mapping))
    missed = _found(connection, tables.missed, rows, lambda row: Missed(row.kind, row.text))
    for row in documents:
        yield Records(
            document=document_of(row._mapping),
            extractor=row.extractor,
            codebook=row.codebook,
            events=tuple(reports[row.row]),
            claims=tuple(claims[row.row]),
            figures=tuple(figures[row.row]),
            ties=tuple(ties[row.row]),
            attributions=tuple(said[row.row]),
            missed=tuple(missed[row.row]),
        )


def _found(
    connection: Connection, table: Table, documents: Sequence[int], make: Callable[[Row[Any]], T]
) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in _current(connection, table, documents):
        found[row.document].append(make(row))
    return found


def _reports(connection: Connection, documents: Sequence[int]) -> dict[int, list[Report]]:
    rows = _current(connection, tables.report, documents)
    parties = parties_of(connection, [row.row for row in rows])
    found: dict[int, list[Report]] = defaultdict(list)
    for row in rows:
        found[row.document].append(report_of(row._mapping, parties[row.row]))
    return found


def _current(connection: Connection, table: Table, documents: Sequence[int]) -> list[Row[Any]]:
    query = select(table).where(table.c.document.in_(documents), table.c.superseded_by.is_(None))
    return list(connection.execute(query.order_by(table.c.row)))
