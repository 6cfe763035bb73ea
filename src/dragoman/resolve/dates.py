"""A temporal phrase and the calendar: what EDTF date it means, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman.codebook.times import Value
from dragoman.resolve import calendar
from dragoman.resolve.calendar import Moment, moved, stretch

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative date hangs on: the day of publication, the date told last, and the tense.

    `direction` is -1 for what is told as past, 1 for the future, 0 when the grammar does not say.
    """

    published: Moment | None = None
    told: Moment | None = None
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """An EDTF date with the reason in words."""

    edtf: str
    reason: str


def date_of(form: str, values: Values, context: Context) -> Dated | None:
    """The date that a phrase means; None when it is no date or hangs on something unknown."""
    if form == "range":
        return _interval(_part("from", values), _part("to", values), context)
    if form in {"since", "until", "before", "by", "after"}:
        inner_form, inner = _part("of", values)
        # A limit lies ahead of the act that it limits: "put off until Tuesday", "must leave by May 3".
        ahead = replace(context, direction=1) if form in {"until", "by"} else context
        point = date_of(inner_form, inner, ahead)
        return point and replace(point, edtf=_opened(form, point.edtf))
    resolver = _FORMS.get(form)
    return resolver(values, context) if resolver else None


def _part(prefix: str, values: Values) -> tuple[str, dict[str, Value]]:
    inner = {k.partition(".")[2]: v for k, v in values.items() if k.startswith(f"{prefix}.")}
    return str(inner["form"]), inner


def _opened(link: str, edtf: str) -> str:
    start, _, end = edtf.partition("/")
    if link == "since":
        return f"{start}/.."
    if link == "after":
        return f"{end or start}/.."
    return f"../{end or start}"


def _interval(
    first: tuple[str, Values], second: tuple[str, Values], context: Context
) -> Dated | None:
    """ "from March 3 to 5, 2014": what the first end lacks, the second tells, and the other way round."""
    (form_a, a), (form_b, b) = first, second
    shared = {k: b[k] for k in ("year", "month") if k in b and k not in a and form_a == "date"}
    end = date_of(form_b, b, context)
    start = date_of(form_a, {**shared, **a} if "month" in a or "day" in a else a, context)
    if start is None or end is None:
        return None
    low, high = start.edtf.partition("/")[0], end.edtf.rpartition("/")[2]
    if low.rstrip("~") > high.rstrip("~"):
        return None
    return Dated(f"{low}/{high}", end.reason if end.reason != "stated" else start.reason)


def _int(values: Values, *names: str) -> int | None:
    """The first of the named parts that is a whole number."""
    for name in names:
        value = values.get(name)
        if isinstance(value, int):
            return value
    return None


def _rough(edtf: str, values: Values) -> str:
    """With "early", "late", "around": approximate, unless the date is an interval already."""
    vague = "edge" in values or "approximate" in values
    return f"{edtf}~" if vague and "/" not in edtf and "X" not in edtf else edtf


def _date(values: Values, context: Context) -> Dated | None:
    month, day = _int(values, "month", "monthnumber"), _int(values, "day", "daynumber")
    year = _int(values, "year")
    reason = "stated"
    if year is None:
        year, reason = _year_near(month or 1, day, context)
    if year is None or month is None:
        return None
    first = Moment(year, month, day)
    if not first.exists:
        return None
    if last := _int(values, "day_to"):
        end = Moment(year, month, last)
        return Dated(f"{first}/{end}", reason) if end.exists and last > (day or 0) else None
    if last := _int(values, "month_to"):
        return Dated(f"{first}/{Moment(year, last)}", reason) if last > month else None
    return Dated(_rough(str(first), values), reason)


def _year_near(month: int, day: int | None, context: Context) -> tuple[int | None, str]:
    """The year that a month or a day without one falls in: near publication, as the tense has it."""
    anchor = context.published
    if anchor is None:
        if context.told and (context.told.month is None or context.told.month <= month):
            return context.told.year, f"in the year told before, {context.told.year}"
        return None, ""
    reason = f"the {'next' if context.direction > 0 else 'nearest'} one seen from {anchor}"
    if anchor.month is None:
        return anchor.year, f"in the year of publication, {anchor}"
    months = month - anchor.month
    if months == 0 and day and anchor.day:
        months = (day > anchor.day + 1) - (day < anchor.day - 1)
    if context.direction < 0:
        return anchor.year - (months > 0), reason
    if context.direction > 0:
        return anchor.year + (months < 0), reason
    ahead = (month - anchor.month) % 12
    return (anchor.year + (ahead <= 3 and months < 0) - (ahead > 3 and months > 0)), reason


