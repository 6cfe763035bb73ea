"""On which day formats that know only days put an act, if on any."""

from __future__ import annotations

from datetime import date

from dragoman.ledger.bounds import FIRST, LAST, bounds

PRECISIONS = {"day": 1, "month": 31, "year": 366, "any": 4_000_000}


def span_of(edtf: str | None) -> tuple[str, str] | None:
    """The first and last day that a date may mean; None when it is unknown or has an open end."""
    first, last = bounds(edtf)
    if first is None or last is None or first == FIRST or last == LAST:
        return None
    return first, last


def day_of(edtf: str | None, precision: str = "day") -> str | None:
    """The first day of a date that is at least as exact as asked; None for all others.

    >>> day_of("2019-02", "month")
    '2019-02-01'
    """
    span = span_of(edtf)
    if span is None:
        return None
    first, last = (date.fromisoformat(day) for day in span)
    return span[0] if (last - first).days < PRECISIONS[precision] else None
