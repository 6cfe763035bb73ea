"""A temporal phrase and the calendar: what EDTF date it means, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.codebook.times import Value
from dragoman.resolve import absolute, parts, relative
from dragoman.resolve.bounds import bounds
from dragoman.resolve.calendar import Moment, moved
from dragoman.resolve.context import Context, Dated, Values


def date_of(form: str, values: Values, context: Context) -> Dated | None:
    """The date that a phrase means; None when it is no date or hangs on something unknown."""
    if form == "range":
        return _interval(_part("from", values), _part("to", values), context)
    if form in {"since", "until", "before", "by", "after"}:
        inner_form, inner = _part("of", values)
        # A limit lies ahead of what it limits, unless the grammar says that it is past.
        ahead = replace(context, direction=context.direction or 1)
        ahead = ahead if form in {"until", "by"} else context
        point = date_of(inner_form, inner, ahead)
        return point and replace(point, edtf=_opened(form, point.edtf))
    return _in_calendar(form, values, context)


def _in_calendar(form: str, values: Values, context: Context) -> Dated | None:
    """The date of a plain phrase, unless some day of it lies outside of the years 1 to 9999."""
    resolver = _FORMS.get(form)
    try:
        found = resolver(values, context) if resolver else None
        return found if found and bounds(found.edtf) else None
    except (ValueError, OverflowError):
        return None


def _part(prefix: str, values: Values) -> tuple[str, dict[str, Value]]:
    inner = {k.partition(".")[2]: v for k, v in values.items() if k.startswith(f"{prefix}.")}
    return str(inner["form"]), inner


def _opened(link: str, edtf: str) -> str:
    start, _, end = edtf.partition("/")
    if link in {"since", "after"}:
        return f"{_end_of_interval(start if link == 'since' else end or start, 0)}/.."
    return f"../{_end_of_interval(end or start, 1)}"


def _end_of_interval(edtf: str, last: int) -> str:
    """A date as the first or last end of an interval, where EDTF has no quarters and decades."""
    code = edtf.rstrip("~").partition("-")[2]
    if "X" not in edtf and not (len(code) == 2 and int(code) > 12):
        return edtf
    day = bounds(edtf)[last]
    if day is None:
        return edtf
    return str(Moment(day.year, None if "X" in edtf else day.month))


def _interval(
    first: tuple[str, Values], second: tuple[str, Values], context: Context
) -> Dated | None:
    """ "from March 3 to May 5, 2014": the year that the first end lacks, the second tells."""
    (form_a, a), (form_b, b) = first, second
    shared = {k: b[k] for k in ("year", "month") if k in b and k not in a and form_a == "date"}
    end = date_of(form_b, b, context)
    start = date_of(form_a, {**shared, **a} if "month" in a or "day" in a else a, context)
    if start is None or end is None:
        return None
    low = _end_of_interval(start.edtf.partition("/")[0], 0)
    high = _end_of_interval(end.edtf.rpartition("/")[2], 1)
    if low.rstrip("~") > high.rstrip("~"):
        over = _over_the_border(low, high, (form_a, a), (form_b, b), context)
        if over is None:
            return None
        low, high = over
    return Dated(f"{low}/{high}", end.reason if end.reason != "stated" else start.reason)


def _over_the_border(
    low: str, high: str, first: tuple[str, Values], second: tuple[str, Values], context: Context
) -> tuple[str, str] | None:
    """The ends of a stretch over the end of a week or year: "from November to February 2020"."""
    (form_a, a), (form_b, b) = first, second
    start, end = Moment.parse(low), Moment.parse(high)
    if start is None or end is None or "~" in low + high:
        return None
    if form_a == form_b == "weekday":
        back, on = moved(start, -1, "week"), moved(end, 1, "week")
        return (str(back), high) if context.direction < 0 else (low, str(on))
    if "month" not in a or "month" not in b or "year" in a:
        return None
    if "year" in b or context.direction < 0:
        return str(replace(start, year=start.year - 1)), high
    return low, str(replace(end, year=end.year + 1))


_FORMS: dict[str, Callable[[Values, Context], Dated | None]] = {
    "date": absolute.day_or_month,
    "year": absolute.year,
    "years": absolute.years,
    "decade": absolute.decade,
    "century": absolute.century,
    "week": absolute.week,
    "piece": parts.piece,
    "run": parts.run,
    "quarter": absolute.quarter,
    "half": absolute.half,
    "months": absolute.months,
    "fiscal": absolute.fiscal,
    "holiday": absolute.holiday,
    "weekday": relative.weekday,
    "nearday": relative.near_day,
    "clock": relative.near_day,
    "period": relative.period,
    "month": relative.month_of,
    "ago": relative.ago,
    "later": relative.later,
    "past": relative.past,
    "turn": relative.turn,
    "same": relative.same,
    "season": relative.season,
    "anniversary": relative.anniversary,
}
