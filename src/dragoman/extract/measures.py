"""What a quantity measures, and whether that is a matter between states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.measures import Measure, Measures
from dragoman.codebook.units import MONEY
from dragoman.extract.counted import Counted
from dragoman.extract.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Measured:
    """The name of a measure; `relational` when such a number concerns states by itself."""

    name: str
    relational: bool
    distance: int = 0


def measured(
    clause: str, start: int, end: int, quantity: Quantity, noun: Counted | None, measures: Measures
) -> Measured | None:
    """The measure of the number at `start`..`end` of its clause; None when nothing names one."""
    if quantity.dimension == "time":
        return _lasting(clause, start, end, measures)
    if quantity.dimension in {None, "people", "count", "times"}:
        return _of_count(clause, start, noun, measures, quantity)
    return _nearest(clause, start, end, quantity.dimension, measures)


def _lasting(clause: str, start: int, end: int, measures: Measures) -> Measured | None:
    found = _near(measures.lasting.finditer(clause), start, end)
    if found is None or found[0] > 60:
        return None
    word = found[1][0].lower()
    return Measured("duration", True, found[0]) if word else None


def _of_count(
    clause: str, start: int, noun: Counted | None, measures: Measures, quantity: Quantity
) -> Measured | None:
    act = _near(measures.act_words.finditer(clause), start, start)
    acted = measures.acts[act[1][0].lower()] if act else None
    unit = noun.unit if noun else (quantity.unit or "")
    kind = measures.counted.get(unit)
    if kind is None and noun is not None and unit in measures.designations.values():
        kind = "arms"
    if acted in {"casualties", "prisoners", "expulsions", "refugees"} and _is_person(kind, unit):
        return Measured(acted, True, act[0] if act else 0)
    if kind is not None:
        return Measured(kind, kind not in {"persons", "members", "projects"} or acted is not None)
    if unit == "times" and acted:
        return Measured(acted if acted != "repetition" else "occasions", True)
    return Measured(unit, acted is not None) if unit else None


def _is_person(kind: str | None, unit: str) -> bool:
    people = {
        "persons",
        "personnel",
        "expulsions",
        "prisoners",
        "refugees",
        "casualties",
        "sanctions",
    }
    return unit == "people" or kind in people


def _nearest(
    clause: str, start: int, end: int, dimension: str | None, measures: Measures
) -> Measured | None:
    best: tuple[int, Measure] | None = None
    for match in measures.words.finditer(clause):
        distance = _distance(clause, match, start, end)
        for measure in measures.named[match[0].lower()]:
            if dimension in measure.dimensions and (best is None or distance < best[0]):
                best = (distance, measure)
    if best is None:
        return Measured("amount", False) if dimension == MONEY else None
    return Measured(best[1].name, best[1].relational, best[0])


def _near(
    matches: Iterator[re.Match[str]], start: int, end: int
) -> tuple[int, re.Match[str]] | None:
    gaps = [(max(m.start() - end, start - m.end(), 0), m) for m in matches]
    return min(gaps, key=lambda pair: (pair[0], pair[1].start()), default=None)


def _distance(clause: str, match: re.Match[str], start: int, end: int) -> int:
    """Characters between word and number; what stands between them in another phrase counts more."""
    between = clause[match.end() : start] if match.end() <= start else clause[end : match.start()]
    return len(between) + 25 * (between.count(",") + between.count(" and "))