def _year(values: Values, context: Context) -> Dated | None:
    return Dated(_rough(f"{int(values['year']):04}", values), "stated")


def _years(values: Values, context: Context) -> Dated | None:
    first = int(values["year"])
    last = _int(values, "year_to")
    if last is None:
        two = int(values["two"])
        last = first // 100 * 100 + two + (100 if two < first % 100 else 0)
    return Dated(f"{first:04}/{last:04}", "stated") if first < last else None


def _decade(values: Values, context: Context) -> Dated | None:
    if "year" in values:
        year = int(values["year"])
        return Dated(f"{year // 10:03}X", "stated")
    two = int(values.get("two", values.get("decadeword", 0)))
    if two % 10:
        return None
    now = context.published.year if context.published else 2000
    century = now // 100 * 100 - (100 if now // 100 * 100 + two > now else 0)
    return Dated(f"{(century + two) // 10:03}X", "stated")


def _century(values: Values, context: Context) -> Dated | None:
    number = _int(values, "century")
    return Dated(f"{number - 1:02}XX", "stated") if number and 1 < number < 30 else None


def _weekday(values: Values, context: Context) -> Dated | None:
    number = int(values["weekday"])
    base = context.told if "told" in values else context.published
    anchor = base.exact if base else None
    if anchor is None:
        return None
    if told := _int(values, "told"):
        day = calendar.weekday(anchor + timedelta(days=told), number, told)
    elif (shift := _int(values, "shift", "told")) is not None:
        day = calendar.weekday_of_week(anchor, number, shift)
    else:
        day = calendar.weekday(anchor, number, context.direction)
    day += timedelta(days=_int(values, "days") or 0)
    seen = "next" if day > anchor else "last"
    return Dated(str(day), f"the {seen} such day seen from {anchor}")


def _nearday(values: Values, context: Context) -> Dated | None:
    if context.published is None or context.published.exact is None:
        return None
    day = moved(context.published, int(values["nearday"]), "day")
    if day and "night" in values and context.direction <= 0:
        evening = moved(day, -1, "day")
        return Dated(f"{evening}/{day}", f"the night before {day}")
    return Dated(str(day), f"seen from {context.published}") if day else None


def _period(values: Values, context: Context) -> Dated | None:
    """ "last week", "early next month", "the end of the year"."""
    unit = str(values.get("period", values.get("unit")))
    shift, anchor = _int(values, "shift") or 0, context.published
    if unit == "weekend" and shift == 0 and context.direction < 0 and anchor and anchor.exact:
        shift = 0 if anchor.exact.isoweekday() >= 6 else -1
    return _stretch(anchor, shift, unit, values, f"seen from {anchor}")


def _stretch(
    base: Moment | None, shift: int, unit: str, values: Values, reason: str
) -> Dated | None:
    there = moved(base, shift, unit) if base and shift else base
    found = stretch(there, unit) if there else None
    return Dated(_rough(found, values), reason) if found else None


def _month(values: Values, context: Context) -> Dated | None:
    """ "last March", "May of this year", "June of that year"."""
    shift, month, day = _int(values, "shift") or 0, int(values["month"]), _int(values, "day")
    whole = values.get("whole")
    anchor = context.told if whole == "told" else context.published
    if anchor is None:
        return None
    year = anchor.year + shift
    if whole is None:
        year = anchor.year
        if anchor.month and shift:
            passed = month < anchor.month if shift < 0 else month > anchor.month
            year += 0 if passed else shift
    moment = Moment(year, month, day)
    found = _rough(str(moment), values)
    return Dated(found, f"seen from {anchor}") if moment.exists else None


def _week(values: Values, context: Context) -> Dated | None:
    day = _date(values, context)
    moment = Moment.parse(day.edtf) if day else None
    found = stretch(moment, "week") if moment else None
    return Dated(found, day.reason) if found and day else None


def _ago(values: Values, context: Context) -> Dated | None:
    # "in two weeks" told as past is how long it took, not when it was.
    if values["direction"] == 1 and context.direction < 0:
        return None
    return _counted(values, context.published, f"counted from {context.published}")


def _later(values: Values, context: Context) -> Dated | None:
    return _counted(values, context.told, f"counted from {context.told}, told before")


def _counted(values: Values, base: Moment | None, reason: str) -> Dated | None:
    unit, count = str(values["unit"]), _int(values, "n")
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


def _past(values: Values, context: Context) -> Dated | None:
    """ "over the past three months": the stretch that ends (or begins) with the day of writing."""
    anchor, unit, count = context.published, str(values["unit"]), _int(values, "n")
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


