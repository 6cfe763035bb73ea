"""Fetching what hangs on a batch of rows: documents, parties, reports, claims, figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from dragoman.ledger import derived, tables
from dragoman.ledger.loading import claim_of, figure_of, report_of
from dragoman.ledger.parts import MANY, claim_query, parties_of
from dragoman.query.rows import ClaimRow, FigureRow, ReportRow, Source, told_order

T = TypeVar("T")
_SOURCE = (
    "id",
    "uri",
    "url",
    "title",
    "publisher",
    "published",
    "published_basis",
    "language",
    "cluster",
    "extractor",
    "codebook",
    "published_confidence",
    "updated",
    "updated_basis",
    "publisher_country",
    "publisher_country_basis",
    "authors",
)
SOURCE = tuple(tables.document.c[name].label(f"document_{name}") for name in _SOURCE)


def source_of(row: Row[Any]) -> Source:
    """The document of a row that holds SOURCE."""
    told = {name: row._mapping[f"document_{name}"] for name in _SOURCE}
    return Source(**told | {"authors": tuple(told["authors"] or ())})


def batches(rows: Iterable[T], size: int = MANY) -> Iterator[list[T]]:
    """The rows in lists of at most `size`."""
    going = iter(rows)
    while batch := list(islice(going, size)):
        yield batch


def report_select() -> Select[Any]:
    """Reports with their documents and the ids of their events."""
    report, document = tables.report, tables.document
    link, event = derived.event_report, derived.event
    return (
        select(report, *SOURCE, event.c.id.label("event_id"))
        .join(document, document.c.row == report.c.document)
        .outerjoin(link, link.c.report == report.c.row)
        .outerjoin(event, event.c.row == link.c.event)
    )


def report_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[ReportRow]:
    """The rows of `report_select` as reports."""
    parties = parties_of(connection, [row.row for row in rows])
    return [
        ReportRow(report_of(row._mapping, parties[row.row]), source_of(row), row.event_id)
        for row in rows
    ]


def reports_of_events(connection: Connection, events: Sequence[int]) -> dict[int, list[ReportRow]]:
    """All reports of these events, the first telling first."""
    report, document, link, event = (
        tables.report,
        tables.document,
        derived.event_report,
        derived.event,
    )
    query = (
        select(report, *SOURCE, event.c.id.label("event_id"), event.c.row.label("event_row"))
        .select_from(event)
        .join(link, link.c.event == event.c.row)
        .join(report, report.c.row == link.c.report)
        .join(document, document.c.row == report.c.document)
        .where(event.c.row.in_(events))
    )
    rows = connection.execute(query).all()
    found: dict[int, list[ReportRow]] = defaultdict(list)
    for row, made in zip(rows, report_rows(connection, rows), strict=True):
        found[row.event_row].append(made)
    for reports in found.values():
        reports.sort(key=lambda row: told_order(row.source, row.report))
    return found


def claim_select() -> Select[Any]:
    """Claims with their documents and the ids of the events that they are about."""
    return claim_query(*SOURCE)


def claim_row(row: Row[Any]) -> ClaimRow:
    """A row of `claim_select` as a claim."""
    return ClaimRow(claim_of(row._mapping), source_of(row), row.event_id)


def figure_select() -> Select[Any]:
    """Figures with their documents."""
    figure, document = tables.figure, tables.document
    return select(figure, *SOURCE).join(document, document.c.row == figure.c.document)


def figure_row(row: Row[Any]) -> FigureRow:
    """A row of `figure_select` as a figure."""
    return FigureRow(figure_of(row._mapping), source_of(row))


def by_id(
    connection: Connection,
    query: Select[Any],
    column: ColumnElement[str],
    ids: Iterable[str],
    make: Callable[[Row[Any]], T],
) -> dict[str, T]:
    """The current records with these ids."""
    found: dict[str, T] = {}
    for some in batches(sorted(set(ids))):
        for row in connection.execute(query.where(column.in_(some))):
            found[row.id] = make(row)
    return found
