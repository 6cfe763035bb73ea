"""Quoted speech: pairs of double quotation marks within a paragraph, and quotes that run over paragraphs."""

from __future__ import annotations

from dragoman.analysis import Quotation

_OPEN, _CLOSE, _PLAIN = "“„«", "”»", '"'


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Quotation, ...]:
    """All quotations of the paragraphs, in order.

    A mark left open at a paragraph's end closes there; when the next paragraph opens with a mark again, the
    quotation simply goes on in it, as newspapers print long statements.
    """
    return tuple(q for start, end in paragraphs for q in _within(text, start, end))


def _within(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark not in _OPEN and mark not in _CLOSE and mark != _PLAIN:
            continue
        opens = mark in _OPEN or (mark == _PLAIN and opened is None and _could_open(text, at, start))
        if opens:
            opened = at if opened is None else opened
        elif opened is not None:
            found.append(Quotation(opened, at + 1, opened + 1, at))
            opened = None
    if opened is not None and opened + 1 < end:
        found.append(Quotation(opened, end, opened + 1, end))
    return [q for q in found if q.inner_start < q.inner_end]


def _could_open(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    return not (before.isalnum() or before in ".,!?")
