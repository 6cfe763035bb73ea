"""A text cut where marks begin and end: marks may overlap, every character stands once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that lies in the same marks throughout; `marks` in order of their names."""

    start: int
    text: str
    marks: tuple[str, ...]


def pieces(whole: Span, marks: Iterable[tuple[Span, str]]) -> tuple[Piece, ...]:
    """The text of a span in pieces, each with the names of the marks that it lies in."""
    lying = sorted(
        (max(span.start, whole.start), min(span.end, whole.end), name)
        for span, name in marks
        if span.overlaps(whole.start, whole.end)
    )
    cuts = sorted({whole.start, whole.end, *(n for a, b, _ in lying for n in (a, b))})
    made, first = [], 0
    for start, end in pairwise(cuts):
        while first < len(lying) and lying[first][1] <= start:
            first += 1
        names = {name for a, b, name in lying[first:] if a <= start and end <= b}
        text = whole.text[start - whole.start : end - whole.start]
        made.append(Piece(start, text, tuple(sorted(names))))
    return tuple(made)
