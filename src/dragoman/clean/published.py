"""A plain text's publication date from the lines around its body; teasers' dates are not its."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from dragoman.clean.captions import pictured
from dragoman.clean.dating import Dated, dates, in_address, nearest, partial
from dragoman.clean.units import Unit
from dragoman.model import Basis

_LABEL = re.compile(
    r"\b(?:published|posted|publication date|date|issued|released|first published)\b", re.IGNORECASE
)
_CHANGE = re.compile(r"\b(?:updated|modified|edited|revised)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:scraped|crawled|accessed|retrieved|fetched|archived|captured|timestamp|copyright)\b|©",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d")
# "ACCRA, March 3 (Agency) -", "Accra – 3 March 2021 –"
DATELINE = re.compile(
    r"^[\"“(]?(?:[A-Z][\w.'’-]*[ ,/]+){1,6}[(–—-]*\s*(?=\w{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\w{3,9})"
    r"(?P<day>[\w., ]{4,22}?)"
    r"\s*(?:\([^)]{2,40}\)|[/|][A-Z][\w ]{1,20}[/|])?\s*(?:--|[-–—:])"
)
REACH = 14  # lines above the body in which its date is looked for
FOOT = 3  # lines below the body, where only a labelled date counts


def stated(
    units: Sequence[Unit], body: tuple[tuple[int, int], ...], url: str | None
) -> Dated | None:
    """The date that the text states of itself, or what can be inferred with the address."""
    start, end = (body[0][0], body[-1][1]) if body else (0, 0)
    above = [_until(unit, start) for unit in units if unit.start < start][-REACH:]
    below = [unit for unit in units if unit.start >= end][:FOOT]
    if found := _above(above):
        return found
    if day := _labelled(below, _LABEL):
        return Dated(day, Basis.STATED, 0.85)
    opening = next((unit.text for unit in units if unit.end > start), "")
    address = in_address(url) if url else None
    if line := DATELINE.match(opening[:200]):
        if full := next(dates(line.group("day")), None):
            return Dated(full.iso, Basis.STATED, 0.9)
        known = [address] if address and len(address) == 10 else _elsewhere(units, start, end)
        for _, month, day_of_month in partial(line.group("day")):
            if near := nearest((month, day_of_month), known):
                return Dated(near, Basis.STATED, 0.8)
    if address:
        return Dated(address, Basis.INFERRED, 0.9 if len(address) == 10 else 0.8)
    return pictured(units, body) or _month(units, body)


def changed(units: Sequence[Unit], body: tuple[tuple[int, int], ...]) -> Dated | None:
    """The date of the last change that the lines around the body tell."""
    start, end = body[0][0], body[-1][1]
    above = [_until(unit, start) for unit in units if unit.start < start][-REACH:]
    below = [unit for unit in units if unit.start >= end][:FOOT]
    days = [day for unit in (*above, *below) if (day := _labelled([unit], _CHANGE))]
    return Dated(max(days), Basis.STATED) if days else None


def _until(unit: Unit, end: int) -> Unit:
    """The part of a unit that stands above the body, where the body begins within it."""
    if unit.end <= end:
        return unit
    first = max(unit.start, end - 120)
    return Unit(first, end, unit.text[first - unit.start : end - unit.start])


def _above(units: Sequence[Unit]) -> Dated | None:
    """The nearest date above the body; one that a label calls the publication's goes first."""
    first: str | None = None
    changed: str | None = None
    for unit in reversed(units):
        if len(unit.text) > 200 or _OTHER.search(unit.text):
            continue
        for found in dates(unit.text):
            before = unit.text[: found.start]
            if _LABEL.search(before):
                return Dated(found.iso, Basis.STATED, 0.95)
            if _CHANGE.search(before):
                changed = changed or found.iso
            else:
                first = first or found.iso
                break
    if day := first or changed:
        return Dated(day, Basis.STATED, 0.9 if first else 0.7)
    return None


def _labelled(units: Sequence[Unit], label: re.Pattern[str]) -> str | None:
    """A date below the body that a label calls its own, or that a clock time follows at once."""
    for i, unit in enumerate(units):
        if len(unit.text) >= 120:
            continue
        for found in dates(unit.text):
            stamped = label is _LABEL and i == 0 and found.start < 12 and _CLOCK.search(unit.text)
            if stamped or label.search(unit.text[: found.start]):
                return found.iso
            if label is _LABEL:
                break
    return None


def _elsewhere(units: Sequence[Unit], start: int, end: int) -> list[str]:
    """Full dates outside the body: of teasers, of the page itself."""
    return [
        found.iso
        for unit in units
        if (unit.end <= start or unit.start >= end) and not _OTHER.search(unit.text)
        for found in dates(unit.text)
    ]


def _month(units: Sequence[Unit], body: tuple[tuple[int, int], ...]) -> Dated | None:
    """The month, where a day without a year in the body lies near a full date beside it."""
    if not body:
        return None
    starts = [start for start, _ in body]
    inside: list[Unit] = []
    known: list[str] = []
    for unit in units:
        at = bisect_right(starts, unit.end - 1) - 1
        if at >= 0 and unit.start < body[at][1]:
            inside.append(unit)
        elif not _OTHER.search(unit.text):
            known.extend(found.iso for found in dates(unit.text))
    if not known:
        return None
    latest = max(known)
    for unit in inside[:4]:
        for _, month, day in partial(unit.text):
            found = nearest((month, day), [latest])
            if found and abs(_days(found, latest)) <= 31:
                return Dated(max(found, latest)[:7], Basis.INFERRED, 0.6)
    return None


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days