def _turn(values: Values, context: Context) -> Dated | None:
    unit = str(values["unit"])
    base = context.told
    reason = f"seen from {base}, told before"
    return _stretch(base, int(values["turn"]), unit, {}, reason) if base else None


def _same(values: Values, context: Context) -> Dated | None:
    base = context.told
    return _stretch(base, 0, str(values["unit"]), {}, f"the date told before, {base}")


def _season(values: Values, context: Context) -> Dated | None:
    season, year = int(values["season"]), _int(values, "year")
    if year is None:
        base = context.told if "told" in values else context.published
        if base is None:
            return None
        year = base.year + (_int(values, "shift", "told") or 0)
        if "told" not in values:
            year = _season_year(season, base, _int(values, "shift"), context.direction)
        return Dated(f"{year:04}-{season}", f"seen from {base}")
    return Dated(_rough(f"{year:04}-{season}", values), "stated")


def _season_year(season: int, base: Moment, shift: int | None, direction: int) -> int:
    begun = base.month is None or base.month >= 3 * (season - 20)
    if shift == 0:
        return base.year
    if shift == 1 or (shift is None and direction > 0):
        return base.year + (begun and base.month is not None)
    ended = base.month is not None and base.month >= 3 * (season - 20) + 3
    return base.year - (not ended if shift == -1 else not begun)


def _quarter(values: Values, context: Context) -> Dated | None:
    year = _year_of(values, context)
    number = _int(values, "quarter", "quarterword")
    return Dated(f"{year:04}-{32 + number}", "stated") if year and number else None


def _half(values: Values, context: Context) -> Dated | None:
    year = _year_of(values, context)
    return Dated(calendar.half(year, int(values["half"])), "stated") if year else None


def _months(values: Values, context: Context) -> Dated | None:
    year, count = _year_of(values, context), _int(values, "n")
    if not year or not count or count > 12:
        return None
    return Dated(f"{year:04}-01/{year:04}-{count:02}", "stated")


def _year_of(values: Values, context: Context) -> int | None:
    if "year" in values or context.published is None:
        return _int(values, "year")
    return context.published.year + (_int(values, "shift") or 0)


def _fiscal(values: Values, context: Context) -> Dated | None:
    return _years(values, context) if "two" in values else _year(values, context)


def _holiday(values: Values, context: Context) -> Dated | None:
    year, anchor = _int(values, "year"), context.published
    if year is None and anchor is None:
        return None
    rule = str(values["holiday"])
    found = feast(rule, year or (anchor.year if anchor else 0))
    if found is None:
        return None
    if year or anchor is None or anchor.exact is None:
        return Dated(found, "stated" if year else f"in the year of publication, {anchor}")
    late = found > str(anchor) and (context.direction < 0 or _int(values, "shift") == -1)
    early = found < str(anchor) and context.direction > 0
    other = feast(rule, anchor.year - late + early)
    return Dated(other, f"seen from {anchor}") if other else None


def feast(rule: str, year: int) -> str | None:
    """The day of a holiday in a year; None where the day differs from state to state."""
    if "-" in rule[1:3] and rule[:2].isdigit():
        return f"{year:04}-{rule}"
    if rule.startswith("easter"):
        return str(calendar.easter(year) + timedelta(days=int(rule[6:] or 0)))
    rules = {
        "thanksgiving": (11, 4, 4), "labor": (9, 1, 1), "memorial": (5, 1, -1), "election": (11, 1, 1),
    }  # fmt: skip
    if rule not in rules:
        return None
    day = calendar.nth_weekday(year, *rules[rule])
    return str(day + timedelta(days=1) if rule == "election" else day)


def _anniversary(values: Values, context: Context) -> Dated | None:
    """The 30th anniversary of a thing, told in 2024: the thing began in 1994."""
    count, anchor = _int(values, "ordinal", "n"), context.published
    if not count or anchor is None or not 0 < anchor.year - count:
        return None
    return Dated(f"{anchor.year - count:04}", f"{count} years before {anchor.year}")


_FORMS: dict[str, Callable[[Values, Context], Dated | None]] = {
    "date": _date, "year": _year, "years": _years, "decade": _decade, "century": _century,
    "weekday": _weekday, "nearday": _nearday, "period": _period, "month": _month, "week": _week,
    "ago": _ago, "later": _later, "past": _past, "turn": _turn, "same": _same, "season": _season,
    "quarter": _quarter, "half": _half, "months": _months, "fiscal": _fiscal, "holiday": _holiday,
    "anniversary": _anniversary,
    "clock": lambda values, context: _nearday(values, context) if "nearday" in values else None,
}  # fmt: skip
