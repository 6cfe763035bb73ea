"""Figures become series; those of one period agree or are shown to contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.ledger.bounds import bounds
from dragoman.merge import Counted, series
from dragoman.model import Figure, FigureKind, Span


def counted(number: int, value: float, period: str | None = "2014", **more: Any) -> Counted:
    figure = Figure(
        **{
            "id": f"f{number}",
            "measure": "trade turnover",
            "actors": ("CHN", "LKA"),
            "value": value,
            "unit": "USD",
            "kind": FigureKind.LEVEL,
            "evidence": Span(0, 1, "x"),
            "number": Span(0, 1, "x"),
            "confidence": 0.8,
            "period": period,
        }
        | more
    )
    return Counted(figure, f"d{number}", None, f"p{number}", None, *bounds(period))


def test_points_stand_in_order_of_time() -> None:
    (one,) = series(
        [
            counted(1, 3e9, "2015-06"),
            counted(2, 2e9),
            counted(3, 4e9, None),
            counted(4, 1e9, "1999"),
        ]
    )
    assert [point.period for point in one.points] == ["1999", "2014", "2015-06", None]
    assert (one.measure, one.actors, one.unit) == ("trade turnover", ("CHN", "LKA"), "USD")


def test_what_differs_in_measure_parties_or_unit_is_another_series() -> None:
    found = series(
        [
            counted(1, 1.0),
            counted(2, 1.0, actors=("LKA", "CHN"), measure="Trade  turnover"),
            counted(3, 1.0, measure="loans"),
            counted(4, 1.0, unit="CNY"),
            counted(5, 1.0, actors=("CHN", "MDV")),
        ]
    )
    assert sorted(len(one.points[0].figures) for one in found) == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("exact", "rough", "more"),
    [
        (85.5e6, 86e6, {}),
        (85.5e6, 85e6, {}),
        (2_437_000.0, 2.4e6, {}),
        (85.5e6, 80e6, {"modifier": "more than"}),
        (85.5e6, 88e6, {"modifier": "almost"}),
        (9.6e9, 10e9, {"modifier": "up to"}),
        (12.0, 12.0, {}),
    ],
)
def test_values_that_agree_make_one_point(exact: float, rough: float, more: dict[str, Any]) -> None:
    (one,) = series([counted(1, rough, **more), counted(2, exact)])
    (point,) = one.points
    assert point.figures == ("f1", "f2")
    assert point.value == exact
    assert not point.conflict


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        (85.5e6, 95e6, {}),
        (85e6, 60e6, {"modifier": "about"}),
        (5.0, 3.0, {"modifier": "up to"}),
        (2.0, -2.0, {}),
    ],
)
def test_values_that_cannot_both_be_right_conflict(
    one: float, other: float, more: dict[str, Any]
) -> None:
    (found,) = series([counted(1, one), counted(2, other, **more)])
    assert [p.value for p in found.points] == sorted([one, other])
    assert all(p.conflict for p in found.points)


def test_a_change_does_not_contradict_a_level() -> None:
    (found,) = series([counted(1, 85.0), counted(2, 7.0, kind=FigureKind.CHANGE_PCT)])
    assert [p.conflict for p in found.points] == [False, False]


def test_figures_without_a_period_never_contradict() -> None:
    (found,) = series([counted(1, 85.0, None), counted(2, 7.0, None), counted(3, 7.0, None)])
    assert [(p.value, len(p.figures), p.conflict) for p in found.points] == [
        (7.0, 2, False),
        (85.0, 1, False),
    ]
