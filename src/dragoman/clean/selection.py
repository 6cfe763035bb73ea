"""Which units of a page are the article: the sequence with the most points, bridges paid for."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.clean.scoring import Look, look, scores
from dragoman.clean.units import Unit, sentences, trimmed, units
from dragoman.codebook.boilerplate import Boilerplate

OPENING_A_GAP = 1.5
# Kinds that may be cut off the end of a paragraph when a sentence shows them.
TAILS = frozenset(
    {"credit", "colleague", "signup", "social", "legal", "insertion", "consent", "author"}
)


def body(text: str, knowledge: Boilerplate, start: int = 0) -> tuple[tuple[int, int], ...]:
    """The spans of `text[start:]` that are the article, without blanks at their ends."""
    looks = [look(unit, knowledge) for unit in units(text, start)]
    kept = chosen(looks, scores(looks, knowledge))
    spans = [_cut(text, looks[i].unit, knowledge) for i in kept]
    return _merged(text, [span for span in spans if span[0] < span[1]])


def chosen(looks: Sequence[Look], points: Sequence[float]) -> list[int]:
    """The indexes of the units that make the article; a text without any has its plain sentences."""
    kept = _best_path(looks, points)
    if sum(points[i] for i in kept) >= 3:
        return kept
    plain = [i for i, seen in enumerate(looks) if not seen.cues or points[i] > 0]
    ended = [i for i in plain if looks[i].ended]
    return ended or kept or plain or list(range(len(looks)))


def _best_path(looks: Sequence[Look], points: Sequence[float]) -> list[int]:
    """Viterbi over two states, in the article or in a gap of it; what lies before and after is free."""
    nothing = float("-inf")
    inside, gap = nothing, nothing
    came_inside: list[str] = []
    came_gap: list[str] = []
    best, last = 0.0, -1
    for i, seen in enumerate(looks):
        ways = {"start": 0.0, "inside": inside, "gap": gap}
        came = max(ways, key=lambda way: ways[way])
        opened, wider = inside - OPENING_A_GAP, gap
        came_gap.append("inside" if opened >= wider else "gap")
        gap = max(opened, wider) - seen.gap
        inside = ways[came] + points[i]
        came_inside.append(came)
        if inside > best:
            best, last = inside, i
    return _traced(last, came_inside, came_gap)


def _traced(last: int, came_inside: Sequence[str], came_gap: Sequence[str]) -> list[int]:
    kept, state, i = [], "inside", last
    while i >= 0 and state != "start":
        if state == "inside":
            kept.append(i)
            state = came_inside[i]
        else:
            state = came_gap[i]
        i -= 1
    return kept[::-1]


def _cut(text: str, unit: Unit, knowledge: Boilerplate) -> tuple[int, int]:
    """The unit's span without sentences of credit or promotion at its end."""
    pieces = sentences(text, unit)
    while len(pieces) > 1:
        kinds = {cue.kind for cue in look(pieces[-1], knowledge).cues}
        if not kinds & TAILS:
            break
        pieces.pop()
    return trimmed(text, unit.start, pieces[-1].end if pieces else unit.end)


def _merged(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans with nothing but blanks between them become one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip(
            "\u200b\ufeff\u200c\u200d\u2060 \t\r\n\xa0\x0b\x0c"
        ):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
