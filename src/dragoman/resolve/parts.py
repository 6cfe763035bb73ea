"""Parts of months, and stretches told by the month or day that they end with."""

from __future__ import annotations

from datetime import timedelta

from dragoman.resolve import calendar
from dragoman.resolve.absolute import day_or_month
from dragoman.resolve.calendar import Moment, moved
from dragoman.resolve.context import Context, Dated, Values, whole


def piece(values: Values, context: Context) -> Dated | None:
    """The last week, the first Monday or the second half of a month."""
    month = Moment.parse(found.edtf) if (found := day_or_month(values, context)) else None
    if found is None or month is None:
        return None
    days, which = _days_of(month, values), int(values["which"])
    return Dated(days, f"number {which} of its month") if days else None


def _days_of(month: Moment, values: Values) -> str | None:
    first, last, which = month.first, month.last, int(values["which"])
    if values["piece"] == "half":
        middle = first.replace(day=15)
        return f"{first}/{middle}" if which == 1 else f"{middle + timedelta(days=1)}/{last}"
    if values["piece"] == "weekday":
        return str(calendar.nth_weekday(first.year, first.month, int(values["weekday"]), which))
    length = 7 if values["piece"] == "week" else 1
    start = first + timedelta(days=length * (which - 1))
    if which < 0:
        start = last - timedelta(days=length - 1)
    end = start + timedelta(days=length - 1)
    return str(start) if start == end else f"{start}/{end}"


def run(values: Values, context: Context) -> Dated | None:
    """The three months to September, the year ended 30 June: the stretch that ends there."""
    ended = day_or_month(values, context)
    end, count = Moment.parse(ended.edtf) if ended else None, whole(values, "n")
    unit = str(values["unit"])
    if ended is None or end is None or not count:
        return None
    if unit in calendar.DAYS:
        begun = moved(end, 1 - count * calendar.DAYS[unit], "day")
    else:
        month = Moment(end.year, end.month)
        begun = moved(month, -count * (12 if unit == "year" else calendar.MONTHS[unit]), "month")
        begun = begun and _day_after(begun, end)
    return Dated(f"{begun}/{end}", ended.reason) if begun else None


def _day_after(before: Moment, end: Moment) -> Moment:
    """What follows the month before a stretch, to the day where the stretch ends on a day."""
    if end.day is None or end.last == Moment(end.year, end.month).last:
        first = moved(before, 1, "month") or before
        return first if end.day is None else Moment.of(first.first)
    day = before.last.replace(day=min(end.day, before.last.day))
    return Moment.of(day + timedelta(days=1))
