"""Quoted speech: pairs of marks within a paragraph, and quotes that run over paragraphs."""

from __future__ import annotations

import re

from dragoman.analysis import Quotation

_OPEN, _CLOSE = "“„«", "”»"
_MARK = re.compile(r"[“„«”»\"]|(?<!')''")  # two single marks: typewritten
# British papers quote with single marks: one opens before a word, and closes after a word or a
# full stop, where no letter follows (so that apostrophes inside stay what they are).
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=[\w$£€\[…])(.+?)(?:(?<=[.,!?…])|(?<=[\w%\])]))[’'](?![\w’'])", re.S
)


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Quotation, ...]:
    """All quotations of the paragraphs, in order.

    A mark left open at a paragraph's end closes there; when the next paragraph opens with a mark
    again, the quotation simply goes on in it, as newspapers print long statements.
    """
    return tuple(q for start, end in paragraphs for q in _paragraph(text, start, end))


def _paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found = _within(text, start, end)
    return found or [
        Quotation(start + m.start(), start + m.end(), start + m.start(1), start + m.end(1))
        for m in _SINGLE.finditer(text[start:end])
    ]


def _within(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    wide = 1
    for sign in _MARK.finditer(text, start, end):
        at, width, mark = sign.start(), len(sign[0]), sign[0][0]
        opens = mark in _OPEN or (
            mark not in _CLOSE and opened is None and _could_open(text, at, start)
        )
        if opens:
            opened, wide = (at, width) if opened is None else (opened, wide)
        elif opened is not None and at >= opened + wide:
            found.append(Quotation(opened, at + width, opened + wide, at))
            opened = None
    if opened is not None and opened + wide < end:
        found.append(Quotation(opened, end, opened + wide, end))
    return [q for q in found if q.inner_start < q.inner_end]


def _could_open(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    return not (before.isalnum() or before in ".,!?")
