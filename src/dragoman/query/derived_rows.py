"""Events, disputes and series with the records that they are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from dragoman.ledger import derived, tables
from dragoman.ledger.loading import event_of
from dragoman.model import Dispute, FigureKind, Point, Series, Side, Stance
from dragoman.query import fetching
from dragoman.query.rows import ClaimRow, DisputeRow, EventRow, SeriesRow


def event_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[EventRow]:
    """Events with all their reports."""
    reports = fetching.reports_of_events(connection, [row.row for row in rows])
    return [
        EventRow(event_of(row._mapping, [r.report.id for r in told]), tuple(told), row.reviewed)
        for row in rows
        for told in [reports[row.row]]
    ]


def dispute_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[DisputeRow]:
    """Disputes with the claims of all sides."""
    claim = tables.claim
    found = [_dispute(row) for row in rows]
    query = fetching.claim_select().where(claim.c.superseded_by.is_(None))
    ids = [id_ for dispute in found for side in dispute.sides for id_ in side.claims]
    claims = fetching.by_id(connection, query, claim.c.id, ids, fetching.claim_row)
    return [DisputeRow(dispute, _claims(dispute, claims)) for dispute in found]


def _claims(dispute: Dispute, claims: dict[str, ClaimRow]) -> tuple[ClaimRow, ...]:
    found = [claims[id_] for side in dispute.sides for id_ in side.claims if id_ in claims]
    return tuple(sorted(found, key=lambda r: (r.source.published or "9999", r.claim.id)))


def _dispute(row: Row[Any]) -> Dispute:
    return Dispute(
        id=row.id,
        proposition=row.proposition,
        about=tuple(row.about),
        sides=tuple(
            Side(Stance(stance), tuple(speakers), tuple(claims))
            for stance, speakers, claims in row.sides
        ),
        outlets=row.outlets,
        event=row.event,
        first=row.first,
        latest=row.latest,
    )


def series_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[SeriesRow]:
    """Series with their points and figures."""
    figure = tables.figure
    points = _points(connection, [row.row for row in rows])
    query = fetching.figure_select().where(figure.c.superseded_by.is_(None))
    ids = [id_ for found in points.values() for point in found for id_ in point.figures]
    figures = fetching.by_id(connection, query, figure.c.id, ids, fetching.figure_row)
    made = []
    for row in rows:
        told = points[row.row]
        one = Series(row.id, row.measure, tuple(row.actors), row.unit, tuple(told))
        named = (id_ for point in told for id_ in point.figures)
        made.append(SeriesRow(one, tuple(figures[id_] for id_ in named if id_ in figures)))
    return made


def _points(connection: Connection, series: Sequence[int]) -> dict[int, list[Point]]:
    table = derived.series_point
    query = select(table).where(table.c.series.in_(series))
    found: dict[int, list[Point]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.c.series, table.c.place)):
        figures = tuple(row.figures)
        point = Point(
            row.period, row.value, FigureKind(row.kind), figures, row.modifier, row.conflict
        )
        found[row.series].append(point)
    return found
