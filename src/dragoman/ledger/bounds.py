"""The first and last day that an EDTF date may mean, as text that sorts."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

FIRST, LAST = "0001-01-01", "9999-12-31"
_SINGLE = re.compile(r"(\d{1,4}X{0,3})(?:-(\d\d|\dX|XX))?(?:-(\d\d|\dX|XX))?")
# Seasons of ISO 8601-2 (northern), quarters, halves: first and last month.
_PARTS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (1, 3),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}


@lru_cache(maxsize=65536)
def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day; open ends reach FIRST or LAST; (None, None) for what is not understood.

    >>> bounds("2019-02")
    ('2019-02-01', '2019-02-28')
    """
    if not edtf:
        return None, None
    start, slash, end = edtf.strip().partition("/")
    if not slash:
        return _single(start)
    first = FIRST if start in ("", "..") else _single(start)[0]
    last = LAST if end in ("", "..") else _single(end)[1]
    if first is None or last is None or first > last or (first, last) == (FIRST, LAST):
        return None, None
    return first, last


def _single(text: str) -> tuple[str | None, str | None]:
    match = _SINGLE.fullmatch(text.strip().rstrip("~?%"))
    if not match or len(match[1]) != 4:
        return None, None
    year, month, day = match.groups()
    if "X" in year or not month or "X" in month:
        return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31"
    return _within(year, int(month), None if not day or "X" in day else int(day))


def _within(year: str, month: int, day: int | None) -> tuple[str | None, str | None]:
    if year == "0000":
        return None, None
    if month in _PARTS and day is None:
        first, last = _PARTS[month]
        return f"{year}-{first:02}-01", _month_end(year, last)
    if not 1 <= month <= 12:
        return None, None
    if day is None:
        return f"{year}-{month:02}-01", _month_end(year, month)
    if not 1 <= day <= calendar.monthrange(int(year), month)[1]:
        return None, None
    return f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}"


def _month_end(year: str, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(int(year), month)[1]:02}"
