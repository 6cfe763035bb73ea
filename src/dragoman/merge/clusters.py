"""Grouping tellings into acts: the best agreements first, none against a contradiction."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.merge.kinds import block_of
from dragoman.merge.likeness import ENOUGH, Traits, likeness, traits
from dragoman.merge.tellings import Telling

Pair = frozenset[str]
_SCENE = 4  # days between tellings that may be of one day's scene
_LOOSE = 0.4  # what all pairs of a cluster must reach on average


def clusters(
    tellings: Iterable[Telling],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[Telling]]:
    """The tellings grouped by the act they tell, whatever order they come in.

    `together` and `apart` are pairs of report ids that a person has joined or parted.
    """
    ordered = sorted(tellings, key=lambda t: (t.report.id, t.document))
    blocks: dict[str, list[Traits]] = defaultdict(list)
    for telling in ordered:
        blocks[block_of(telling.report)].append(traits(telling))
    joined, parted = set(together), set(apart)
    found = [group for name in sorted(blocks) for group in _grouped(blocks[name], parted)]
    return _join_by_hand(found, joined)


def _grouped(block: Sequence[Traits], parted: set[Pair]) -> list[list[Telling]]:
    scores: dict[tuple[int, int], float | None] = {}
    for i, j in _worth_comparing(block):
        pair = frozenset({block[i].telling.report.id, block[j].telling.report.id})
        scores[i, j] = None if pair in parted else likeness(block[i], block[j])
    groups = {i: [i] for i in range(len(block))}
    where = list(range(len(block)))
    good = [(s, i, j) for (i, j), s in scores.items() if s is not None and s >= ENOUGH]
    for _, i, j in sorted(good, key=lambda found: (-found[0], found[1], found[2])):
        a, b = where[i], where[j]
        if a != b and _may_join(block, groups[a], groups[b], scores, parted):
            low, high = sorted((a, b))
            groups[low] += groups.pop(high)
            for member in groups[low]:
                where[member] = low
    return [[block[i].telling for i in sorted(group)] for _, group in sorted(groups.items())]


def _may_join(
    block: Sequence[Traits],
    one: list[int],
    other: list[int],
    scores: dict[tuple[int, int], float | None],
    parted: set[Pair],
) -> bool:
    """Whether nothing in the one group contradicts the other, and all together are alike enough."""
    total = 0.0
    for i in one:
        for j in other:
            key = (i, j) if i < j else (j, i)
            if key not in scores:
                pair = frozenset({block[i].telling.report.id, block[j].telling.report.id})
                scores[key] = None if pair in parted else likeness(block[i], block[j])
            score = scores[key]
            if score is None:
                return False
            total += score
    return total >= _LOOSE * len(one) * len(other)


def _worth_comparing(block: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs that can be alike: by the day of the act, the day of the telling, the same words."""
    seen: set[tuple[int, int]] = set()
    for pairs in (_overlapping(block), _same_scene(block), _same_words(block)):
        for i, j in pairs:
            pair = (i, j) if i < j else (j, i)
            if pair not in seen:
                seen.add(pair)
                yield pair


def _overlapping(block: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    dated = sorted(
        (t.first, i) for i, t in enumerate(block) if t.first is not None and t.days is not None
    )
    starts = [first for first, _ in dated]
    for at, (_, i) in enumerate(dated):
        last = block[i].last
        assert last is not None
        for _, j in dated[at + 1 : bisect_right(starts, last + 1)]:
            yield i, j


def _same_scene(block: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    scenes = sorted((day, i) for i, t in enumerate(block) if (day := _scene_day(t)) is not None)
    days = [day for day, _ in scenes]
    for at, (day, i) in enumerate(scenes):
        for _, j in scenes[at + 1 : bisect_right(days, day + _SCENE)]:
            if block[i].days is None or block[j].days is None:
                yield i, j


def _scene_day(one: Traits) -> int | None:
    return one.first if one.days is not None and one.days <= 3 else one.told


def _same_words(block: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Undated tellings against all that share their rarest words."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(block):
        for word in one.words:
            by_word[word].append(i)
    for i, one in enumerate(block):
        if one.days is not None:
            continue
        rarest = sorted(one.words, key=lambda word: (len(by_word[word]), word))[:3]
        for j in sorted({j for word in rarest for j in by_word[word][:200] if j != i}):
            yield i, j


def _join_by_hand(groups: list[list[Telling]], joined: set[Pair]) -> list[list[Telling]]:
    for pair in sorted(joined, key=sorted):
        touched = [g for g in groups if any(t.report.id in pair for t in g)]
        if len(touched) > 1:
            groups = [g for g in groups if g not in touched]
            groups.append([telling for group in touched for telling in group])
    return groups
