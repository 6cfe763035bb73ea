"""Levels from changes: what "up 12 percent on 2019" comes to, and whether what is told agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from dragoman.merge.tellings import Counted
from dragoman.model import FigureKind

DERIVED = "derived"
CORRECTED = "formerly"  # what an outlet told before it corrected its story
_YEAR = re.compile(r"(\d{4})((?:-\d\d){0,2})$")
_MORE = frozenset(
    {"more than", "over", "at least", "exceeding", "above", "upwards of", "well over"}
)
_LESS = frozenset(
    {"less than", "under", "up to", "at most", "below", "almost", "nearly", "close to"}
)
_ABOUT = frozenset({"about", "around", "approximately", "some", "roughly"})
_SLACK = 0.1  # how far "about" and "more than" may be from the number


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A level that follows from another and a change: its least and greatest value, and whence."""

    period: str
    low: float
    high: float
    value: float
    figures: tuple[str, str]

    def allows(self, counted: Counted) -> bool:
        """Whether a level that is told can be right beside this one."""
        low, high = limits(counted.figure.value, counted.figure.modifier)
        return low <= self.high and self.low <= high


def reckoned(levels: Sequence[Counted], changes: Iterable[Counted]) -> Iterator[Reckoned]:
    """The levels before and after each change of which the other end is known."""
    for change in changes:
        ends = span_of(change.figure.period)
        if ends is None or change.figure.value <= -100:
            continue
        first, last = ends
        yield from (_moved(level, change, last) for level in _at(levels, first))
        yield from (_moved(level, change, first, back=True) for level in _at(levels, last))


def is_ahead(modifier: str | None) -> bool:
    """Whether an amount is only planned or proposed."""
    return (modifier or "").split(",")[0] in {"planned", "proposed"}


def span_of(period: str | None) -> tuple[str, str] | None:
    """The two periods that a change lies between: "2021" is a change on 2020."""
    first, _, last = (period or "").partition("/")
    found, end = _YEAR.match(first), _YEAR.match(last)
    if found and not last:
        return f"{int(found[1]) - 1:04}{found[2]}", first
    if not found or not end:
        return None
    if found[1] != end[1]:
        return first, last
    return f"{_before(found)}/{_before(end)}", f"{first}/{last}"


def _before(period: re.Match[str]) -> str:
    return f"{int(period[1]) - 1:04}{period[2]}"


def _at(levels: Sequence[Counted], period: str) -> list[Counted]:
    return [c for c in levels if c.figure.period == period]


def _moved(level: Counted, change: Counted, period: str, *, back: bool = False) -> Reckoned:
    low, high = limits(level.figure.value, level.figure.modifier)
    least, most = limits(change.figure.value, change.figure.modifier)
    value, moved = level.figure.value, change.figure.value
    ids = (level.figure.id, change.figure.id)
    if change.figure.kind is FigureKind.CHANGE_ABS:
        sign = -1 if back else 1
        ends = [end + sign * by for end in (low, high) for by in (least, most)]
        return Reckoned(period, min(ends), max(ends), value + sign * moved, ids)
    factors = [max(1 + by / 100, 1e-9) for by in (least, most)]
    by = 1 + moved / 100
    ends = [end / f if back else end * f for end in (low, high) for f in factors]
    return Reckoned(period, min(ends), max(ends), value / by if back else value * by, ids)


def limits(value: float, modifier: str | None) -> tuple[float, float]:
    """Within which values a rounded number with its "about" or "more than" may lie."""
    said = (modifier or "").rpartition(", ")[2].lower()
    half = 0.5 * 10.0 ** (floor(log10(abs(value))) - digits(value) + 1) if value else 0.0
    low, high = abs(value) - half, abs(value) + half
    if said in _MORE | _ABOUT:
        high = max(high, abs(value) * (1 + _SLACK))
    if said in _LESS | _ABOUT:
        low = min(low, abs(value) * (1 - _SLACK))
    return (low, high) if value >= 0 else (-high, -low)


def digits(value: float) -> int:
    """How many digits say something: 2 for 85,000,000."""
    return len(f"{value:.15g}".split("e")[0].replace(".", "").replace("-", "").strip("0")) or 1


def rounded(value: float, figures: int = 3) -> float:
    """The value with so many digits that say something: what is reckoned is no surer."""
    return float(f"{value:.{figures}g}")
