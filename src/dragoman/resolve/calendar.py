"""Arithmetic of the calendar at the precision that is known: days, months or years."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "half": 6}
YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month of a year or a day, whichever is known; its text is EDTF."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """Read "2025", "2025-08" or "2025-08-19"; None for anything else, for intervals too."""
        parts = (text or "").partition("T")[0].rstrip("~?%").split("-")
        # ASCII: isdigit also holds for "²", which no number is made of.
        digits = all(p.isascii() and p.isdigit() for p in parts)
        if not 1 <= len(parts) <= 3 or not digits or len(parts[0]) != 4:
            return None
        moment = cls(*(int(p) for p in parts))
        return moment if moment.exists else None

    @classmethod
    def of(cls, day: date) -> Self:
        """The day as a moment."""
        return cls(day.year, day.month, day.day)

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a month and day."""
        if not 1 <= self.year <= 9999 or not 1 <= (self.month or 1) <= 12:
            return False
        return 1 <= (self.day or 1) <= monthrange(self.year, self.month or 1)[1]

    @property
    def exact(self) -> date | None:
        """The day, when it is known to the day."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def unit(self) -> str:
        """The precision: day, month or year."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The first day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def moved(moment: Moment, count: int, unit: str) -> Moment | None:
    """The moment `count` units on, at the precision of unit or moment, whichever is the coarser."""
    if unit in YEARS:
        year = moment.year + count * YEARS[unit]
        return Moment(year) if 1 <= year <= 9999 else None
    if unit in MONTHS:
        if moment.month is None:
            return None
        months = moment.year * 12 + moment.month - 1 + count * MONTHS[unit]
        return Moment(months // 12, months % 12 + 1) if 12 <= months < 120000 else None
    day = moment.exact
    try:
        return Moment.of(day + timedelta(days=count * DAYS[unit])) if day and unit in DAYS else None
    except OverflowError:
        return None


def stretch(moment: Moment, unit: str) -> str | None:
    """The unit that holds the moment: a week as the interval of its days, a decade as 199X."""
    if unit in {"decade", "century", "millennium"}:
        kept = {"decade": 3, "century": 2, "millennium": 1}[unit]
        return f"{moment.year:04}"[:kept].ljust(4, "X")
    if unit == "year":
        return str(Moment(moment.year))
    if unit == "half" and moment.month:
        return half(moment.year, 1 if moment.month <= 6 else 2)
    if unit == "quarter" and moment.month:
        return f"{moment.year:04}-{33 + (moment.month - 1) // 3}"
    if unit == "month":
        return str(Moment(moment.year, moment.month)) if moment.month else None
    return _days(moment, unit)


def _days(moment: Moment, unit: str) -> str | None:
    day = moment.exact
    if day is None:
        return None
    monday = day - timedelta(days=day.weekday())
    if unit in {"week", "fortnight"}:
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "weekend":
        return f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
    return str(day)


def half(year: int, number: int) -> str:
    """The first or second half of a year as an interval of months."""
    return f"{year:04}-01/{year:04}-06" if number == 1 else f"{year:04}-07/{year:04}-12"


def weekday(anchor: date, number: int, direction: int) -> date:
    """The last (or next) such weekday seen from the anchor, the anchor's own day included."""
    if direction > 0:
        return anchor + timedelta(days=(number - anchor.isoweekday()) % 7)
    return anchor - timedelta(days=(anchor.isoweekday() - number) % 7)


def weekday_of_week(anchor: date, number: int, weeks: int) -> date:
    """The weekday in the anchor's week or one so many weeks on."""
    return anchor + timedelta(days=number - anchor.isoweekday() + 7 * weeks)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday_shift = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday_shift) // 451
    month, day = divmod(h + weekday_shift - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as the Gregorian one has it."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, number: int, which: int) -> date:
    """The first, fourth … such weekday of a month; -1 for the last."""
    if which < 0:
        last = date(year, month, monthrange(year, month)[1])
        return weekday(last, number, -1)
    return weekday(date(year, month, 1), number, 1) + timedelta(days=7 * (which - 1))
