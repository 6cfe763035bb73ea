"""Paragraphs and sentences of the body, with exact places in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.model import Document

OPENING = "“«„"
_WRAPPED = 40  # characters: no wrapped line is shorter
# Marks are blanked before segmenting, so that each sentence of a long quotation becomes one of
# ours.
_MARKS = str.maketrans(dict.fromkeys('"“”«»„', " "))
_BLANKS = re.compile(r"[^\S\n]")
# Segmenters keep "5 p.m. Monday" together at times and cut "a.m. Monday" at others; a weekday never
# begins a sentence right after a clock time.
_CLOCK_TAIL = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)


# "NAIROBI, March 3 (AFP) - ": parsers take the place of filing for the subject of what follows.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'/-]{2,40}(?:,\s+(?:\d{1,2}\s+)?[A-Z][\w.]+(?:\s+\d{1,2})?(?:,?\s+\d{4})?)*"
    r"\s*(?:\([A-Z][\w .]{1,24}\)\s*)?[-–—]+\s+"
)


def paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """The spans of the body's paragraphs, without outer white space and dateline.

    Pages dump a paragraph a line; texts wrapped at a column go on in the next line, which shows
    where a long line stops in mid-sentence and the next begins in small letters.
    """
    text = document.text
    for start, end in document.body:
        open_at: int | None = None
        last = start
        for line in re.finditer(r"[^\r\n\u2028\u2029]+", text[start:end]):
            first, after = _trim(text, start + line.start(), start + line.end())
            dateline = _DATELINE.match(text, first, after)
            first = dateline.end() if dateline else first
            if first >= after:
                continue
            if open_at is not None and not _goes_on(text, open_at, last, first):
                yield open_at, last
                open_at = None
            open_at = first if open_at is None else open_at
            last = after
        if open_at is not None:
            yield open_at, last


def _goes_on(text: str, start: int, end: int, following: int) -> bool:
    """Whether the line that ends at `end` was only wrapped before the one at `following`."""
    length = end - max(start, text.rfind("\n", start, end) + 1)
    wrapped = length >= _WRAPPED and text[end - 1] not in '.!?:;"”»…'
    return wrapped and text[following].islower() and text.count("\n", end, following) == 1


def sentence_spans(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The spans of the sentences within `text[start:end]`, without outer white space."""
    spans, at = [], start
    for cut in _cuts(text, start, end, language):
        if _CLOCK_TAIL.search(text[at:cut]) and re.match(r"[A-Z][a-z]+day\b", text[cut:end]):
            continue
        cut = _before_opening_mark(text, at, cut)
        spans.append(_trim(text, at, cut))
        at = cut
    spans.append(_trim(text, at, end))
    return [(a, b) for a, b in spans if a < b]


def _cuts(text: str, start: int, end: int, language: str) -> list[int]:
    """Where the segmenter ends a sentence.

    It panics at typographic white space after an initial ("A\u00a0."), so it sees plain blanks.
    """
    from sentencex import get_sentence_boundaries

    marked = text[start:end].translate(_MARKS)
    blanked = _BLANKS.sub(" ", marked)
    return [start + b["end_index"] for b in get_sentence_boundaries(language, blanked)]


def _before_opening_mark(text: str, start: int, cut: int) -> int:
    """Move the cut back over a mark that opens the next sentence's quotation."""
    last = cut
    while last > start and text[last - 1].isspace():
        last -= 1
    opens = last > start and (
        text[last - 1] in OPENING or (text[last - 1] == '"' and text[last - 2 : last - 1].isspace())
    )
    return last - 1 if opens else cut


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
