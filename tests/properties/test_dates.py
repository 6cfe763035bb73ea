"""What holds for every date: EDTF is valid, bounds enclose, arithmetic goes back and forth."""

from __future__ import annotations

import calendar as standard
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis import Sentence
from dragoman.codebook import load_codebook
from dragoman.parse.times import time_phrases
from dragoman.resolve.bounds import bounds, earliest, latest, overlap
from dragoman.resolve.calendar import Moment, easter, moved, stretch, weekday, weekday_of_week
from dragoman.resolve.context import Context
from dragoman.resolve.dates import date_of

CODEBOOK = load_codebook()
DAYS = st.dates(min_value=date(1, 1, 8), max_value=date(9999, 12, 24))
MOMENTS = st.builds(
    lambda d, precision: Moment(d.year, *(d.month, d.day)[:precision]), DAYS, st.integers(0, 2)
)
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade"])
PHRASES = st.sampled_from(
    """
    yesterday|last week|next month|Monday|last Friday|on 3 May|in October|late June|the 1990s
    two years ago|since March|until Tuesday|from 3 to 9 May|between January and April|last summer
    the third quarter of 2014|three weeks later|that year|the following month|in five days
    over the past two months|early next year|the 20th anniversary|Christmas Eve|Easter Monday
    the weekend|29 February|the week of March 5|by 2030|31 November|in the first half of the year
    last quarter|the next three decades|overnight|1998-99
    """.strip()
    .replace("\n", "|")
    .split("|")
)


WORDS = st.sampled_from(
    """on in since until by from to between and the last next Monday May 3 31 1999 2020 8-9 weeks
    three ago later two years week month end of early late that this before after overnight Easter
    1990s century 19th quarter first half Q3 at p.m. , - anniversary 30th summer 12/31/2014
    2014-13-45 February 29 past coming weekend decade 12:30""".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@settings(deadline=None)
@given(PHRASES | TEXTS, st.none() | MOMENTS, st.none() | MOMENTS, st.sampled_from([-1, 0, 1]))
def test_every_date_is_valid_edtf_with_ordered_bounds(
    text: str, published: Moment | None, told: Moment | None, direction: int
) -> None:
    text = text.strip()
    sentence = Sentence(0, 0, 0, len(text), text)
    for phrase in time_phrases([sentence], CODEBOOK):
        dated = date_of(phrase.form, phrase.values, Context(published, told, told, direction))
        if dated is None:
            continue
        assert edtf.parse_edtf(dated.edtf)
        first, last = bounds(dated.edtf)
        assert first is None or last is None or first <= last
        assert dated.reason


@given(MOMENTS)
def test_a_moment_survives_writing_and_reading(moment: Moment) -> None:
    assert Moment.parse(str(moment)) == moment
    assert bounds(str(moment)) == (moment.first, moment.last)


@given(MOMENTS, UNITS)
def test_a_stretch_holds_the_moment_it_is_of(moment: Moment, unit: str) -> None:
    found = stretch(moment, unit)
    if found is not None and unit != "weekend":
        first, last = bounds(found)
        assert first is not None
        assert last is not None
        assert first <= moment.first <= last
        assert edtf.parse_edtf(found)


@given(MOMENTS, st.integers(-300, 300), st.sampled_from(["day", "week", "month", "year", "decade"]))
def test_moving_there_and_back_is_no_move(moment: Moment, count: int, unit: str) -> None:
    there = moved(moment, count, unit)
    back = moved(there, -count, unit) if there else None
    if back is not None:
        assert str(moment).startswith(str(back))


@given(DAYS, st.integers(1, 7))
def test_a_weekday_is_within_six_days_either_way(anchor: date, number: int) -> None:
    before, after = weekday(anchor, number, -1), weekday(anchor, number, 1)
    assert before.isoweekday() == after.isoweekday() == number
    assert timedelta(0) <= anchor - before < timedelta(7)
    assert timedelta(0) <= after - anchor < timedelta(7)
    assert weekday_of_week(anchor, number, 0).isocalendar()[:2] == anchor.isocalendar()[:2]


@given(DAYS, DAYS)
def test_intervals_are_bounded_by_their_ends(one: date, other: date) -> None:
    first, last = sorted([one, other])
    assert bounds(f"{first}/{last}") == (first, last)
    assert bounds(f"{first}/..") == (first, None)
    assert bounds(f"../{last}") == (None, last)
    assert overlap(f"{first}/{last}", str(first))
    assert overlap(str(last), f"{first}/..")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012~", "2012-01-01", "2012-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2024-05-XX", "2024-05-01", "2024-05-31"),
        ("2014-35", "2014-07-01", "2014-09-30"),
        ("2014-24", "2014-12-01", "2015-02-28"),
        ("2014-02~/2014-03", "2014-02-01", "2014-03-31"),
    ],
)
def test_bounds_of_every_kind_of_date(text: str, first: str, last: str) -> None:
    assert (str(earliest(text)), str(latest(text))) == (first, last)
    assert edtf.parse_edtf(text)


def test_the_unknown_has_no_bounds() -> None:
    assert bounds(None) == bounds("") == (None, None)
    assert overlap(None, "2014")
    assert not overlap("2013", "2014")


@pytest.mark.parametrize(
    "text",
    ["soon", "14", "2014-13", "2014-02-30", "2014/soon", "2014-00", "2014-24-03", "2014~~",
     "2014\n", "201X-24", "2014-4X", "²014"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        bounds(text)


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_between_its_limits(year: int) -> None:
    sunday = easter(year)
    assert sunday.weekday() == standard.SUNDAY
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)
