"""Series of some parts of the ledger, made from their current figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger import derived, tables
from dragoman.ledger.bounds import bounds
from dragoman.ledger.loading import figure_of
from dragoman.ledger.parts import FACTS, add, add_all, facts
from dragoman.merge import Counted
from dragoman.merge import series as merge_series
from dragoman.model import Series


def make_series(connection: Connection, blocks: Sequence[str]) -> None:
    """Make the series of some parts again, part by part."""
    counted = _counted(connection, blocks)
    found = [(block, one) for block in blocks for one in merge_series(counted[block])]
    made = add(connection, derived.series, [_series_row(one, block) for block, one in found])
    points: list[dict[str, Any]] = []
    codes: list[dict[str, Any]] = []
    for (_, one), row in zip(found, made, strict=True):
        points += _point_rows(one, row)
        codes += [{"series": row, "code": code} for code in one.actors]
    add_all(connection, derived.series_point, points)
    add_all(connection, derived.series_code, codes)


def _counted(connection: Connection, blocks: Sequence[str]) -> dict[str, list[Counted]]:
    """The current figures of each of the parts."""
    figure, document = tables.figure, tables.document
    query = (
        select(figure, *FACTS)
        .join(document, document.c.row == figure.c.document)
        .where(figure.c.block.in_(blocks), figure.c.superseded_by.is_(None))
        .order_by(figure.c.row)
    )
    found: dict[str, list[Counted]] = defaultdict(list)
    for row in connection.execute(query):
        counted = Counted(
            figure_of(row._mapping), *facts(row), row.earliest, row.latest, row.changed
        )
        found[row.block].append(counted)
    return found


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
