"""What the rest of a page says of a unit: repetitions, headings above it, neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.clean.scoring import Look, alone, page_of
from dragoman.codebook.boilerplate import Boilerplate

_ITEM = re.compile(r"(?:\(?\w{1,3}\)|\d{1,2}\.|[-*•·●▪■‣–—>»])\s")
# "ACCRA, March 3 (Agency) -", "Accra:"
OPENING = re.compile(
    r"[A-Z][\w.'’/ ]{2,30}(?:,[^–—:-]{2,30})?(?:\s*\([^)]{2,30}\))?(?:\s+[–—-]{1,2}\s|:\s)"
)
HEADS = frozenset({"stamp", "byline", "related"})
# A unit told again within another is looked for by its first five words, in so many places at most.
RUN, NEIGHBOURS = 5, 50
DIGEST = 7  # lines of a digest at most
# Headings under which other stories are listed.
OTHERS = frozenset({"related", "insertion", "comments", "author"})
_INNER_END = re.compile(r"[.!?][\"”’)]?\s+[A-Z“\"]")


def scores(looks: Sequence[Look], knowledge: Boilerplate) -> list[float]:
    """The points of each unit: by itself, by its repetitions and by its place on the page."""
    page = page_of(looks, knowledge.words.get("stop", frozenset()))
    own = [alone(seen, knowledge, page) for seen in looks]
    parts = zip(own, _repeated(looks, own), _placed(looks, own), strict=True)
    return [sum(points) for points in parts]


def _placed(looks: Sequence[Look], own: Sequence[float]) -> list[float]:
    """What the lines before and after say of a unit."""
    extra = [0.0] * len(looks)
    _under_headings(looks, extra)
    for i, seen in enumerate(looks):
        if 0 < i < len(looks) - 1 and _isolated(looks[i - 1], seen, looks[i + 1]):
            extra[i] -= 1.2
        if any(cue.kind == "quoted" for cue in seen.cues):
            for j in range(max(0, i - 3), i):
                extra[j] += 3.0 if not looks[j].ended and own[j] < 0 and not looks[j].cues else 0.0
        if seen.unit.text.endswith(":") and not seen.cues:
            items = _items(looks, i + 1) if own[i] > -1.5 else range(0)
            extra[i] += 1.0 if items else 0.0
            for j in items:
                extra[j] += max(0.0, 0.1 - own[j])
    return extra


def _isolated(before: Look, seen: Look, after: Look) -> bool:
    """A single sentence between two headlines or dates is more often a teaser than a paragraph."""
    single = seen.ended and seen.count < 40 and not _INNER_END.search(seen.unit.text)
    return single and all(
        (not near.ended and near.count >= 3) or any(cue.kind in HEADS for cue in near.cues)
        for near in (before, after)
    )


def _items(looks: Sequence[Look], first: int) -> range:
    """The list items that follow a line which announces them."""
    last = first
    while last < len(looks) and _ITEM.match(looks[last].unit.text) and not looks[last].cues:
        last += 1
    return range(first, last)


def _under_headings(looks: Sequence[Look], extra: list[float]) -> None:
    """Lists of other stories, and digests of the same one, up to the first long paragraph."""
    listed, digest = False, 0
    for i, seen in enumerate(looks):
        kinds = {cue.kind for cue in seen.cues}
        item = bool(_ITEM.match(seen.unit.text))
        listed = bool(kinds & OTHERS) or (listed and item)
        if listed and item:
            extra[i] -= 6.0
        if "summary" in kinds:
            digest = DIGEST
        elif digest:
            fresh = seen.unit.apart and digest < DIGEST
            over = seen.count > 26 or fresh or "stamp" in kinds or OPENING.match(seen.unit.text)
            digest = 0 if over else digest - 1
            extra[i] -= 0.0 if over else 4.0


def _repeated(looks: Sequence[Look], own: Sequence[float]) -> list[float]:
    """Of a text that stands twice only the copy among the article's paragraphs counts."""
    keys = [seen.key for seen in looks]
    counts = Counter(key for key in keys if len(key) > 15)
    best = _best_copies(looks, counts, own)
    runs = _runs(looks)
    extra = []
    for i, seen in enumerate(looks):
        points = 0.0
        if counts.get(keys[i], 0) > 1 and (best[keys[i]] != i or not seen.ended):
            points = -6.0 if best[keys[i]] != i else -2.0
        elif RUN <= seen.count <= 60 and _within_other(keys, i, runs):
            points = -1.5 if seen.ended else -5.0
        extra.append(points)
    return extra


def _runs(looks: Sequence[Look]) -> dict[str, list[int]]:
    """The long units in which each run of five words stands."""
    found: dict[str, list[int]] = {}
    for i, seen in enumerate(looks):
        if seen.count >= 12:
            words = seen.key.split()
            for run in {" ".join(words[j : j + RUN]) for j in range(len(words) - RUN + 1)}:
                found.setdefault(run, []).append(i)
    return found


def _within_other(keys: Sequence[str], i: int, runs: dict[str, list[int]]) -> bool:
    """Whether the words of a unit stand within another, longer one."""
    start = " ".join(keys[i].split()[:RUN])
    others = runs.get(start, ())[:NEIGHBOURS]
    return any(keys[i] in keys[j] and len(keys[j]) > len(keys[i]) for j in others)


def _best_copies(
    looks: Sequence[Look], counts: Counter[str], own: Sequence[float]
) -> dict[str, int]:
    best: dict[str, tuple[float, int]] = {}
    for i, key in enumerate(seen.key for seen in looks):
        if counts.get(key, 0) > 1:
            around = [
                max(-2.0, own[j]) for j in range(max(0, i - 3), min(len(own), i + 4)) if j != i
            ]
            mean = sum(around) / max(1, len(around)) + 3.0 * looks[i].ended
            if key not in best or mean > best[key][0] + 1.5:
                best[key] = (mean, i)
    return {key: i for key, (_, i) in best.items()}
