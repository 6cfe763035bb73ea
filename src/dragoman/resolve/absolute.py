"""Phrases that name their date, all of it or all but the year."""

from __future__ import annotations

from datetime import timedelta

from dragoman.resolve import calendar
from dragoman.resolve.calendar import Moment, stretch
from dragoman.resolve.context import Context, Dated, Values, rough, whole


def day_or_month(values: Values, context: Context) -> Dated | None:
    """The day or month that is named; a year that is not is the one near publication."""
    month, day = whole(values, "month", "monthnumber"), whole(values, "day", "daynumber")
    year = whole(values, "year")
    reason = "stated"
    if year is None:
        year, reason = _year_near(month or 1, day, context)
    if year is None or month is None:
        return None
    first = Moment(year, month, day)
    if not first.exists:
        return None
    if last := whole(values, "day_to"):
        end = Moment(year, month, last)
        return Dated(f"{first}/{end}", reason) if end.exists and last > (day or 0) else None
    if last := whole(values, "month_to"):
        over = last <= month  # "November-January 2020" begins the year before
        began, ended = year - (over and "year" in values), year + (over and "year" not in values)
        return Dated(f"{Moment(began, month)}/{Moment(ended, last)}", reason)
    return Dated(rough(str(first), values), reason)


def _year_near(month: int, day: int | None, context: Context) -> tuple[int | None, str]:
    """The year of a month or day without one: near publication, as the tense has it."""
    anchor = context.published
    if anchor is None:
        if context.near and (context.near.month is None or context.near.month <= month):
            return context.near.year, f"in the year told just before, {context.near.year}"
        return None, ""
    reason = f"the {'next' if context.direction > 0 else 'nearest'} one seen from {anchor}"
    if anchor.month is None:
        return anchor.year, f"in the year of publication, {anchor}"
    return _nearest_year(anchor, month, day, context.direction), reason


def _nearest_year(anchor: Moment, month: int, day: int | None, direction: int) -> int:
    """The year in which the month or day lies on the side of the anchor that the tense tells."""
    now = anchor.month or 1
    months = month - now
    if months == 0 and day and anchor.day:
        months = (day > anchor.day + 1) - (day < anchor.day - 1)
    if direction:
        return anchor.year + (months < 0 < direction) - (direction < 0 < months)
    # Without a tense ("the June talks") what is past is meant twice as far back as what is ahead.
    far = {year: (year - anchor.year) * 12 + month - now for year in _around(anchor.year)}
    return min(far, key=lambda year: 2 * far[year] if far[year] > 0 else -far[year])


def _around(year: int) -> tuple[int, int, int]:
    return year - 1, year, year + 1


def year(values: Values, _: Context) -> Dated | None:
    """A year, maybe roughly."""
    return Dated(rough(f"{int(values['year']):04}", values), "stated")


def years(values: Values, _: Context) -> Dated | None:
    """Two years with a dash between."""
    first = int(values["year"])
    last = whole(values, "year_to")
    if last is None:
        two = int(values["two"])
        last = first // 100 * 100 + two + (100 if two < first % 100 else 0)
    return Dated(f"{first:04}/{last:04}", "stated") if first < last else None


def decade(values: Values, context: Context) -> Dated | None:
    """The 1990s, the '60s, the eighties."""
    if "year" in values:
        year = int(values["year"])
        return Dated(f"{year // 10:03}X", "stated")
    if of := whole(values, "century"):
        which = int(values["which"])
        return Dated(f"{of * 10 - 10 + (which - 1 if which > 0 else 9):03}X", "stated")
    two = int(values.get("two", values.get("decadeword", 0)))
    if two % 10:
        return None
    now = context.published.year if context.published else 2000
    century = now // 100 * 100 - (100 if now // 100 * 100 + two > now else 0)
    return Dated(f"{(century + two) // 10:03}X", "stated")


def century(values: Values, _: Context) -> Dated | None:
    """The 19th century is 18XX."""
    number = whole(values, "century")
    return Dated(f"{number - 1:02}XX", "stated") if number and 1 < number < 30 else None


def week(values: Values, context: Context) -> Dated | None:
    """The week of a named day."""
    day = day_or_month(values, context)
    moment = Moment.parse(day.edtf) if day else None
    found = stretch(moment, "week") if moment else None
    return Dated(found, day.reason) if found and day else None


def quarter(values: Values, context: Context) -> Dated | None:
    """The third quarter of a year."""
    number = whole(values, "quarter", "quarterword") or 0
    year = _year_of(values, context, 3 * number - 2, 3 * number)
    return Dated(f"{year:04}-{32 + number}", "stated") if year and number else None


def half(values: Values, context: Context) -> Dated | None:
    """The first half of a year, a decade or a century."""
    number = int(values["half"])
    if of := whole(values, "century"):
        first = of * 100 - 100 + (50 if number == 2 else 0)
        return Dated(f"{first:04}/{first + 49:04}", "stated")
    year = _year_of(values, context)
    if year and "decade" in values:
        first = year // 10 * 10 + (5 if number == 2 else 0)
        return Dated(f"{first:04}/{first + 4:04}", "stated")
    return Dated(calendar.half(year, number), "stated") if year else None


def months(values: Values, context: Context) -> Dated | None:
    """The first nine months of a year."""
    year, count = _year_of(values, context), whole(values, "n")
    count = count and count * (whole(values, "each") or 1)
    if not year or not count or count > 12:
        return None
    return Dated(f"{year:04}-01/{year:04}-{count:02}", "stated")


def _year_of(values: Values, context: Context, first: int = 0, last: int = 0) -> int | None:
    """The year that is named or counted from; of months `first` to `last`, the nearest such."""
    anchor, shift = context.published, whole(values, "shift")
    if "year" in values or anchor is None:
        return whole(values, "year")
    if shift is None and first and anchor.month:
        month = last if context.direction > 0 else first
        return _nearest_year(anchor, month, None, context.direction)
    return anchor.year + (shift or 0)


def fiscal(values: Values, context: Context) -> Dated | None:
    """A fiscal year under the year that names it."""
    return years(values, context) if "two" in values else year(values, context)


def holiday(values: Values, context: Context) -> Dated | None:
    """A holiday of a year, or the nearest one."""
    year, anchor = whole(values, "year"), context.published
    if year is None and anchor is None:
        return None
    rule = str(values["holiday"])
    found = feast(rule, year or (anchor.year if anchor else 0))
    if found is None:
        return None
    if year or anchor is None or anchor.exact is None:
        return Dated(found, "stated" if year else f"in the year of publication, {anchor}")
    late = found > str(anchor) and (context.direction < 0 or whole(values, "shift") == -1)
    early = found < str(anchor) and context.direction > 0
    other = feast(rule, anchor.year - late + early)
    return Dated(other, f"seen from {anchor}") if other else None


def feast(rule: str, year: int) -> str | None:
    """The day of a holiday in a year; None where the day differs from state to state."""
    if "-" in rule[1:3] and rule[:2].isdigit():
        return f"{year:04}-{rule}"
    for name, sunday in (("easter", calendar.easter), ("julian", calendar.orthodox_easter)):
        if rule.startswith(name):
            return str(sunday(year) + timedelta(days=int(rule[6:] or 0)))
    rules = {
        "thanksgiving": (11, 4, 4),
        "labor": (9, 1, 1),
        "memorial": (5, 1, -1),
        "election": (11, 1, 1),
    }
    if rule not in rules:
        return None
    day = calendar.nth_weekday(year, *rules[rule])
    return str(day + timedelta(days=1) if rule == "election" else day)
