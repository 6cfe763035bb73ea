"""Phrases that count from the day of writing or from the date told before."""

from __future__ import annotations

from datetime import timedelta

from dragoman.resolve import calendar
from dragoman.resolve.calendar import Moment, moved, stretch
from dragoman.resolve.context import Context, Dated, Values, rough, unit_of, whole


def weekday(values: Values, context: Context) -> Dated | None:
    """Monday, last Monday, the Monday after."""
    number = int(values["weekday"])
    base = context.told if "told" in values else context.published
    anchor = base.exact if base else None
    if anchor is None:
        return None
    if told := whole(values, "told"):
        day = calendar.weekday(anchor + timedelta(days=told), number, told)
    elif (shift := whole(values, "shift", "told")) is not None:
        day = calendar.weekday_of_week(anchor, number, shift)
    else:
        day = calendar.weekday(anchor, number, context.direction)
    day += timedelta(days=whole(values, "days") or 0)
    seen = "next" if day > anchor else "last"
    return Dated(str(day), f"the {seen} such day seen from {anchor}")


def near_day(values: Values, context: Context) -> Dated | None:
    """Yesterday, today, tomorrow, overnight."""
    if "nearday" not in values or context.published is None or context.published.exact is None:
        return None
    day = moved(context.published, int(values["nearday"]), "day")
    if day and "night" in values and context.direction <= 0:
        evening = moved(day, -1, "day")
        return Dated(f"{evening}/{day}", f"the night before {day}")
    return Dated(str(day), f"seen from {context.published}") if day else None


def period(values: Values, context: Context) -> Dated | None:
    """ "last week", "early next month", "the end of the year"."""
    unit = str(values.get("period", values.get("unit")))
    shift, anchor = whole(values, "shift") or 0, context.published
    if unit == "weekend" and shift == 0 and context.direction < 0 and anchor and anchor.exact:
        shift = 0 if anchor.exact.isoweekday() >= 6 else -1
    return unit_of(anchor, shift, unit, values, f"seen from {anchor}")


def month_of(values: Values, context: Context) -> Dated | None:
    """ "last March", "May of this year", "June of that year"."""
    shift, month, day = whole(values, "shift") or 0, int(values["month"]), whole(values, "day")
    of = values.get("whole")
    anchor = context.told if of == "told" else context.published
    if anchor is None:
        return None
    year = anchor.year + shift
    if of is None:
        year = anchor.year
        if anchor.month and shift:
            passed = month < anchor.month if shift < 0 else month > anchor.month
            year += 0 if passed else shift
    moment = Moment(year, month, day)
    found = rough(str(moment), values)
    return Dated(found, f"seen from {anchor}") if moment.exists else None


def ago(values: Values, context: Context) -> Dated | None:
    """Three weeks ago, or in three weeks."""
    # "in two weeks" told as past is how long it took, not when it was.
    if values["direction"] == 1 and context.direction < 0:
        return None
    return _counted(values, context.published, f"counted from {context.published}")


def later(values: Values, context: Context) -> Dated | None:
    """Three weeks later than what was told before."""
    return _counted(values, context.told, f"counted from {context.told}, told before")


def _counted(values: Values, base: Moment | None, reason: str) -> Dated | None:
    unit, count = str(values["unit"]), whole(values, "n")
    if base is None:
        return None
    if unit in {"hour", "minute", "seconds"}:
        return Dated(str(base), reason) if base.exact and count else None
    if count is None:
        if unit not in {"day", "week"} or base.month is None:
            return None
        return Dated(f"{Moment(base.year, base.month)}~", reason)
    there = moved(base, count * int(values["direction"]), unit)
    if there is None:
        return None
    coarse = unit if unit in {"week", "decade", "century"} else there.unit
    if coarse in {"decade", "century"}:
        return Dated(f"{there}~", reason)
    found = stretch(there, coarse)
    return Dated(found, reason) if found else None


def past(values: Values, context: Context) -> Dated | None:
    """ "over the past three months": the stretch that ends (or begins) with the day of writing."""
    anchor, unit, count = context.published, str(values["unit"]), whole(values, "n")
    if anchor is None or unit in {"hour", "minute", "seconds"}:
        return None
    reason = f"seen from {anchor}"
    if count is None:
        near = unit in {"day", "week"} and anchor.month and values["direction"] == -1
        return Dated(f"{Moment(anchor.year, anchor.month)}~", reason) if near else None
    there = moved(anchor, count * int(values["direction"]), unit)
    if there is None:
        return None
    now = Moment(
        anchor.year, anchor.month if there.month else None, anchor.day if there.day else None
    )
    low, high = (there, now) if str(there) < str(now) else (now, there)
    return Dated(f"{low}/{high}", reason)


def turn(values: Values, context: Context) -> Dated | None:
    """The next day, the previous year, seen from what was told before."""
    unit = str(values["unit"])
    base = context.told
    reason = f"seen from {base}, told before"
    return unit_of(base, int(values["turn"]), unit, {}, reason) if base else None


def same(values: Values, context: Context) -> Dated | None:
    """That day, the same year."""
    base = context.told
    return unit_of(base, 0, str(values["unit"]), {}, f"the date told before, {base}")


def season(values: Values, context: Context) -> Dated | None:
    """A season of a year, or the nearest one."""
    season, year = int(values["season"]), whole(values, "year")
    if year is None:
        base = context.told if "told" in values else context.published
        if base is None:
            return None
        year = base.year + (whole(values, "shift", "told") or 0)
        if "told" not in values:
            year = _season_year(season, base, whole(values, "shift"), context.direction)
        return Dated(f"{year:04}-{season}", f"seen from {base}")
    return Dated(rough(f"{year:04}-{season}", values), "stated")


def _season_year(season: int, base: Moment, shift: int | None, direction: int) -> int:
    begun = base.month is None or base.month >= 3 * (season - 20)
    if shift == 0:
        return base.year
    if shift == 1 or (shift is None and direction > 0):
        return base.year + (begun and base.month is not None)
    ended = base.month is not None and base.month >= 3 * (season - 20) + 3
    return base.year - (not ended if shift == -1 else not begun)


def anniversary(values: Values, context: Context) -> Dated | None:
    """The 30th anniversary of a thing, told in 2024: the thing began in 1994."""
    count, anchor = whole(values, "ordinal", "n"), context.published
    if not count or anchor is None or anchor.year <= count:
        return None
    return Dated(f"{anchor.year - count:04}", f"{count} years before {anchor.year}")
