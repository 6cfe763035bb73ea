"""Cooperation and conflict over time: the scores of acts that took place, summed by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Event, Status
from dragoman.present.calendar import month_of, year_of

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: the sum of cooperative scores, of conflictual ones, and how many acts each."""

    period: str
    cooperation: float = 0.0
    conflict: float = 0.0
    cooperative: int = 0
    conflictual: int = 0

    @property
    def net(self) -> float:
        """Cooperation less conflict."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class Balance:
    """The bars without gaps, by month, year or decade, and how many acts could not be placed."""

    unit: str
    bars: tuple[Bar, ...]
    left_out: int


def balance(events: Iterable[Event], scores: Mapping[str, float]) -> Balance:
    """Sum the scores by month if all acts lie within two years, by decade if beyond sixty."""
    happened = [e for e in events if e.status in HAPPENED]
    scored = [e for e in happened if e.id in scores and year_of(e.date)]
    unit = _unit(scored)
    sums: dict[str, list[float]] = defaultdict(list)
    for e in scored:
        sums[_period(e.date, unit)].append(scores[e.id])
    bars = tuple(_bar(period, sums.get(period, [])) for period in _periods(sorted(sums), unit))
    return Balance(unit, bars, len(happened) - len(scored))


def _unit(scored: Sequence[Event]) -> str:
    months = [m for e in scored if (m := month_of(e.date))]
    if months and len(months) == len(scored) and _months(min(months), max(months)) <= 24:
        return "month"
    years = [year_of(e.date) or 0 for e in scored]
    return "decade" if years and max(years) - min(years) > MOST_YEARS else "year"


def _period(date: str | None, unit: str) -> str:
    if unit == "month":
        return month_of(date) or ""
    year = f"{year_of(date):04}"
    return f"{year[:3]}X" if unit == "decade" else year


def _bar(period: str, scores: list[float]) -> Bar:
    up, down = [s for s in scores if s > 0], [s for s in scores if s < 0]
    return Bar(period, sum(up), sum(down), len(up), len(down))


def _periods(found: list[str], unit: str) -> list[str]:
    """All periods from the first to the last, also those without acts."""
    if not found:
        return []
    first, last = found[0], found[-1]
    if unit == "year":
        return [f"{y:04}" for y in range(int(first), int(last) + 1)]
    if unit == "decade":
        return [f"{d:03}X" for d in range(int(first[:3]), int(last[:3]) + 1)]
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    whole = range(start, start + _months(first, last) + 1)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in whole]


def _months(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
