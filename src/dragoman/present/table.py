"""Tables for the terminal: aligned, wrapped to the width at hand, and plain when piped."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dragoman.present.inert import one_line

GAP = 2
NARROWEST = 10
LONGEST_WORD = 20
WORDY = 3.0
_RUNNING = frozenset({"quote", "proposition", "title", "points"})
Paint = Callable[[str, str], str]
"""Given a column's name and a cell's text, the text with its colour."""


def width_of(text: str) -> int:
    """How many columns of a terminal the text takes; East Asian wide characters take two."""
    return sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at blanks where there are any."""
    lines: list[str] = [""]
    for word in one_line(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        *full, rest = _cut(word, width)
        lines[-1:] = [*full, rest]
    return lines


def table(
    rows: Iterable[Sequence[str]],
    headings: Sequence[str],
    *,
    width: int,
    paint: Paint | None = None,
) -> str:
    """Rows under headings, the widest columns wrapped so that a line fits into `width`."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = _fit([headings, *cells], width)
    lines = [_pad(headings, widths), _pad(["─" * w for w in widths], widths)]
    for row in cells:
        wrapped = [wrap(cell, w) for cell, w in zip(row, widths, strict=True)]
        for i in range(max(len(cell) for cell in wrapped)):
            parts = [cell[i] if i < len(cell) else "" for cell in wrapped]
            lines.append(_pad(parts, widths, headings, paint))
    return "\n".join(lines) + "\n"


def _cut(word: str, width: int) -> list[str]:
    pieces = [""]
    for character in word:
        if width_of(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _fit(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Column widths: each as wide as it wants, then the widest give way until the line fits.

    Columns of running words keep more room than the others.
    """
    wanted = [max(width_of(row[i]) for row in rows) for i in range(len(rows[0]))]
    weights = [WORDY if name in _RUNNING else 1.0 for name in rows[0]]
    words = [
        max(width_of(w) for row in rows for w in (row[i].split() or [""]))
        for i in range(len(wanted))
    ]
    room = width - GAP * (len(wanted) - 1)
    whole = [min(max(w, NARROWEST), LONGEST_WORD) for w in words]
    for least in (whole, [NARROWEST] * len(wanted)):
        while sum(wanted) > room:
            wide = [i for i, w in enumerate(wanted) if w > least[i]]
            if not wide:
                break
            wanted[max(wide, key=lambda i: (wanted[i] / weights[i], i))] -= 1
    return [max(w, 1) for w in wanted]


def _pad(
    parts: Sequence[str],
    widths: Sequence[int],
    names: Sequence[str] = (),
    paint: Paint | None = None,
) -> str:
    padded = []
    for i, (part, width) in enumerate(zip(parts, widths, strict=True)):
        shown = paint(names[i], part) if paint and part else part
        padded.append(shown + " " * (width - width_of(part)))
    return (" " * GAP).join(padded).rstrip()
