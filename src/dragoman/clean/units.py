"""The units of body selection: lines, hard-wrapped paragraphs, sentences of endless lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# White space, and the marks of no width that pages sprinkle over their text.
BLANK = frozenset(
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u2060\0"
)
TERMINAL = re.compile(
    r"[.!?…。！？۔।][\"'”“’»)\]*_]*(?:\s*\[\d{1,3}\])*"
    r"(?:\s*(?:Enditem|E(?:ND|nd)s?|[-–/*#■●◼]+(?:ends?[-–/]+)?))?$"
)
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\s{2,}|(?<=[。！？])|(?<=[a-z][.!?])(?=[A-Z][a-z])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|Jr|Sr|vs|No|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|U\.S|U\.K|U\.N|E\.U|a\.m|p\.m|e\.g|i\.e|"
    r"etc|Art|approx)\.$"
)
LONG, ENDLESS = 600, 2500


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text kept or left as a whole.

    `apart`: an empty line precedes it; `line`: where the line begins of which it is a sentence.
    """

    start: int
    end: int
    text: str
    apart: bool = False
    line: int | None = None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blank characters at its ends."""
    while start < end and text[start] in BLANK:
        start += 1
    while end > start and text[end - 1] in BLANK:
        end -= 1
    return start, end


def units(text: str, start: int = 0) -> list[Unit]:
    """The units of `text[start:]` in order."""
    lines = list(_lines(text, start))
    few, width = len(lines) <= 8, _width(lines)
    found: list[Unit] = []
    for group in _groups(lines):
        for unit in _joined(text, group, width):
            length = unit.end - unit.start
            if length > ENDLESS or (few and length > LONG):
                found.extend(sentences(text, unit))
            else:
                found.append(unit)
    return found


def _lines(text: str, at: int) -> Iterator[Unit]:
    last = at
    for found in LINE.finditer(text, at):
        start, end = trimmed(text, *found.span())
        if start < end:
            apart = len(re.findall(r"\r\n|[\n\r\u2028\u2029]", text[last:start])) > 1
            yield Unit(start, end, text[start:end], apart)
            last = end


def _groups(lines: list[Unit]) -> Iterator[list[Unit]]:
    group: list[Unit] = []
    for line in lines:
        if group and line.apart:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _joined(text: str, group: list[Unit], width: int | None) -> Iterator[Unit]:
    """Lines of a hard-wrapped paragraph become one unit; other lines stay what they are."""
    if width is None:
        yield from group
        return
    first = group[0]
    for line, following in pairwise(group):
        goes_on = len(line.text) >= 0.7 * width and not TERMINAL.search(line.text)
        if not goes_on and not following.text[:1].islower():
            yield Unit(first.start, line.end, text[first.start : line.end], first.apart)
            first = following
    yield Unit(first.start, group[-1].end, text[first.start : group[-1].end], first.apart)


def _width(lines: list[Unit]) -> int | None:
    """The width to which a text was wrapped; None where its lines are its paragraphs."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.apart]
    broken = [a for a, b in pairs if b.text[:1].islower() and not TERMINAL.search(a.text)]
    lengths = sorted(len(line.text) for line in broken)
    if len(lengths) < 2:
        return None
    width = lengths[-1]
    full = sum(len(a.text) >= 0.7 * width for a, _ in pairs)
    long = sum(len(line.text) > 1.15 * width for line in lines)
    fits = 45 <= width <= 150 and full >= 0.5 * len(pairs) and long <= 0.1 * len(lines)
    return width if fits and len(lengths) >= 0.3 * full else None


def sentences(text: str, unit: Unit) -> list[Unit]:
    """The sentences of a unit, roughly: an abbreviation or a wide gap may decide wrongly."""
    found, at = [], unit.start
    for cut in _SENTENCE_END.finditer(text, unit.start, unit.end):
        if not cut.group().strip(" ") and len(cut.group()) > 1:
            pass
        elif _ABBREVIATION.search(text[max(at, cut.start() - 12) : cut.start()]):
            continue
        found.append(trimmed(text, at, cut.end()))
        at = cut.end()
    found.append(trimmed(text, at, unit.end))
    spans = [(a, b) for a, b in found if a < b]
    return [
        Unit(a, b, text[a:b], unit.apart and i == 0, unit.start) for i, (a, b) in enumerate(spans)
    ]
