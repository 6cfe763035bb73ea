"""Where an EDTF date lies among others: its order, its year, its place on an axis."""

from __future__ import annotations

from datetime import date

from dragoman.ledger.bounds import bounds


def days(edtf: str | None) -> tuple[date, date] | None:
    """The first and last day that a date may mean; an open end counts as its known end."""
    start, slash, end = (edtf or "").partition("/")
    known = [side for side in (start, end) if side not in {"", ".."}]
    first, last = bounds(known[0] if slash and len(known) == 1 else edtf)
    if first is None or last is None:
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


def order(edtf: str | None) -> tuple[bool, date, int]:
    """A key that sorts dates of every precision: by beginning, the vaguer first, unknown last."""
    found = days(edtf)
    if not found:
        return True, date.max, 0
    return False, found[0], -(found[1] - found[0]).days


def middle(edtf: str | None) -> float | None:
    """The date's middle as a decimal year, for an axis."""
    found = days(edtf)
    return (decimal(found[0]) + decimal(found[1]) + 1 / 365.25) / 2 if found else None


def reach(edtf: str | None) -> tuple[float, float] | None:
    """The ends of a date that is longer than a year, as decimal years; None for shorter ones."""
    found = days(edtf)
    if not found or (found[1] - found[0]).days <= 366:
        return None
    return decimal(found[0]), decimal(found[1]) + 1 / 365.25


def month_of(edtf: str | None) -> str | None:
    """The month that the date surely lies in ("2024-03"), or None."""
    found = days(edtf)
    same = found and (found[0].year, found[0].month) == (found[1].year, found[1].month)
    return found[0].isoformat()[:7] if found and same else None


def year_of(edtf: str | None) -> int | None:
    """The year that the date surely lies in, or None."""
    found = days(edtf)
    return found[0].year if found and found[0].year == found[1].year else None


def decimal(day: date) -> float:
    """A day as a decimal year, for an axis."""
    return day.year + (day.timetuple().tm_yday - 1) / 365.25
