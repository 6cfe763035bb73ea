"""Series for the terminal: every value with a bar, changes and goals in their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.merge.reckoning import DERIVED, is_ahead
from dragoman.model import FigureKind, Point, Series
from dragoman.present.calendar import order
from dragoman.present.inert import one_line
from dragoman.present.table import width_of
from dragoman.present.words import date_words, hedged, listed

_BAR, _RECKONED, _GOAL = "█", "▒", "░"
_ON_AN_AXIS = frozenset({FigureKind.LEVEL, FigureKind.COUNT})
_LONGEST = 40  # characters of the longest bar


def trend_text(found: Iterable[Series], width: int = 100) -> Iterator[str]:
    """The series one after the other, each value on a line of its own with a bar."""
    for series in found:
        unit = f", in {series.unit}" if series.unit else ""
        yield one_line(f"{series.measure}: {listed(series.actors)}{unit}") + "\n"
        yield from (f"  {line}\n" for line in _lines(series, width - 2))
        yield "\n"


def _lines(series: Series, width: int) -> list[str]:
    points = sorted(series.points, key=lambda p: (order(p.period), p.kind, p.value))
    rows = [(_when(p), _words(p, series.unit), p) for p in points]
    first = max(width_of(when) for when, _, _ in rows)
    second = max(width_of(words) for _, words, _ in rows)
    room = min(_LONGEST, max(5, width - first - second - 18))
    most = max((abs(p.value) for p in points if p.kind in _ON_AN_AXIS), default=0.0)
    return [
        f"{when:<{first}}  {words:>{second}}  {_bar(p, most, room)}".rstrip()
        for when, words, p in rows
    ]


def _when(point: Point) -> str:
    return date_words(point.period) if point.period else "period unknown"


def _words(point: Point, unit: str | None) -> str:
    return one_line(hedged(point.modifier, point.value, unit, point.kind))


def _bar(point: Point, most: float, room: int) -> str:
    drawn = ""
    if most and point.kind in _ON_AN_AXIS:
        mark = _GOAL if is_ahead(point.modifier) else _BAR
        mark = _RECKONED if point.modifier == DERIVED else mark
        drawn = mark * max(1, round(abs(point.value) / most * room))
    return f"{drawn} contradicted" if point.conflict else drawn
