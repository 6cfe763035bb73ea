"""Panels of pairs of states by month or year: counts and net scores, for R and pandas.

Rows come in order of time and are made one period after the other, so that a panel of any length
takes the memory of its fullest period.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, permutations, product

from dragoman.export.csv import csv_lines
from dragoman.export.days import span_of
from dragoman.export.knowledge import Knowledge
from dragoman.ledger.bounds import FIRST, LAST, bounds
from dragoman.model import Event, EventType, Status
from dragoman.query.rows import EventRow

_WIDTH = {"month": 7, "year": 4}  # how much of a day names its period
_KEY = ("source", "target", "source_cow", "target_cow", "year", "month")
_SUMS = ("events", "net_score", "goldstein", "disputed", "planned")
_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
Pair = tuple[str, str]
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a panel is like: its period, whether who acts counts, states alone or every party."""

    by: str = "month"
    directed: bool = True
    states_only: bool = True


@dataclass(slots=True)
class Frame:
    """The pairs and periods that a balanced panel has a row for."""

    pairs: set[Pair] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)


def columns(types: Iterable[EventType]) -> tuple[str, ...]:
    """The columns of a panel: two for each event type of the codebook after the sums."""
    names = [kind.value.lower() for kind in types]
    return (*_KEY, *_SUMS, *_QUADS, *(f"n_{n}" for n in names), *(f"score_{n}" for n in names))


def panel_lines(
    rows: Iterable[EventRow],
    known: Knowledge,
    shape: Shape,
    left_out: Counter[str],
    frame: Frame | None = None,
) -> Iterator[str]:
    """The panel as CSV; with a frame, pairs without an event have rows of zeros."""
    wanted = [c for c in columns(known.codebook.types) if c != "month" or shape.by == "month"]
    return csv_lines(panel_rows(rows, known, shape, left_out, frame), wanted)


def observed(
    rows: Iterable[EventRow],
    known: Knowledge,
    shape: Shape,
    since: str | None = None,
    until: str | None = None,
) -> Frame:
    """The frame of all pairs that have an event, over all periods from the first to the last.

    The first and last period are those asked for, where they were, else those that have an event.
    """
    frame, width = Frame(), _WIDTH[shape.by]
    seen: set[str] = set()
    for row in rows:
        period, pairs = _period(row.event, shape), _pairs(row.event, known, shape)
        if period and pairs:
            frame.pairs.update(pairs)
            seen.add(period)
    first, last = bounds(since)[0], bounds(until)[1]
    if seen:
        start = first[:width] if first and first != FIRST else min(seen)
        end = last[:width] if last and last != LAST else max(seen)
        frame.periods.update(_between(start, end))
    return frame


def panel_rows(
    rows: Iterable[EventRow],
    known: Knowledge,
    shape: Shape,
    left_out: Counter[str],
    frame: Frame | None = None,
) -> Iterator[Row]:
    """One row for each pair and period, in order of period and pair."""
    waiting = sorted(frame.periods) if frame else []
    for period, cells in _periods(rows, known, shape, left_out):
        while waiting and waiting[0] <= period:
            if (empty := waiting.pop(0)) < period:
                yield from _rows(empty, {}, known, shape, frame)
        yield from _rows(period, cells, known, shape, frame)
    for empty in waiting:
        yield from _rows(empty, {}, known, shape, frame)


def _periods(
    rows: Iterable[EventRow], known: Knowledge, shape: Shape, left_out: Counter[str]
) -> Iterator[tuple[str, dict[Pair, Counter[str]]]]:
    """The sums of each period that has any; events come in order of their first day."""
    current, cells = "", _cells()
    for row in rows:
        period = _period(row.event, shape)
        if period is None:
            left_out[f"not within one {shape.by}"] += 1
            continue
        pairs = _pairs(row.event, known, shape)
        if not pairs:
            left_out["not between two states" if shape.states_only else "with one party"] += 1
            continue
        if period != current:
            if cells:
                yield current, cells
            current, cells = period, _cells()
        for pair in pairs:
            _count(cells[pair], row.event, known)
    if cells:
        yield current, cells


def _cells() -> dict[Pair, Counter[str]]:
    return defaultdict(Counter)


def _period(event: Event, shape: Shape) -> str | None:
    """The month or year that the whole date lies in."""
    span, width = span_of(event.date), _WIDTH[shape.by]
    if span is None or span[0][:width] != span[1][:width]:
        return None
    return span[0][:width]


def _pairs(event: Event, known: Knowledge, shape: Shape) -> list[Pair]:
    """The pairs that an event is between; what all sides do alike counts both ways."""
    wanted = known.registry.facts if shape.states_only else None
    sources, targets = (
        sorted({c for c in side if wanted is None or c in wanted})
        for side in (event.sources, event.targets)
    )
    if event.symmetric:
        everyone = sorted({*sources, *targets})
        found = set(permutations(everyone, 2) if shape.directed else combinations(everyone, 2))
    else:
        found = {(a, b) for a, b in product(sources, targets) if a != b}
        if not shape.directed:
            found = {(min(pair), max(pair)) for pair in found}
    return sorted(found)


def _count(cell: Counter[str], event: Event, known: Knowledge) -> None:
    entry, kind = known.codebook.types[event.type], event.type.value.lower()
    scale = entry.scale(event.mode)
    cell.update(
        {
            "events": 1,
            "disputed": int(event.disputed),
            "planned": int(event.status in {Status.PLANNED, Status.PROPOSED}),
            _QUADS[entry.quad - 1]: 1,
            f"n_{kind}": 1,
        }
    )
    # Scores are halves and tenths: tenths are summed exactly, and the order cannot matter.
    cell["net_score"] += round(10 * scale.score)
    cell["goldstein"] += round(10 * scale.goldstein)
    cell[f"score_{kind}"] += round(10 * scale.score)


def _rows(
    period: str,
    cells: dict[Pair, Counter[str]],
    known: Knowledge,
    shape: Shape,
    frame: Frame | None,
) -> Iterator[Row]:
    empty = [p for p in (frame.pairs if frame else ()) if _exist(p, period, known)]
    for pair in sorted({*cells, *empty}):
        yield _row(pair, period, cells.get(pair, Counter()), known, shape)


def _row(pair: Pair, period: str, cell: Counter[str], known: Knowledge, shape: Shape) -> Row:
    cow = [fact.cow_number if (fact := known.registry.facts.get(c)) else None for c in pair]
    row: Row = dict(zip(_KEY, (*pair, *cow, period[:4]), strict=False))
    if shape.by == "month":
        row["month"] = period
    counted = {n: cell[n] for n in columns(known.codebook.types) if n not in _KEY}
    scored = [n for n in counted if n in {"net_score", "goldstein"} or n.startswith("score_")]
    return row | counted | {name: cell[name] / 10 for name in scored}


def _exist(pair: Pair, period: str, known: Knowledge) -> bool:
    """Whether both parties exist in a period, as far as the codebook dates them."""
    facts = (known.registry.facts.get(code) for code in pair)
    width = len(period)
    return all(
        (not fact.since or fact.since[:width] <= period)
        and (not fact.until or period <= fact.until[:width])
        for fact in facts
        if fact
    )


def _between(first: str, last: str) -> Iterator[str]:
    """All months or years from the first to the last."""
    if len(first) == _WIDTH["year"]:
        yield from (f"{year:04d}" for year in range(int(first), int(last) + 1))
        return
    start, end = (12 * int(p[:4]) + int(p[5:]) - 1 for p in (first, last))
    yield from (f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(start, end + 1))
