"""Series: figures of one measure, parties and unit, period after period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import floor, log10

from dragoman.merge.reckoning import (
    CORRECTED,
    DERIVED,
    Reckoned,
    digits,
    is_ahead,
    reckoned,
    rounded,
)
from dragoman.merge.tellings import Counted
from dragoman.merge.versions import newest
from dragoman.model import FigureKind, Point, Series, identifier

_NEVER = "9999-99-99"
_PERCENT = "percent"
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
    What an outlet corrected in a later version of its story stands as a point of its own.
    A level and a change make the level of another period: it stands as a derived point where nobody
    tells that level, and where what is told cannot be right beside it, both are in conflict.
    """
    groups: dict[Key, list[Counted]] = defaultdict(list)
    for counted in sorted(figures, key=lambda c: (c.figure.id, c.document)):
        groups[key_of(counted)].append(counted)
    ordered = sorted(groups, key=lambda key: (key[0], key[1], key[2] or ""))
    changes: dict[tuple[str, tuple[str, ...]], list[Counted]] = defaultdict(list)
    for key in ordered:
        changes[key[:2]] += [c for c in groups[key] if c.figure.kind is FigureKind.CHANGE_PCT]
    return tuple(_series(key, groups[key], changes[key[:2]]) for key in ordered)


def key_of(counted: Counted) -> Key:
    """What figures must share to stand in one series."""
    figure = counted.figure
    measure = " ".join(figure.measure.lower().split())
    return measure, tuple(sorted(set(figure.actors))), figure.unit


def _series(key: Key, group: Sequence[Counted], changes: Sequence[Counted]) -> Series:
    measure, actors, unit = key
    periods: dict[tuple[str | None, FigureKind, bool], list[Counted]] = defaultdict(list)
    for counted in group:
        figure = counted.figure
        periods[figure.period, figure.kind, is_ahead(figure.modifier)].append(counted)
    points = [point for at, told in periods.items() for point in _points(at[0], at[1], told)]
    points = _with_derived(points, _standing(periods.values(), group), changes)
    points.sort(key=lambda p: (*_bounds(p.period, group), p.period or "", p.kind, p.value))
    return Series(identifier("series", *key), measure, actors, unit, tuple(points))


def _standing(periods: Iterable[Sequence[Counted]], group: Sequence[Counted]) -> list[Counted]:
    """The figures without those that their outlet corrected."""
    kept = {id(counted) for told in periods for counted in newest(told)}
    return [counted for counted in group if id(counted) in kept]


def _bounds(period: str | None, group: Sequence[Counted]) -> tuple[str, str]:
    """The first and last day of a period; a derived one is as long as its name says."""
    for counted in group:
        if counted.figure.period == period:
            return counted.earliest or _NEVER, counted.latest or _NEVER
    first, _, last = (period or _NEVER).partition("/")
    return f"{first}-01-01"[:10], f"{last or first}-12-31"[:10]


def _with_derived(
    points: Sequence[Point], group: Sequence[Counted], changes: Sequence[Counted]
) -> list[Point]:
    """The points with the levels that follow from others by the changes told."""
    levels = [
        c
        for c in group
        if c.figure.kind is FigureKind.LEVEL
        and c.figure.unit != _PERCENT
        and not is_ahead(c.figure.modifier)
    ]
    own = [c for c in group if c.figure.kind is FigureKind.CHANGE_ABS]
    told = [c for c in (*changes, *own) if not is_ahead(c.figure.modifier)] if levels else []
    made, against = list(points), dict[str, Reckoned]()
    for found in reckoned(levels, told):
        there = [c for c in levels if c.figure.period == found.period]
        if there and any(found.allows(c) for c in there):
            continue
        made.append(_derived(found, conflict=bool(there)))
        against.update({c.figure.id: found for c in there})
    return [
        replace(p, conflict=True) if any(id_ in against for id_ in p.figures[:1]) else p
        for p in _once(made)
    ]


def _derived(found: Reckoned, *, conflict: bool) -> Point:
    return Point(
        period=found.period,
        value=rounded(found.value),
        kind=FigureKind.LEVEL,
        figures=tuple(sorted(found.figures)),
        modifier=DERIVED,
        conflict=conflict,
    )


def _once(points: Sequence[Point]) -> list[Point]:
    """The points, each value of a period derived once."""
    seen: dict[tuple[object, ...], Point] = {}
    for point in points:
        key = (point.period, point.kind, point.value, point.modifier)
        seen.setdefault(key if point.modifier == DERIVED else (*key, point.figures), point)
    return list(seen.values())


def _points(period: str | None, kind: FigureKind, every: Sequence[Counted]) -> list[Point]:
    """One point for each value that is told; values of an unknown period never contradict."""
    told = newest(every) if period is not None else list(every)
    exact_first = sorted(told, key=lambda c: (-digits(c.figure.value), c.figure.value, c.figure.id))
    groups: list[list[Counted]] = []
    for counted in exact_first:
        fitting = [g for g in groups if _agree(g[0], counted)]
        if fitting and period is not None:
            fitting[0].append(counted)
        elif same := [g for g in groups if g[0].figure.value == counted.figure.value]:
            same[0].append(counted)
        else:
            groups.append([counted])
    corrected = _corrected(every, told, groups)
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
    ] + [
        Point(period, value, kind, tuple(sorted(ids)), CORRECTED)
        for value, ids in sorted(corrected.items())
    ]


def _corrected(
    every: Sequence[Counted], told: Sequence[Counted], groups: Sequence[list[Counted]]
) -> dict[float, list[str]]:
    """Figures of earlier versions by value; those that are told still go to their group."""
    found: dict[float, list[str]] = defaultdict(list)
    standing = {id(counted) for counted in told}
    for counted in every:
        if id(counted) in standing:
            continue
        same = [group for group in groups if _agree(group[0], counted)]
        if same:
            same[0].append(counted)
        else:
            found[counted.figure.value].append(counted.figure.id)
    return found


def _agree(one: Counted, other: Counted) -> bool:
    """Whether both can be right: equal when rounded alike, or within "more than" or "almost"."""
    mine, yours = one.figure, other.figure
    if mine.value == yours.value or _rounds_to(mine.value, yours.value):
        return True
    return _within(mine.value, yours.value, yours.modifier) or _within(
        yours.value, mine.value, mine.modifier
    )


def _rounds_to(value: float, rounded: float) -> bool:
    if not value or not rounded or value * rounded < 0 or digits(rounded) > digits(value):
        return False
    # Writers cut as well as round: 85.9 million is told as 85 million too.
    step = 10.0 ** (floor(log10(abs(rounded))) - digits(rounded) + 1)
    return -step / 2 <= value - rounded < step


def _within(value: float, limit: float, modifier: str | None) -> bool:
    said = (modifier or "").lower()
    if said in _AT_LEAST:
        return limit <= value <= 1.25 * limit
    if said in _AT_MOST:
        return 0.8 * limit <= value <= limit
    return said in _ABOUT and abs(value - limit) <= 0.05 * abs(limit)
