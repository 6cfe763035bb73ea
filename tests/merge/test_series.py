"""Figures become series; those of one period agree or are shown to contradict each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.ledger.bounds import bounds
from dragoman.merge import Counted, series
from dragoman.merge.reckoning import CORRECTED, DERIVED
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


def version(number: int, value: float, published: str, period: str | None = "2014") -> Counted:
    """A figure in a version of one story of one paper."""
    made = counted(number, value, period)
    return replace(made, cluster="c", publisher="Lanka Post", told=published)


def test_what_an_outlet_corrected_is_no_conflict() -> None:
    first, second = version(1, 2e9, "2015-01-04"), version(2, 3e9, "2015-01-06")
    (one,) = series([first, second])
    assert [(p.value, p.modifier, p.conflict, p.figures) for p in one.points] == [
        (2e9, CORRECTED, False, ("f1",)),
        (3e9, None, False, ("f2",)),
    ]
    assert series([second, first]) == (one,)
    (one,) = series([first, second, counted(3, 2e9)])
    assert [(p.value, p.conflict, p.figures) for p in one.points] == [
        (2e9, True, ("f1", "f3")),
        (3e9, True, ("f2",)),
    ]


def test_what_the_later_version_repeats_stays() -> None:
    (one,) = series([version(1, 2e9, "2015-01-04"), version(2, 2e9, "2015-01-06")])
    assert [(p.value, p.figures) for p in one.points] == [(2e9, ("f1", "f2"))]
    (one,) = series([version(1, 2e9, "2015-01-04", None), version(2, 3e9, "2015-01-06", None)])
    assert [(p.value, p.modifier) for p in one.points] == [(2e9, None), (3e9, None)]


def test_nothing_is_reckoned_from_what_was_corrected() -> None:
    told = [version(1, 2e9, "2015-01-04"), version(2, 3e9, "2015-01-06")]
    change = counted(3, 50.0, "2015", kind=FigureKind.CHANGE_PCT, unit="percent")
    (levels, _) = series([*told, change])
    assert [p.value for p in levels.points if p.modifier == DERIVED] == [4.5e9]


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
    assert [p.conflict for p in found.points if p.modifier != DERIVED] == [False, False]


CHANGE = {"unit": "percent", "kind": FigureKind.CHANGE_PCT}


def levels(*figures: Counted) -> list[tuple[str | None, float, str | None, bool]]:
    return [
        (p.period, p.value, p.modifier, p.conflict)
        for one in series(figures)
        if one.unit == "USD"
        for p in one.points
    ]


def test_a_level_and_a_later_change_give_a_level() -> None:
    assert levels(counted(1, 60e6, "2020"), counted(2, 41, "2021", **CHANGE)) == [
        ("2020", 60e6, None, False),
        ("2021", 84.6e6, DERIVED, False),
    ]


def test_a_level_and_the_change_that_led_to_it_give_the_one_before() -> None:
    assert levels(counted(1, 90e6, "2021"), counted(2, -10, "2021", **CHANGE)) == [
        ("2020", 100e6, DERIVED, False),
        ("2021", 90e6, None, False),
    ]


def test_a_change_over_years_counts_from_the_first_to_the_last() -> None:
    found = levels(counted(1, 80e6, "2010"), counted(2, 50, "2010/2014", **CHANGE))
    assert found[-1] == ("2014", 120e6, DERIVED, False)


def test_a_change_of_some_months_counts_from_the_same_of_the_year_before() -> None:
    told = counted(1, 40e6, "2019-01/2019-06"), counted(2, 25, "2020-01/2020-06", **CHANGE)
    assert levels(*told)[-1] == ("2020-01/2020-06", 50e6, DERIVED, False)


def test_an_amount_of_change_counts_too() -> None:
    told = counted(1, 40e6, "2019"), counted(2, 5e6, "2020", kind=FigureKind.CHANGE_ABS)
    assert ("2020", 45e6, DERIVED, False) in levels(*told)


@pytest.mark.parametrize(
    ("base", "change", "stated", "modifier"),
    [
        (85.5e6, -50.0, 47e6, "almost"),  # "almost by half"
        (60e6, 41.0, 84.9e6, None),
        (60e6, 41.0, 86e6, "about"),
        (2.1e6, 12.0, 2.35e6, None),
    ],
)
def test_what_is_told_agrees_within_rounding(
    base: float, change: float, stated: float, modifier: str | None
) -> None:
    found = levels(
        counted(1, base, "2020"),
        counted(2, change, "2021", **CHANGE, modifier=modifier),
        counted(3, stated, "2021"),
    )
    assert found == [("2020", base, None, False), ("2021", stated, None, False)]


def test_what_cannot_be_right_beside_a_change_is_in_conflict() -> None:
    found = levels(
        counted(1, 60e6, "2020"), counted(2, 41, "2021", **CHANGE), counted(3, 70e6, "2021")
    )
    assert ("2021", 70e6, None, True) in found
    assert ("2021", 84.6e6, DERIVED, True) in found


def test_a_goal_is_no_level() -> None:
    found = levels(
        counted(1, 60e6, "2020"),
        counted(2, 90e6, "2020", modifier="planned"),
        counted(3, 20, "2021", **CHANGE, modifier="planned, at least"),
    )
    assert found == [("2020", 60e6, None, False), ("2020", 90e6, "planned", False)]


def test_figures_without_a_period_never_contradict() -> None:
    (found,) = series([counted(1, 85.0, None), counted(2, 7.0, None), counted(3, 7.0, None)])
    assert [(p.value, len(p.figures), p.conflict) for p in found.points] == [
        (7.0, 2, False),
        (85.0, 1, False),
    ]
