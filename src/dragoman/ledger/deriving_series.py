"""Series of one part of the ledger, made from its current figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger import derived, tables
from dragoman.ledger.bounds import bounds
from dragoman.ledger.loading import figure_of
from dragoman.ledger.parts import FACTS, add, add_all, facts
from dragoman.merge import Counted
from dragoman.merge import series as merge_series
from dragoman.model import Series


def make_series(connection: Connection, block: str) -> None:
    """Make the series of one part again."""
    figure, document = tables.figure, tables.document
    query = (
        select(figure, *FACTS)
        .join(document, document.c.row == figure.c.document)
        .where(figure.c.block == block, figure.c.superseded_by.is_(None))
        .order_by(figure.c.row)
    )
    counted = [
        Counted(figure_of(row._mapping), *facts(row), row.earliest, row.latest, row.changed)
        for row in connection.execute(query)
    ]
    found = merge_series(counted)
    made = add(connection, derived.series, [_series_row(one, block) for one in found])
    points: list[dict[str, Any]] = []
    codes: list[dict[str, Any]] = []
    for one, row in zip(found, made, strict=True):
        points += _point_rows(one, row)
        codes += [{"series": row, "code": code} for code in one.actors]
    add_all(connection, derived.series_point, points)
    add_all(connection, derived.series_code, codes)


def _series_row(one: Series, block: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "block": block,
        "measure": one.measure,
        "actors": list(one.actors),
        "unit": one.unit,
        "sort": f"{one.measure}\x1f{' '.join(one.actors)}\x1f{one.unit or ''}\x1f{one.id}",
    }


def _point_rows(one: Series, row: int) -> Iterator[dict[str, Any]]:
    for place, point in enumerate(one.points):
        earliest, latest = bounds(point.period)
        yield {
            "series": row,
            "place": place,
            "period": point.period,
            "earliest": earliest,
            "latest": latest,
            "value": point.value,
            "kind": point.kind.value,
            "modifier": point.modifier,
            "figures": list(point.figures),
            "conflict": point.conflict,
        }
