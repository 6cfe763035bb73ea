"""Phrases that count from the day of writing or from the date told before."""

from __future__ import annotations

from datetime import timedelta

from dragoman.resolve import calendar
from dragoman.resolve.calendar import YEARS, Moment, moved, stretch
from dragoman.resolve.context import Context, Dated, Values, rough, unit_of, whole

# Units below a day: what is counted in them is dated to the day.
_OF_DAY = frozenset({"hour", "minute", "second"})


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
    if "night" in values:
        return Dated(f"{day - timedelta(days=1)}/{day}", f"the night before {day}")
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
    if "open" in values and anchor:
        shift = _side(anchor, unit, str(values["edge"]), context.direction)
    return unit_of(anchor, shift, unit, values, f"seen from {anchor}")


def _side(anchor: Moment, unit: str, edge: str, direction: int) -> int:
    """Which unit has the end or start that is told: early in May the end of April is past."""
    past = {
        "week": anchor.exact.isoweekday() / 7 if anchor.exact else None,
        "month": anchor.day / 31 if anchor.day else None,
        "year": anchor.month / 12 if anchor.month else None,
    }.get(unit)
    if past is None:
        return 0
    before = edge == "late" and direction < 0 and past < 0.5
    after = edge == "early" and direction > 0 and past > 0.5
    return after - before


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
    if unit in _OF_DAY:
        days = int(values["direction"]) * round((count or 0) / 24) if unit == "hour" else 0
        day = moved(base, days, "day")
        return Dated(str(day), reason) if day else None
    if "same" in values and count:
        return _on_the_same(base, count, str(values["same"]), reason)
    if halves := _in_halves(values):
        return _back_by_halves(base, halves, unit, int(values["direction"]), reason)
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


def _on_the_same(base: Moment, years: int, unit: str, reason: str) -> Dated | None:
    """ "five years ago today": the day or month of the base, so many years before."""
    there = Moment(base.year - years, base.month, base.day if unit == "day" else None)
    return Dated(str(there), reason) if there.exists and base.month else None


def _in_halves(values: Values) -> float:
    """How many units a count with a half is: "three and a half years", "half a century"."""
    number = values.get("n")
    whole_and_half = isinstance(number, (int, float)) and (
        "half" in values or number != int(number)
    )
    return float(number) + ("half" in values) * 0.5 if whole_and_half else 0.0  # type: ignore[arg-type]


def _back_by_halves(
    base: Moment, count: float, unit: str, direction: int, reason: str
) -> Dated | None:
    if unit not in YEARS:
        return None
    months = round(count * 12 * YEARS[unit]) * direction
    there = moved(Moment(base.year, base.month or 6), months, "month")
    if there is None:
        return None
    return Dated(f"{there if unit == 'year' and base.month else there.year}~", reason)


def past(values: Values, context: Context) -> Dated | None:
    """ "over the past three months": the stretch that ends (or begins) with the day of writing."""
    anchor, unit, count = context.published, str(values["unit"]), whole(values, "n")
    if anchor is None:
        return None
    reason = f"seen from {anchor}"
    if unit in _OF_DAY:
        return _of_hours(anchor, unit, (count or 0) * int(values["direction"]), reason)
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


def _of_hours(anchor: Moment, unit: str, count: int, reason: str) -> Dated | None:
    """ "In the past 24 hours": a day and the one before; a few hours have no day of their own."""
    if unit != "hour" or abs(count) < 12:
        return None
    days = (abs(count) + 23) // 24
    other = moved(anchor, days if count > 0 else -days, "day")
    ends = sorted([str(other), str(anchor)])
    return Dated("/".join(ends), reason) if other else None


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
    """A season of a year, or the nearest one; ISO 8601 has other codes for those of the south."""
    season, year, south = int(values["season"]), whole(values, "year"), "south" in values
    code = season + (8 if south else 0)
    if year is not None:
        return Dated(rough(f"{year:04}-{code}", values), "stated")
    base = context.told if "told" in values else context.published
    if base is None:
        return None
    if (told := whole(values, "told")) is not None:
        year = base.year + told
    else:
        begins = 3 * ((season - 21 + (2 if south else 0)) % 4 + 1)
        year = _season_year(begins, base, whole(values, "shift"), context.direction)
    return Dated(f"{year:04}-{code}", f"seen from {base}")


def _season_year(begins: int, base: Moment, shift: int | None, direction: int) -> int:
    year, month = base.year, base.month
    if month is None:
        return year - (shift == -1)
    if begins + 2 > 12 and month <= begins - 10:  # the winter that began in December
        year, month = year - 1, month + 12
    begun, ended = month >= begins, month >= begins + 3
    if shift == 0:
        return year
    if shift == 1 or (shift is None and direction > 0):
        return year + begun
    return year - (not ended if shift == -1 else not begun)


def anniversary(values: Values, context: Context) -> Dated | None:
    """The 30th anniversary of a thing, told in 2024: the thing began in 1994."""
    count, anchor = whole(values, "ordinal", "n"), context.published
    if not count or anchor is None or anchor.year <= count:
        return None
    return Dated(f"{anchor.year - count:04}", f"{count} years before {anchor.year}")
