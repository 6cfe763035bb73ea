"""The earliest and latest day an EDTF date can mean, for ordering and for SQL."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from dragoman.resolve.calendar import Moment

_MASKED = re.compile(r"(\d{1,4}X{0,3}|X{4})(?:-(\d\d|\dX|XX))?(?:-(\d\d|\dX|XX))?[~?%]?", re.ASCII)
# Months that the codes of ISO 8601-2 cover: seasons (of the northern hemisphere, where it is not
# told; of the southern from 29 on), quarters, halves.
_PARTS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 2),
    29: (9, 11), 30: (12, 2), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip


def earliest(edtf: str | None) -> date | None:
    """The first day that an EDTF date can mean; None when it is open or unknown."""
    return bounds(edtf)[0]


def latest(edtf: str | None) -> date | None:
    """The last day that an EDTF date can mean; None when it is open or unknown."""
    return bounds(edtf)[1]


@lru_cache(maxsize=4096)
def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date or interval; ValueError for what is no such date."""
    if not edtf:
        return None, None
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        return _single(start)[0] if _known(start) else None, _single(end)[1] if _known(
            end
        ) else None
    return _single(edtf)


def overlap(first: str | None, second: str | None) -> bool:
    """Whether two dates can mean the same day; an unknown date can mean any."""
    (a, b), (c, d) = bounds(first), bounds(second)
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def _known(end: str) -> bool:
    return end not in {"", ".."}


def _single(text: str) -> tuple[date, date]:
    match = _MASKED.fullmatch(text)
    if not match or len(match[1]) != 4:
        raise ValueError(
            f"{text!r} is no EDTF date: expected YYYY, YYYY-MM, YYYY-MM-DD or an interval"
        )
    low, high = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    part = int(match[2]) if match[2] and match[2].isdigit() else 0
    if part in _PARTS and low == high and not match[3]:
        return _part(low, part)
    months = _range(match[2], 1, 12)
    first, last = Moment(max(low, 1), months[0]), Moment(high, months[1])
    if not first.exists or not last.exists:
        raise ValueError(f"{text!r} is no date of the calendar")
    days = _range(match[3], 1, last.last.day)
    try:
        return first.first.replace(day=days[0]), last.first.replace(day=days[1])
    except ValueError as error:
        raise ValueError(f"{text!r} is no date of the calendar") from error


def _part(year: int, code: int) -> tuple[date, date]:
    first, last = _PARTS[code]
    over = 1 if last < first else 0
    return date(year, first, 1), _end(year + over, last)


def _end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _range(masked: str | None, least: int, most: int) -> tuple[int, int]:
    if masked is None:
        return least, most
    low, high = int(masked.replace("X", "0")), int(masked.replace("X", "9"))
    if high < least or low > most:
        raise ValueError(f"{masked!r} is no month or day of a date: expected {least} to {most}")
    return max(low, least), min(high, most)
