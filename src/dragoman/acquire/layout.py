"""From the letters of printed pages to their text: words, rows, columns, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.acquire.paragraphs import Line, joined, paragraphs

# In sizes of the type: how far the words of a row may stand from its baseline, how wide a gap
# parts words, and how wide a gutter parts columns.
OFF, APART, GUTTER = 0.35, 0.28, 0.75
# Shares of the rows of a page: how many may run across a gutter, how many each side must have.
ACROSS, SIDE = 0.3, 0.2
MARGIN = 0.14  # of the height of a page, where running heads and page numbers stand
_NUMBER = re.compile(
    r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter on a page: `base` is the distance of its line from the top, `size` of its type."""

    char: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them."""

    text: str
    left: float
    right: float
    base: float
    size: float


Row = list[Word]


def text_of(pages: Sequence[Sequence[Glyph]]) -> str:
    """The text of the pages: a paragraph a line, in reading order, without running heads."""
    rows = [_rows(list(_words(page))) for page in pages]
    blocks: list[list[Line]] = []
    for page in _without_running(rows):
        blocks.extend(_blocks(page))
    return "\n\n".join(joined([p for block in blocks for p in paragraphs(block)]))


def _words(glyphs: Sequence[Glyph]) -> Iterator[Word]:
    """The words in the order in which the page draws them."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and _is_note(word[-1], glyph):
            continue
        if word and (glyph.spaced or _apart(word[-1], glyph)):
            yield _word(word)
            word = []
        word.append(glyph)
    if word:
        yield _word(word)


def _apart(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size, 1.0)
    moved = abs(glyph.base - last.base) > 0.3 * size
    # The letters of a ligature share one place.
    back = glyph.left < last.left - 0.5 * size
    return moved or back or glyph.left - last.right > APART * size


def _is_note(last: Glyph, glyph: Glyph) -> bool:
    """A small raised number at the end of a word points to a footnote."""
    raised = 0.1 * last.size < last.base - glyph.base < 0.8 * last.size
    return raised and glyph.size < 0.85 * last.size and glyph.char in "0123456789*†‡,"


def _word(glyphs: Sequence[Glyph]) -> Word:
    sizes = sorted(glyph.size for glyph in glyphs)
    return Word(
        "".join(glyph.char for glyph in glyphs),
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        glyphs[0].base,
        max(sizes[len(sizes) // 2], 1.0),
    )


def _rows(words: list[Word]) -> list[Row]:
    """The words by their baselines, from the top, each row from left to right."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if rows and word.base - rows[-1][0].base <= OFF * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _without_running(pages: Sequence[list[Row]]) -> Iterator[list[Row]]:
    """The rows without page numbers, and without what stands at the edge of page after page."""
    edges = [_edges(rows) for rows in pages]
    seen = Counter(key for rows in edges for key in {_key(row) for row in rows})
    often = max(2.0, 0.3 * len(pages))
    for rows, edge in zip(pages, edges, strict=True):
        running = [seen[_key(row)] >= often or bool(_NUMBER.fullmatch(_text(row))) for row in edge]
        head = next((i for i, runs in enumerate(running) if not runs), len(edge))
        foot = next((i for i, runs in enumerate(reversed(running)) if not runs), len(edge))
        gone = {id(row) for row in (*edge[:head], *edge[len(edge) - foot :])}
        yield [row for row in rows if id(row) not in gone]


def _edges(rows: list[Row]) -> list[Row]:
    """The rows at the head and foot of a page, with one between them that is neither."""
    if len(rows) < 3:
        return []
    first, last = rows[0][0].base, rows[-1][0].base
    reach = MARGIN * (last - first)
    head = [row for row in rows[:3] if row[0].base <= first + reach]
    foot = [row for row in rows[max(len(head) + 1, len(rows) - 3) :] if row[0].base >= last - reach]
    return [*head, rows[len(head)], *foot]


def _key(row: Row) -> tuple[str, int]:
    """What makes rows of different pages the same; a title is set larger than what repeats it."""
    return re.sub(r"\d+", "#", "".join(_text(row).casefold().split())), round(row[0].size)


def _text(row: Row) -> str:
    return " ".join(word.text for word in row)


def _blocks(rows: list[Row]) -> Iterator[list[Line]]:
    """The lines of each block of a page, blocks in reading order."""
    middle = _gutter(rows)
    if middle is None:
        if rows:
            yield [_line(row) for row in rows]
        return
    band: list[Row] = []
    wide: list[Row] = []
    for row in rows:
        crossing = _crosses(row, middle)
        if crossing and band:
            yield from _columns(band, middle)
            band = []
        elif not crossing and wide:
            yield [_line(one) for one in wide]
            wide = []
        (wide if crossing else band).append(row)
    yield from _columns(band, middle)
    if wide:
        yield [_line(one) for one in wide]


def _columns(rows: list[Row], middle: float) -> Iterator[list[Line]]:
    for side in (True, False):
        words = [word for row in rows for word in row if (word.left < middle) == side]
        yield from _blocks(_rows(words))


def _gutter(rows: list[Row]) -> float | None:
    """Where a column ends and the next begins; None where the rows are those of one column."""
    if len(rows) < 4:
        return None
    best: tuple[float, float, float] | None = None
    for middle, width in _gaps(rows):
        crossing = sum(_crosses(row, middle) for row in rows)
        if crossing > ACROSS * len(rows) or (best and (crossing, -width) >= best[:2]):
            continue
        sides: tuple[list[int], list[int]] = ([], [])
        for row in (row for row in rows if not _crosses(row, middle)):
            count = sum(word.left < middle for word in row)
            sides[0].append(count)
            sides[1].append(len(row) - count)
        if all(_is_column(side, len(rows)) for side in sides):
            best = (crossing, -width, middle)
    return best[2] if best else None


def _is_column(counts: list[int], rows: int) -> bool:
    """Whether there is text on a side: cells of a table have a word or two."""
    there = [count for count in counts if count]
    return len(there) >= max(3.0, SIDE * rows) and sum(there) >= 2.2 * len(there)


def _gaps(rows: list[Row]) -> list[tuple[float, float]]:
    """The middles of wide gaps, and of what lies between rows that stand beside one another."""
    found: Counter[float] = Counter()
    widths: dict[float, float] = {}
    for row in rows:
        for one, other in pairwise(row):
            if other.left - one.right >= GUTTER * one.size:
                _count(found, widths, one.right, other.left)
    ends = sorted({round(row[-1].right) for row in rows})
    starts = sorted({round(row[0].left) for row in rows})
    for start in starts:
        before = [end for end in ends if end < start - 2]
        if before and start > starts[0] + 40:
            _count(found, widths, before[-1], start)
    # The commonest suffice: a page has few columns.
    return [(middle, widths[middle]) for middle, _ in found.most_common(40)]


def _count(found: Counter[float], widths: dict[float, float], left: float, right: float) -> None:
    middle = float(round((left + right) / 2 / 3) * 3)
    found[middle] += 1
    widths[middle] = min(widths.get(middle, 1e9), right - left)


def _crosses(row: Row, middle: float) -> bool:
    """Whether a row runs over a place without a gap wide enough."""
    if row[-1].right <= middle or row[0].left >= middle:
        return False
    return not any(
        one.right <= middle <= other.left and other.left - one.right >= GUTTER * one.size
        for one, other in pairwise(row)
    )


def _line(row: Row) -> Line:
    sizes = sorted(word.size for word in row)
    return Line(_text(row), row[0].left, row[-1].right, row[0].base, sizes[len(sizes) // 2])
