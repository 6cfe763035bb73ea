"""The first and last day of each kind of EDTF date, and what overlaps."""

from __future__ import annotations

import pytest

from dragoman.resolve.bounds import bounds, earliest, latest, overlap


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("XXXX", "0001-01-01", "9999-12-31"),
        ("2031-04", "2031-04-01", "2031-04-30"),
        ("2031-01-01", "2031-01-01", "2031-01-01"),
        ("2031-12", "2031-12-01", "2031-12-31"),
        ("2031-1X", "2031-10-01", "2031-12-31"),
        ("2031-0X", "2031-01-01", "2031-09-30"),
        ("2031-XX", "2031-01-01", "2031-12-31"),
        ("2031-04-2X", "2031-04-20", "2031-04-29"),
        ("2031-04-3X", "2031-04-30", "2031-04-30"),
        ("2031-04-0X", "2031-04-01", "2031-04-09"),
        ("2031-XX-30", "2031-01-30", "2031-12-30"),
        ("2031-04-17?", "2031-04-17", "2031-04-17"),
        ("2031-21", "2031-03-01", "2031-05-31"),
        ("2031-22", "2031-06-01", "2031-08-31"),
        ("2031-23", "2031-09-01", "2031-11-30"),
        ("2031-24", "2031-12-01", "2032-02-29"),
        ("2031-25", "2031-03-01", "2031-05-31"),
        ("2031-28", "2031-12-01", "2032-02-29"),
        ("2031-29", "2031-09-01", "2031-11-30"),
        ("2031-30", "2031-12-01", "2032-02-29"),
        ("2031-31", "2031-03-01", "2031-05-31"),
        ("2031-32", "2031-06-01", "2031-08-31"),
        ("2031-33", "2031-01-01", "2031-03-31"),
        ("2031-34", "2031-04-01", "2031-06-30"),
        ("2031-35", "2031-07-01", "2031-09-30"),
        ("2031-36", "2031-10-01", "2031-12-31"),
        ("2031-40", "2031-01-01", "2031-06-30"),
        ("2031-41", "2031-07-01", "2031-12-31"),
        ("2031-04/2031-05", "2031-04-01", "2031-05-31"),
        ("2031-36/2032-21", "2031-10-01", "2032-05-31"),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    assert [str(day) for day in bounds(text)] == [first, last]


@pytest.mark.parametrize("open_end", ["", ".."])
def test_an_open_end_has_no_day(open_end: str) -> None:
    assert (earliest(f"{open_end}/2031"), str(latest(f"{open_end}/2031"))) == (None, "2031-12-31")
    assert (str(earliest(f"2031/{open_end}")), latest(f"2031/{open_end}")) == ("2031-01-01", None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("spring", "'spring' is no EDTF date: expected YYYY, YYYY-MM, YYYY-MM-DD or an interval"),
        ("203", "'203' is no EDTF date: expected YYYY, YYYY-MM, YYYY-MM-DD or an interval"),
        ("0000", "'0000' is no date of the calendar"),
        ("2031-02-30", "'30' is no month or day of a date: expected 1 to 28"),
        ("2031-13", "'13' is no month or day of a date: expected 1 to 12"),
        ("2031-04-31", "'31' is no month or day of a date: expected 1 to 30"),
        ("2031-04-00", "'00' is no month or day of a date: expected 1 to 30"),
        ("2031-20", "'20' is no month or day of a date: expected 1 to 12"),
    ],
)
def test_what_is_wrong_is_said(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="date") as caught:
        bounds(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2031-04-17", "2031-04", True),
        ("2031-04-30", "2031-04-30/2031-05-02", True),
        ("2031-04-30", "2031-05", False),
        ("../2031-04-30", "2031-04-30/..", True),
        ("../2031-04-29", "2031-04-30/..", False),
        ("2031-05/..", "2031-04", False),
        (None, "2031", True),
    ],
)
def test_which_dates_can_mean_one_day(one: str | None, other: str, same: bool) -> None:
    assert overlap(one, other) is same
    assert overlap(other, one) is same
