"""Within which values a told number may lie, and what levels and changes come to."""

from __future__ import annotations

import pytest
from tests.merge.test_series import counted

from dragoman.merge.reckoning import Reckoned, digits, limits, reckoned, rounded, span_of
from dragoman.model import FigureKind


@pytest.mark.parametrize(
    ("value", "modifier", "low", "high"),
    [
        # A number is rounded to its last digit.
        (100.0, None, 50, 150),
        (120.0, None, 115, 125),
        (0.5, None, 0.45, 0.55),
        (0.0, None, 0, 0),
        (-120.0, None, -125, -115),
        # "More than" leaves room above, "under" below, "about" on both sides.
        (123.0, "more than", 122.5, 135.3),
        (123.0, "nearly", 110.7, 123.5),
        (123.0, "about", 110.7, 135.3),
        (-123.0, "more than", -135.3, -122.5),
        (123.0, "exactly", 122.5, 123.5),
        # The last of several words counts, however it is written.
        (123.0, "planned, More than", 122.5, 135.3),
        (123.0, "more than, planned", 122.5, 123.5),
        # Room never takes away what rounding leaves open.
        (100.0, "more than", 50, 150),
        (100.0, "about", 50, 150),
    ],
)
def test_the_limits_of_a_number(
    value: float, modifier: str | None, low: float, high: float
) -> None:
    assert limits(value, modifier) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("value", "many"), [(85_000_000.0, 2), (1.05, 3), (0.0, 1), (-120.0, 2), (7.0, 1), (0.012, 2)]
)
def test_digits_that_say_something(value: float, many: int) -> None:
    assert digits(value) == many


def test_what_is_reckoned_has_three_digits() -> None:
    assert (rounded(123456.0), rounded(0.0123456), rounded(-9.996)) == (123000.0, 0.0123, -10.0)


@pytest.mark.parametrize(
    ("period", "ends"),
    [
        ("2021", ("2020", "2021")),
        ("2021-03", ("2020-03", "2021-03")),
        ("2019/2021", ("2019", "2021")),
        ("2021-01/2021-06", ("2020-01/2020-06", "2021-01/2021-06")),
        ("2021-01-01/2021-06-30", ("2020-01-01/2020-06-30", "2021-01-01/2021-06-30")),
        ("2020-06/2021-06", ("2020-06", "2021-06")),
        ("1000", ("0999", "1000")),
        ("spring", None),
        ("2021/..", None),
        (None, None),
    ],
)
def test_the_periods_that_a_change_lies_between(
    period: str | None, ends: tuple[str, str] | None
) -> None:
    assert span_of(period) == ends


def made(value: float, change: float, kind: FigureKind, period: str = "2014") -> list[Reckoned]:
    level = counted(1, value, period)
    return list(reckoned([level], [counted(2, change, "2014", kind=kind)]))


@pytest.mark.parametrize(
    ("kind", "period", "value", "low", "high", "reached"),
    [
        (FigureKind.CHANGE_ABS, "2013", 140, 135 + 35, 145 + 45, 180),
        (FigureKind.CHANGE_ABS, "2014", 140, 135 - 45, 145 - 35, 100),
        (FigureKind.CHANGE_PCT, "2013", 140, 135 * 1.35, 145 * 1.45, 196),
        (FigureKind.CHANGE_PCT, "2014", 140, 135 / 1.45, 145 / 1.35, 100),
    ],
)
def test_the_level_before_or_after_a_change_of_forty(
    kind: FigureKind, period: str, value: float, low: float, high: float, reached: float
) -> None:
    (found,) = made(value, 40, kind, period)
    assert (found.low, found.high, found.value) == pytest.approx((low, high, reached))
    assert found.period == ("2014" if period == "2013" else "2013")
    assert found.figures == ("f1", "f2")


def test_nothing_is_left_of_what_fell_by_all() -> None:
    assert made(140, -100, FigureKind.CHANGE_PCT) == []
    assert made(140, -99, FigureKind.CHANGE_PCT) != []
    assert made(140, 40, FigureKind.CHANGE_PCT, "2009") == []


def test_a_level_is_allowed_where_the_limits_meet() -> None:
    found = Reckoned("2014", 100.0, 120.0, 110.0, ("f1", "f2"))
    for value, allowed in ((125.0, False), (120.5, False), (97.0, False), (99.5, False)):
        assert found.allows(counted(1, value)) is allowed
    for value in (100.0, 110.0, 120.0, 100.5):
        assert found.allows(counted(1, value))
