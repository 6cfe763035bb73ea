"""From printed lines to paragraphs, with the words that line ends have cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LEADING = 1.35  # a wider step than this many usual ones begins a paragraph
INDENT = 0.8  # in sizes of the type
SHORT = 0.12  # of the width of a column, by which the last line of a paragraph falls short
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# pdfium writes U+0002 or U+FFFE for a hyphen at a line end, whether it is of the word or not.
_CUT = re.compile(r"(?P<head>[^\W\d_]+)[-\u00ad\u2010\u0002\ufffe]$")
_HYPHEN = re.compile("[\u0002\ufffe]")
_NEXT = re.compile(r"[a-zà-ÿ]+")
_PART = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"(?:[•‣◦▪·*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: where it begins and ends, how far from the top, the size of its type."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[str, ...]
    size: float


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a block of lines, by their distances, indents and short last lines."""
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    steps = sorted(b.base - a.base for a, b in pairwise(lines) if b.base > a.base)
    step = steps[len(steps) // 3] if steps else 0.0
    found, kept = [], [lines[0]]
    for last, line in pairwise(lines):
        if _begins(last, line, step, left, right):
            found.append(_paragraph(kept))
            kept = []
        kept.append(line)
    return [*found, _paragraph(kept)]


def _begins(last: Line, line: Line, step: float, left: float, right: float) -> bool:
    """Whether a line begins a paragraph."""
    if line.base <= last.base or line.base - last.base > LEADING * max(step, 0.8 * line.size):
        return True
    if abs(line.size - last.size) > 0.15 * last.size or _BULLET.match(line.text):
        return True
    if line.left > last.left + INDENT * line.size and last.left < left + INDENT * line.size:
        return True
    return _had_room(last, line, right) or bool(
        last.right < right - SHORT * (right - left) and _ENDED.search(last.text)
    )


def _had_room(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would have stood on the one before, had it belonged there.

    Of centred lines this cannot be told.
    """
    if abs(line.left - last.left) > 2 * line.size:
        return False
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / len(line.text)
    return right - last.right > 1.4 * len(word) * width + 1.5 * line.size


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    sizes = sorted(line.size for line in lines)
    return Paragraph(tuple(line.text for line in lines), sizes[len(sizes) // 2])


def joined(found: Sequence[Paragraph]) -> list[str]:
    """The texts of the paragraphs; one that a column or page has cut is made whole."""
    whole: list[Paragraph] = []
    for paragraph in found:
        if whole and _goes_on(whole[-1], paragraph):
            lines = (*whole[-1].lines, *paragraph.lines)
            whole[-1] = Paragraph(lines, whole[-1].size)
        else:
            whole.append(paragraph)
    known = _words(line for paragraph in found for line in paragraph.lines)
    return [_text(paragraph.lines, known) for paragraph in whole]


def _goes_on(last: Paragraph, following: Paragraph) -> bool:
    if abs(last.size - following.size) > 0.1 * last.size:
        return False
    return bool(_NEXT.match(following.lines[0]) and not _ENDED.search(last.lines[-1]))


def _words(lines: Iterable[str]) -> frozenset[str]:
    """The words that stand whole within lines, with their hyphens."""
    inner = (re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line) for line in lines)
    return frozenset(word.casefold() for words in inner for word in words[:-1])


def _text(lines: Sequence[str], known: frozenset[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        cut, following = _CUT.search(text), _PART.match(line)
        if cut and following:
            text = text[: cut.end() - 1] + _hyphen(text, cut, following.group(), known) + line
        else:
            text = f"{text} {line}"
    return _HYPHEN.sub("-", text).replace("\u00ad", "")


def _hyphen(text: str, cut: re.Match[str], tail: str, known: frozenset[str]) -> str:
    """Nothing for a word that the line end cut, a hyphen for one that has it anywhere."""
    head = cut.group("head")
    if text[-1] == "\u00ad" or f"{head}{tail}".casefold() in known:
        return ""
    if not _NEXT.fullmatch(tail):
        return "-"
    # "Franco-" is the beginning of a compound, "minis-" of a word; so mostly is a name.
    compound = f"{head}-{tail}".casefold() in known
    return "-" if compound or (head[0].isupper() and len(head) > 3 and len(tail) > 3) else ""
