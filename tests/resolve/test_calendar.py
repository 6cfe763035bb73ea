"""Moments, the stretches that hold them, and steps from one to another."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.resolve.calendar import Moment, half, moved, nth_weekday, stretch, weekday
from dragoman.resolve.context import Dated, rough, unit_of

MAY, JUNE, JULY = Moment(1991, 5), Moment(1991, 6), Moment(1991, 7)
DAY = Moment(1991, 5, 30)  # a Thursday


@pytest.mark.parametrize(
    ("moment", "count", "unit", "there"),
    [
        (DAY, 3, "day", "1991-06-02"),
        (DAY, -1, "week", "1991-05-23"),
        (DAY, 1, "fortnight", "1991-06-13"),
        (MAY, 8, "month", "1992-01"),
        (MAY, -5, "month", "1990-12"),
        (DAY, 2, "year", "1993"),
        (MAY, 1, "decade", "2001"),
        (Moment(1), -1, "year", None),
        (Moment(9999), 1, "year", None),
        (Moment(9999), -1, "year", "9998"),
        # The first month and the last.
        (Moment(1, 2), -1, "month", "0001-01"),
        (Moment(1, 1), -1, "month", None),
        (Moment(9999, 11), 1, "month", "9999-12"),
        (Moment(9999, 12), 1, "month", None),
        (Moment(1991), 1, "month", None),
        (Moment(1991), 1, "day", None),
    ],
)
def test_a_step(moment: Moment, count: int, unit: str, there: str | None) -> None:
    found = moved(moment, count, unit)
    assert (str(found) if found else None) == there


@pytest.mark.parametrize(
    ("moment", "unit", "held_by"),
    [
        (DAY, "day", "1991-05-30"),
        (DAY, "week", "1991-05-27/1991-06-02"),
        (DAY, "fortnight", "1991-05-27/1991-06-02"),
        (DAY, "weekend", "1991-06-01/1991-06-02"),
        (DAY, "month", "1991-05"),
        (DAY, "quarter", "1991-34"),
        (JUNE, "half", "1991-01/1991-06"),
        (JULY, "half", "1991-07/1991-12"),
        (DAY, "year", "1991"),
        (DAY, "decade", "199X"),
        (DAY, "century", "19XX"),
        (DAY, "millennium", "1XXX"),
        (Moment(1991), "month", None),
        (MAY, "week", None),
        (MAY, "day", None),
    ],
)
def test_the_stretch_that_holds_a_moment(moment: Moment, unit: str, held_by: str | None) -> None:
    assert stretch(moment, unit) == held_by


def test_halves_of_a_year() -> None:
    assert [half(1991, n) for n in (1, 2)] == ["1991-01/1991-06", "1991-07/1991-12"]


def test_weekdays_before_and_after_a_day() -> None:
    thursday = date(1991, 5, 30)
    assert weekday(thursday, 4, -1) == weekday(thursday, 4, 1) == thursday
    assert weekday(thursday, 5, -1) == date(1991, 5, 24)
    assert weekday(thursday, 5, 1) == date(1991, 5, 31)
    assert weekday(thursday, 5, 0) == date(1991, 5, 24)


@pytest.mark.parametrize(
    ("year", "month", "number", "which", "day"),
    [
        (2018, 11, 4, 4, date(2018, 11, 22)),
        (2018, 9, 1, 1, date(2018, 9, 3)),
        (2018, 5, 1, -1, date(2018, 5, 28)),
        (2018, 12, 1, -1, date(2018, 12, 31)),
        (2018, 10, 1, 1, date(2018, 10, 1)),
    ],
)
def test_the_weekday_of_a_month(year: int, month: int, number: int, which: int, day: date) -> None:
    assert nth_weekday(year, month, number, which) == day


def test_only_plain_dates_are_made_rough() -> None:
    plain = ("1991", "1991-05", "1991-05-27/1991-06-02", "199X")
    assert [rough(edtf, {}) for edtf in plain] == list(plain)
    for values in ({"edge": -1}, {"approximate": 1}):
        made = [rough(edtf, values) for edtf in plain]
        assert made == ["1991~", "1991-05~", "1991-05-27/1991-06-02", "199X"]


def test_the_unit_so_many_from_a_moment_says_why() -> None:
    assert unit_of(DAY, -1, "month", {}, "why") == Dated("1991-04", "why")
    assert unit_of(DAY, 0, "year", {"edge": 1}, "why") == Dated("1991~", "why")
    assert unit_of(None, 1, "year", {}, "why") is None
    assert unit_of(Moment(1991), 1, "day", {}, "why") is None
