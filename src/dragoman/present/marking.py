"""A quotation with marks beneath it: which of its characters are what, without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Span
from dragoman.present.inert import inert
from dragoman.present.table import width_of

_Cell = tuple[str, str]  # a character as it is shown, and the sign beneath it


def underlined(
    quote: Span, marks: Iterable[tuple[Span, str]], width: int
) -> Iterator[tuple[str, str]]:
    """The quotation in lines of at most `width` columns, each with the signs to set beneath it.

    `marks` are spans of the same text with their sign; the later lie over the earlier.
    """
    for line in _lines(_cells(quote, tuple(marks)), width):
        signs = "".join(sign * width_of(character) for character, sign in line)
        yield "".join(character for character, _ in line), signs.rstrip()


def _cells(quote: Span, marks: tuple[tuple[Span, str], ...]) -> list[_Cell]:
    """What is shown of each character: runs of white space as one blank, control marks gone."""
    cells: list[_Cell] = []
    for at, character in enumerate(quote.text, quote.start):
        safe = inert(character)
        sign = next((s for span, s in reversed(marks) if span.start <= at < span.end), " ")
        if safe.strip():
            cells.append((safe, sign))
        elif safe and cells and cells[-1][0] != " ":
            cells.append((" ", sign))
    return cells[:-1] if cells and cells[-1][0] == " " else cells


def _lines(cells: list[_Cell], width: int) -> Iterator[list[_Cell]]:
    """Lines of cells, broken at the last blank that fits, else within a word."""
    start, columns, blank = 0, 0, -1
    for at, (character, _) in enumerate(cells):
        columns += width_of(character)
        if character == " ":
            blank = at
        if columns > width:
            end = blank if blank > start else at
            yield cells[start:end]
            start = end + (end == blank)
            columns = sum(width_of(c) for c, _ in cells[start : at + 1])
    if start < len(cells):
        yield cells[start:]
