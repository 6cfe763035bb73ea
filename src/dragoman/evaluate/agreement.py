"""How far two codings of events agree, by pair, type and month.

The unit is one pair, one day, one type: what a coder tells of it several times counts once, since
coders differ most in how often they repeat themselves. Units of the two are matched one to one
within a window of days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product

from dragoman.evaluate.codings import Coding
from dragoman.model import EventType

Pair = tuple[str, str]
Key = tuple[Pair, str]


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """One pair, one day, one type."""

    pair: Pair
    day: int
    type: EventType

    @property
    def month(self) -> str:
        """The month that the day lies in."""
        return date.fromordinal(self.day).isoformat()[:7]


@dataclass(frozen=True, slots=True)
class Row:
    """Units of the one, of the other, and of both, under one heading."""

    key: str
    one: int
    other: int
    both: int

    @property
    def f1(self) -> float:
        """The harmonic mean of the shares of each that the other has too; 0 when there are none."""
        return 2 * self.both / (self.one + self.other) if self.one + self.other else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """The tables: levels of strictness, types, pairs, months; and what chance does not explain.

    `kappa` is Cohen's over the types of pair-days that both have, `kappa_quad` over quad classes,
    `correlation` Pearson's of the numbers of units by pair and month.
    """

    since: str
    until: str
    levels: tuple[Row, ...]
    types: tuple[Row, ...]
    pairs: tuple[Row, ...]
    months: tuple[Row, ...]
    kappa: float | None
    kappa_quad: float | None
    correlation: float | None


def compare(
    one: Iterable[Coding], other: Iterable[Coding], *, window: int = 1, directed: bool = False
) -> Agreement | None:
    """How far two codings agree over the days that both cover; None when they share none."""
    left, right = _units(one, directed), _units(other, directed)
    if not left or not right:
        return None
    first = max(min(u.day for u in side) for side in (left, right))
    last = min(max(u.day for u in side) for side in (left, right))
    if first > last:
        return None
    a, b = (sorted(u for u in side if first <= u.day <= last) for side in (left, right))
    both = _matched(a, b, window, lambda u: u.type.value)
    paired = list(_aligned(a, b, window))
    quads = [(str(x.quad), str(y.quad)) for x, y in paired]
    return Agreement(
        since=date.fromordinal(first).isoformat(),
        until=date.fromordinal(last).isoformat(),
        levels=_levels(a, b, both, window),
        types=_table(a, b, both, lambda u: u.type.value),
        pairs=_table(a, b, both, lambda u: "-".join(u.pair)),
        months=_table(a, b, both, lambda u: u.month),
        kappa=kappa(paired),
        kappa_quad=kappa(quads),
        correlation=_correlation(a, b),
    )


def _units(codings: Iterable[Coding], directed: bool) -> set[Unit]:
    found: set[Unit] = set()
    for coding in codings:
        day = date.fromisoformat(coding.day).toordinal()
        found.update(Unit(pair, day, coding.type) for pair in _pairs(coding, directed))
    return found


def _pairs(coding: Coding, directed: bool) -> Iterator[Pair]:
    """Who acts on whom; parties on one side only act with each other."""
    across = list(product(coding.sources, coding.targets))
    for a, b in across or permutations(coding.sources | coding.targets, 2):
        if a != b:
            yield (a, b) if directed else (min(a, b), max(a, b))


def _levels(a: list[Unit], b: list[Unit], both: list[Unit], window: int) -> tuple[Row, ...]:
    """From the pair and day alone to the type: how much is lost with each step."""
    steps: dict[str, Callable[[Unit], str]] = {
        "pair and day": lambda _: "",
        "… and quad class": lambda u: str(u.type.quad),
    }
    rows = []
    for name, kind in steps.items():
        left, right = (len({(u.pair, u.day, kind(u)) for u in side}) for side in (a, b))
        rows.append(Row(name, left, right, len(_matched(a, b, window, kind))))
    return (*rows, Row("… and type", len(a), len(b), len(both)))


def _matched(
    a: Sequence[Unit], b: Sequence[Unit], window: int, kind: Callable[[Unit], str]
) -> list[Unit]:
    """Units of the first that the second has too, each matched once, the earliest first."""
    days: dict[Key, list[int]] = defaultdict(list)
    for unit in b:
        known = days[unit.pair, kind(unit)]
        if not known or known[-1] != unit.day:
            known.append(unit.day)
    found, seen = [], set()
    for unit in a:
        if (at := (unit.pair, kind(unit), unit.day)) in seen:
            continue
        seen.add(at)
        waiting = days.get((unit.pair, kind(unit)), [])
        while waiting and waiting[0] < unit.day - window:
            waiting.pop(0)
        if waiting and waiting[0] <= unit.day + window:
            waiting.pop(0)
            found.append(unit)
    return found


def _aligned(
    a: Sequence[Unit], b: Sequence[Unit], window: int
) -> Iterator[tuple[EventType, EventType]]:
    """The types that both give to a pair-day: equal ones first, the others in order."""
    types: dict[tuple[Pair, int], list[EventType]] = defaultdict(list)
    for unit in b:
        types[unit.pair, unit.day].append(unit.type)
    mine: dict[tuple[Pair, int], list[EventType]] = defaultdict(list)
    for unit in a:
        mine[unit.pair, unit.day].append(unit.type)
    for (pair, day), left in sorted(mine.items()):
        near = sorted(range(-window, window + 1), key=lambda d: (abs(d), d))
        at = next((k for d in near if types.get(k := (pair, day + d))), None)
        if at is not None:
            yield from _paired(left, types.pop(at))


def _paired(left: list[EventType], right: list[EventType]) -> Iterator[tuple[EventType, EventType]]:
    same = sorted(set(left) & set(right))
    yield from ((kind, kind) for kind in same)
    rest = ([kind for kind in side if kind not in same] for side in (left, right))
    yield from zip(*rest, strict=False)


def _table(
    a: Iterable[Unit], b: Iterable[Unit], both: Iterable[Unit], key: Callable[[Unit], str]
) -> tuple[Row, ...]:
    counts = [Counter(map(key, units)) for units in (a, b, both)]
    keys = sorted({*counts[0], *counts[1]})
    return tuple(Row(name, *(count[name] for count in counts)) for name in keys)


def kappa(paired: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: agreement beyond chance; None when there is nothing to agree about."""
    total = len(paired)
    if not total:
        return None
    left, right = Counter(x for x, _ in paired), Counter(y for _, y in paired)
    chance = sum(left[k] * right[k] for k in left) / total**2
    agreed = sum(x == y for x, y in paired) / total
    return (agreed - chance) / (1 - chance) if chance < 1 else None


def _correlation(a: Iterable[Unit], b: Iterable[Unit]) -> float | None:
    left, right = (Counter((u.pair, u.month) for u in side) for side in (a, b))
    keys = sorted({*left, *right})
    xs, ys = [left[k] for k in keys], [right[k] for k in keys]
    x, y = (sum(values) / len(keys) for values in (xs, ys))
    spread = [sum((v - m) ** 2 for v in values) for values, m in ((xs, x), (ys, y))]
    if not spread[0] or not spread[1]:
        return None
    shared = sum((p - x) * (q - y) for p, q in zip(xs, ys, strict=True))
    return float(shared / (spread[0] * spread[1]) ** 0.5)
