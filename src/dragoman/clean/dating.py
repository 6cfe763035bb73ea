"""When a text was published, as its metadata, its head or its address let one know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.model import Basis

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|"
        "sep sept september|oct october|nov november|dec december".split("|"),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
_FULL = [
    re.compile(
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE
    ),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?:,\s*|\s+){_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}\b"),
    re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}\b"),
]
_PARTIAL = [
    re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?!\s*[:,]?\s*\d)", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+{_MONTH}(?!\w)(?!\.?,?\s+\d{{4}})", re.IGNORECASE),
]
_COMPACT = re.compile(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{{4,6}}Z?)?")
_MONTH_ONLY = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d))?", re.ASCII)
_PATH = re.compile(
    rf"/{_YEAR}[/-](?P<month>\d{{1,2}}|[a-z]{{3,9}})(?:[/-](?P<day>\d{{1,2}}))?(?=[/-]|$)",
    re.IGNORECASE,
)
_PATH_COMPACT = re.compile(rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Dated:
    """A publication date in EDTF, how it came to be known, and how sure that is, 0 to 1."""

    date: str
    basis: Basis
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """A full date in a text and where it stands."""

    start: int
    end: int
    iso: str


def parsed(value: str) -> str | None:
    """The EDTF date of a field such as "2024-03-05T10:00Z" or "5 March 2024"; None if none."""
    value = value.strip()
    if found := next(dates(value), None):
        return found.iso
    if compact := _COMPACT.fullmatch(value):
        return _iso(compact)
    if part := _MONTH_ONLY.fullmatch(value):
        month = part.group("month")
        return value if month is None or 1 <= int(month) <= 12 else None
    return None


def dates(text: str) -> Iterator[Found]:
    """Every full date of a text, in order; 03/04/2021 counts only where it can mean one day."""
    found = [
        Found(match.start(), match.end(), iso)
        for pattern in _FULL
        for match in pattern.finditer(text)
        if (iso := _iso(match))
    ]
    yield from sorted(found, key=lambda f: (f.start, -f.end))


def in_address(url: str) -> str | None:
    """The date in the path of an address: the day, or the month where no more stands there."""
    path = re.sub(r"^\w+://[^/]*", "", url).split("?")[0]
    if found := _PATH.search(path):
        if found.group("day") and (iso := _iso(found)):
            return iso
        month = _number(found.group("month"))
        if month and 1 <= month <= 12:
            return f"{found.group('year')}-{month:02d}"
    return next((iso for m in _PATH_COMPACT.finditer(path) if (iso := _iso(m))), None)


def weighed(found: Dated, address: str | None, updated: Dated | None) -> Dated:
    """The date with the confidence that the page's address and its last change leave it."""
    if found.basis == Basis.GIVEN:
        return found
    confidence = found.confidence
    if address and found.basis != Basis.INFERRED:
        apart = _apart(found.date, address)
        confidence = max(confidence, 0.98) if apart == 0 else confidence - (0.1, 0.35)[apart - 1]
    if updated and updated.date[:10] < found.date[: len(updated.date)]:
        confidence -= 0.25
    return replace(found, confidence=round(confidence, 2))


def _apart(one: str, other: str) -> int:
    """0 for dates that agree to a day or the same month, 1 for those a month apart, 2 for more."""
    if len(one) >= 10 and len(other) >= 10:
        days = abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
        return 0 if days <= 1 else 1 if days <= 31 else 2
    return 0 if one.startswith(other) or other.startswith(one) else 2


def partial(text: str) -> Iterator[tuple[int, int, int]]:
    """Month and day of each date without a year, with its place: (place, month, day)."""
    found = []
    for pattern in _PARTIAL:
        for match in pattern.finditer(text):
            month, day = _number(match.group("month")), int(match.group("day"))
            if month and _real(2024, month, day):
                found.append((match.start(), month, day))
    yield from sorted(found)


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        if first == second or second > 12:
            month, day = first, second
        elif first > 12:
            month, day = second, first
        else:
            return None
    else:
        month, day = _number(groups["month"]) or 0, int(groups["day"])
    return f"{year:04d}-{month:02d}-{day:02d}" if _real(year, month, day) else None


def _number(month: str) -> int | None:
    return int(month) if month.isdigit() else MONTHS.get(month.lower())


def _real(year: int, month: int, day: int) -> bool:
    try:
        return FIRST_YEAR <= date(year, month, day).year <= LAST_YEAR
    except ValueError:
        return False


def nearest(day: tuple[int, int], around: Sequence[str]) -> str | None:
    """The date of that month and day within two months of one of the dates; None if none."""
    best: tuple[int, str] | None = None
    for iso in around:
        known = date.fromisoformat(iso)
        for year in (known.year - 1, known.year, known.year + 1):
            if _real(year, *day):
                distance = abs((date(year, *day) - known).days)
                if distance <= 62 and (best is None or distance < best[0]):
                    best = (distance, date(year, *day).isoformat())
    return best[1] if best else None
