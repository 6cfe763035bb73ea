"""The first and last day that an EDTF date may mean, as text that sorts and compares in SQL."""

from __future__ import annotations

from functools import lru_cache

from dragoman.resolve.bounds import bounds as days

FIRST, LAST = "0001-01-01", "9999-12-31"


@lru_cache(maxsize=65536)
def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day; open ends reach FIRST or LAST; (None, None) for what is no date.

    >>> bounds("2019-02")
    ('2019-02-01', '2019-02-28')
    """
    try:
        first, last = days(edtf)
    except ValueError:
        return None, None
    if (first is None and last is None) or (first and last and first > last):
        return None, None
    return first.isoformat() if first else FIRST, last.isoformat() if last else LAST
