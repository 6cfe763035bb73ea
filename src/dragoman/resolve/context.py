"""What a date hangs on, what it comes to, and the parts of a phrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.codebook.times import Value
from dragoman.resolve.calendar import Moment, moved, stretch

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative date hangs on: the day of publication, the date told last, and the tense.

    `near` is the date told last where that was in this sentence or the one before. `direction` is
    -1 for what is told as past, 1 for the future, 0 when the grammar does not say.
    """

    published: Moment | None = None
    told: Moment | None = None
    near: Moment | None = None
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """An EDTF date with the reason in words."""

    edtf: str
    reason: str


def whole(values: Values, *names: str) -> int | None:
    """The first of the named parts that is a whole number."""
    for name in names:
        value = values.get(name)
        if isinstance(value, int):
            return value
    return None


def rough(edtf: str, values: Values) -> str:
    """With "early", "late", "around": approximate, unless the date is an interval already."""
    vague = "edge" in values or "approximate" in values
    return f"{edtf}~" if vague and "/" not in edtf and "X" not in edtf else edtf


def unit_of(
    base: Moment | None, shift: int, unit: str, values: Values, reason: str
) -> Dated | None:
    """The week, month, year … so many units from the one that holds the base."""
    there = moved(base, shift, unit) if base and shift else base
    found = stretch(there, unit) if there else None
    return Dated(rough(found, values), reason) if found else None
