"""How a possible act is shown to the relation model: its words with the parties and trigger marked.

The source, the target and the trigger are each put between two marks of the vocabulary. Training
and reading both come through here, so that the model sees the same shape in both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Entries of BERT's vocabulary that no text uses; open and close for source, target, trigger.
MARKS = {"source": (2, 3), "target": (4, 5), "trigger": (6, 7)}
FIRST, LAST = 101, 102  # [CLS], [SEP]
LENGTH = 96  # word pieces

Bounds = tuple[int, int]
Pieces = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence or short paragraph with bounds in it, end exclusive, of what is marked.

    A side that the sentence does not name is None, and so is a trigger that nobody pointed to.
    """

    text: str
    source: Bounds | None
    target: Bounds | None
    trigger: Bounds | None = None


def encode(marked: Marked, pieces: Pieces, length: int = LENGTH) -> list[int]:
    """The ids that the model reads: at most `length`, cut so that everything marked stays."""
    ids: list[int] = []
    at = 0
    for position, mark in _marks(marked):
        ids += pieces(marked.text[at:position])
        ids.append(mark)
        at = position
    ids += pieces(marked.text[at:])
    return [FIRST, *_cut(ids, length - 2), LAST]


def _marks(marked: Marked) -> list[tuple[int, int]]:
    """Where each mark goes, in order; what closes stands before what opens at the same place."""
    found = []
    for name, (opening, closing) in MARKS.items():
        bounds: Bounds | None = getattr(marked, name)
        if bounds is not None:
            found += [(bounds[0], 1, opening), (bounds[1], 0, closing)]
    return [(position, mark) for position, _, mark in sorted(found)]


def _cut(ids: list[int], room: int) -> list[int]:
    """As much as there is room for around the marks, the same on both sides where it can be."""
    if len(ids) <= room:
        return ids
    marks = {mark for pair in MARKS.values() for mark in pair}
    places = [i for i, piece in enumerate(ids) if piece in marks] or [0]
    first, last = places[0], places[-1] + 1
    spare = room - (last - first)
    if spare < 0:
        return ids[first : first + room]
    after = min(len(ids) - last, max(spare // 2, spare - first))
    return ids[first - (spare - after) : last + after]
