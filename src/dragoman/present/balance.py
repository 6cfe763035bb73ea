"""Cooperation and conflict over time: the scores of acts that took place, summed by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Event, Status
from dragoman.present.calendar import month_of, year_of

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
LONGEST = 60


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
    """The bars without gaps, by month or year, and how many acts had no score or no such date."""

    unit: str
    bars: tuple[Bar, ...]
    left_out: int


def balance(events: Iterable[Event], scores: Mapping[str, float]) -> Balance:
    """Sum the scores by month if all acts lie within two years, else by year."""
    happened = [e for e in events if e.status in HAPPENED]
    scored = [e for e in happened if e.id in scores and year_of(e.date)]
    months = [m for e in scored if (m := month_of(e.date))]
    short = len(months) == len(scored) and months and _months(min(months), max(months)) <= 24
    unit = "month" if short else "year"
    sums: dict[str, list[float]] = defaultdict(list)
    for e in scored:
        sums[(month_of(e.date) if short else str(year_of(e.date))) or ""].append(scores[e.id])
    bars = tuple(_bar(period, sums.get(period, [])) for period in _periods(sorted(sums), unit))
    return Balance(unit, bars, len(happened) - len(scored))


def _bar(period: str, scores: list[float]) -> Bar:
    up, down = [s for s in scores if s > 0], [s for s in scores if s < 0]
    return Bar(period, sum(up), sum(down), len(up), len(down))


def _periods(found: list[str], unit: str) -> list[str]:
    """All periods from first to last; only those with acts where the stretch is very long."""
    if not found:
        return []
    if unit == "year":
        whole = [str(y) for y in range(int(found[0]), int(found[-1]) + 1)]
    else:
        first, count = found[0], _months(found[0], found[-1])
        start = int(first[:4]) * 12 + int(first[5:]) - 1
        whole = [f"{n // 12}-{n % 12 + 1:02}" for n in range(start, start + count + 1)]
    return whole if len(whole) <= LONGEST else found


def _months(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
