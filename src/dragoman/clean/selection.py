"""Which units of a page are the article: the sequence with the most points, bridges paid for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.clean.context import scores
from dragoman.clean.scoring import Look, look, looks_at, shows
from dragoman.clean.units import BLANK, Unit, sentences, trimmed, units
from dragoman.codebook.boilerplate import Boilerplate

OPENING_A_GAP = 1.0
REPEATED = 0.5
LEAST = 1.2  # points of an article; with less a text is a note or a headline, not a page
ENOUGH = 11  # blanks in what remains of a paragraph, when its end is cut off
# Kinds that may be cut off the end of a paragraph when a sentence shows them.
TAILS = frozenset(
    {"credit", "colleague", "signup", "social", "legal", "insertion", "consent", "author"}
)


def body(
    text: str, knowledge: Boilerplate, start: int = 0, hints: Mapping[int, float] | None = None
) -> tuple[tuple[int, int], ...]:
    """The spans of `text[start:]` that are the article, without blanks at their ends.

    `hints` are points that something else knows of the lines, by the place where each begins.
    """
    looks = _parted(text, looks_at(units(text, start), knowledge), knowledge)
    points = scores(looks, knowledge)
    if hints:
        points = [
            p + hints.get(seen.unit.start, 0.0) for p, seen in zip(points, looks, strict=True)
        ]
    kept = chosen(looks, points)
    spans = [(looks[i].unit.start, looks[i].unit.end) for i in kept]
    if spans:
        spans[0] = trimmed(text, _head_cut(text, *spans[0], knowledge), spans[0][1])
    return _merged(text, [span for span in spans if span[0] < span[1]])


def _parted(text: str, looks: Sequence[Look], knowledge: Boilerplate) -> list[Look]:
    """The units, with sentences of credit or promotion parted from the paragraphs they end."""
    found: list[Look] = []
    for seen in looks:
        if seen.count <= ENOUGH or any(cue.kind == "photo" for cue in seen.cues):
            found.append(seen)
            continue
        pieces = sentences(text, seen.unit)
        tail = len(pieces)
        while tail and shows(pieces[tail - 1].text, TAILS, knowledge):
            tail -= 1
        whole = seen.unit
        cuts = ((whole.start, pieces[tail - 1].end), (pieces[tail % len(pieces)].start, whole.end))
        if 0 < tail < len(pieces) and text[slice(*cuts[0])].count(" ") >= ENOUGH:
            parts = (Unit(a, b, text[a:b], whole.apart, whole.line) for a, b in cuts)
            found.extend(look(part, knowledge) for part in parts)
        else:
            found.append(seen)
    return found


def chosen(looks: Sequence[Look], points: Sequence[float]) -> list[int]:
    """The indexes of the article's units; a text without any has its plain sentences."""
    passing = [_passing(seen, own) for seen, own in zip(looks, points, strict=True)]
    kept = [i for i in _best_path(looks, points, passing) if not passing[i]]
    if sum(points[i] for i in kept) >= LEAST:
        return _filled(kept, looks, points)
    plain = [i for i, seen in enumerate(looks) if not seen.cues or points[i] > 0]
    ended = [i for i in plain if looks[i].ended]
    return ended or kept or plain or list(range(len(looks)))


def _filled(kept: Sequence[int], looks: Sequence[Look], points: Sequence[float]) -> list[int]:
    """With most of an endless line its other sentences are kept, too, but for those with a cue."""
    lines: dict[int, list[int]] = {}
    for i, seen in enumerate(looks):
        if seen.unit.line is not None:
            lines.setdefault(seen.unit.line, []).append(i)
    found = set(kept)
    for members in lines.values():
        inside = sum(looks[i].count for i in members if i in found)
        if inside > 0.7 * sum(looks[i].count for i in members):
            found |= {i for i in members if not looks[i].cues and points[i] > -4}
    return sorted(found)


def _passing(seen: Look, points: float) -> bool:
    """Whether a unit may stand between paragraphs without parting them: a caption, a repetition."""
    return points <= -5 if not seen.cues else points < -1 and all(c.gap == 0 for c in seen.cues)


def _toll(seen: Look) -> float:
    """A repetition in passing costs a little: pages repeat their teasers, too."""
    return 0.0 if seen.cues else -REPEATED


def _best_path(
    looks: Sequence[Look], points: Sequence[float], passing: Sequence[bool]
) -> list[int]:
    """Viterbi over two states, in the article or in a gap of it; before and after are free."""
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
        inside = ways[came] + (_toll(seen) if passing[i] else points[i])
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


def _head_cut(text: str, start: int, end: int, knowledge: Boilerplate) -> int:
    """Where the article begins in a first sentence into which menu, headline and date have run."""
    day = knowledge.macros.get("stamp")
    found = list(re.finditer(day, text[start:end], re.IGNORECASE)) if day else []
    for stamp in reversed(found):
        before = re.findall(r"[^\W\d_]\w*", text[start : start + stamp.start()])
        after = re.findall(r"[^\W\d_]\w*", text[start + stamp.end() : end])
        if len(after) >= 6 and len(before) >= 6:
            capital = sum(word[0].isupper() for word in before) / len(before)
            if capital > 0.6:
                return start + stamp.end()
    return start


def _merged(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans with nothing but blanks between them become one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and BLANK.issuperset(text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
