"""Series: figures of one measure, parties and unit, period after period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import floor, log10

from dragoman.merge.tellings import Counted
from dragoman.model import FigureKind, Point, Series, identifier

_NEVER = "9999-99-99"
_AT_LEAST = frozenset(
    {"more than", "over", "at least", "exceeding", "above", "upwards of", "minimum"}
)
_AT_MOST = frozenset({"less than", "under", "up to", "at most", "below", "maximum"})
_ABOUT = frozenset(
    {"about", "around", "almost", "nearly", "approximately", "some", "roughly", "close to"}
)
Key = tuple[str, tuple[str, ...], str | None]


def series(figures: Iterable[Counted]) -> tuple[Series, ...]:
    """The figures as series, in order of measure, parties and unit; points oldest first.

    Figures of one period that can all be right make one point; those that cannot are in conflict.
    """
    groups: dict[Key, list[Counted]] = defaultdict(list)
    for counted in sorted(figures, key=lambda c: (c.figure.id, c.document)):
        groups[key_of(counted)].append(counted)
    ordered = sorted(groups, key=lambda key: (key[0], key[1], key[2] or ""))
    return tuple(_series(key, groups[key]) for key in ordered)


def key_of(counted: Counted) -> Key:
    """What figures must share to stand in one series."""
    figure = counted.figure
    measure = " ".join(figure.measure.lower().split())
    return measure, tuple(sorted(set(figure.actors))), figure.unit


def _series(key: Key, group: Sequence[Counted]) -> Series:
    measure, actors, unit = key
    periods: dict[tuple[str | None, FigureKind], list[Counted]] = defaultdict(list)
    bounds: dict[str | None, tuple[str, str]] = {}
    for counted in group:
        figure = counted.figure
        periods[figure.period, figure.kind].append(counted)
        bounds[figure.period] = (counted.earliest or _NEVER, counted.latest or _NEVER)
    ordered = sorted(periods, key=lambda at: (*bounds[at[0]], at[0] or "", at[1]))
    points = (point for at in ordered for point in _points(at[0], at[1], periods[at]))
    return Series(identifier("series", *key), measure, actors, unit, tuple(points))


def _points(period: str | None, kind: FigureKind, told: Sequence[Counted]) -> list[Point]:
    """One point for each value that is told; values of an unknown period never contradict."""
    exact_first = sorted(
        told, key=lambda c: (-_digits(c.figure.value), c.figure.value, c.figure.id)
    )
    groups: list[list[Counted]] = []
    for counted in exact_first:
        fitting = [g for g in groups if _agree(g[0], counted)]
        if fitting and period is not None:
            fitting[0].append(counted)
        elif same := [g for g in groups if g[0].figure.value == counted.figure.value]:
            same[0].append(counted)
        else:
            groups.append([counted])
    conflict = period is not None and len(groups) > 1
    return [
        Point(
            period=period,
            value=group[0].figure.value,
            kind=kind,
            figures=tuple(sorted(c.figure.id for c in group)),
            modifier=group[0].figure.modifier,
            conflict=conflict,
        )
        for group in sorted(groups, key=lambda g: g[0].figure.value)
    ]


def _agree(one: Counted, other: Counted) -> bool:
    """Whether both can be right: equal when rounded alike, or within "more than" or "almost"."""
    mine, yours = one.figure, other.figure
    if mine.value == yours.value or _rounds_to(mine.value, yours.value):
        return True
    return _within(mine.value, yours.value, yours.modifier) or _within(
        yours.value, mine.value, mine.modifier
    )


def _rounds_to(value: float, rounded: float) -> bool:
    if not value or not rounded or value * rounded < 0 or _digits(rounded) > _digits(value):
        return False
    # Writers cut as well as round: 85.9 million is told as 85 million too.
    step = 10.0 ** (floor(log10(abs(rounded))) - _digits(rounded) + 1)
    return -step / 2 <= value - rounded < step


def _within(value: float, limit: float, modifier: str | None) -> bool:
    said = (modifier or "").lower()
    if said in _AT_LEAST:
        return limit <= value <= 1.25 * limit
    if said in _AT_MOST:
        return 0.8 * limit <= value <= limit
    return said in _ABOUT and abs(value - limit) <= 0.05 * abs(limit)


def _digits(value: float) -> int:
    """How many digits say something: 2 for 85,000,000."""
    return len(f"{value:.15g}".split("e")[0].replace(".", "").replace("-", "").strip("0")) or 1
