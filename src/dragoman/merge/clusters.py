"""Grouping tellings into acts: the best agreements first, none against a contradiction."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dragoman.merge.kinds import block_of
from dragoman.merge.likeness import ENOUGH, Traits, likeness, traits
from dragoman.merge.tellings import Telling, telling_words
from dragoman.merge.versions import Story, story_of

Pair = frozenset[str]
_SCENE = 4  # days between tellings that may be of one day's scene
_ONLY = 0.35  # what a vague telling and the only act that it can mean must reach
_CLEARLY = 0.08  # by how much it must mean one act rather than another
_LOOSE = 0.4  # what all pairs of a cluster must reach on average


def clusters(
    tellings: Iterable[Telling],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    ordinary: frozenset[str] = frozenset(),
) -> list[list[Telling]]:
    """The tellings grouped by the act they tell, whatever order they come in.

    `together` and `apart` are pairs of report ids that a person has joined or parted; `ordinary`
    are words that say little about which act is told.
    """
    ordered = sorted(tellings, key=lambda t: (t.report.id, t.document))
    blocks: dict[str, list[Traits]] = defaultdict(list)
    for telling in ordered:
        blocks[block_of(telling.report, telling.earliest or telling.told)].append(traits(telling))
    joined, parted = set(together), set(apart)
    found = [group for name in sorted(blocks) for group in _grouped(blocks[name], parted, ordinary)]
    return _join_by_hand(found, joined, parted)


@dataclass
class _Block:
    """The tellings of a block and what speaks for each pair, worked out when it is asked for."""

    members: Sequence[Traits]
    parted: set[Pair]
    weights: Mapping[str, float]
    scores: dict[tuple[int, int], float | None] = field(default_factory=dict)

    def score(self, i: int, j: int) -> float | None:
        """How much speaks for one act; None when something speaks against."""
        key = (i, j) if i < j else (j, i)
        if key not in self.scores:
            one, other = self.members[key[0]], self.members[key[1]]
            pair = frozenset({one.telling.report.id, other.telling.report.id})
            apart = pair in self.parted
            self.scores[key] = None if apart else likeness(one, other, self.weights)
        return self.scores[key]

    def mean(self, one: Sequence[int], other: Sequence[int]) -> float | None:
        """What speaks for two groups on average; None when any pair speaks against."""
        total = 0.0
        for i in one:
            for j in other:
                score = self.score(i, j)
                if score is None:
                    return None
                total += score
        return total / (len(one) * len(other))


def _grouped(
    members: Sequence[Traits], parted: set[Pair], ordinary: frozenset[str]
) -> list[list[Telling]]:
    block = _Block(members, parted, telling_words([one.words for one in members], ordinary))
    groups = {i: [i] for i in range(len(members))}
    compared = list(_worth_comparing(members))
    vague = {i for i, one in enumerate(members) if one.days is not None and one.days > 3}
    _join_alike(block, groups, (pair for pair in compared if not vague & set(pair)))
    _attach(block, groups, vague)
    left = vague & set(groups)
    _join_alike(block, groups, (pair for pair in compared if left >= set(pair)))
    return [[members[i].telling for i in sorted(group)] for _, group in sorted(groups.items())]


def _join_alike(
    block: _Block, groups: dict[int, list[int]], compared: Iterable[tuple[int, int]]
) -> None:
    """Join groups by the pairs that are most alike, unless any other pair speaks against it."""
    where = {member: at for at, group in groups.items() for member in group}
    scored = ((block.score(i, j), i, j) for i, j in compared)
    good = [(score, i, j) for score, i, j in scored if score is not None and score >= ENOUGH]
    for _, i, j in sorted(good, key=lambda found: (-found[0], found[1], found[2])):
        low, high = sorted((where[i], where[j]))
        if low == high or (block.mean(groups[low], groups[high]) or 0) < _LOOSE:
            continue
        groups[low] += groups.pop(high)
        for member in groups[low]:
            where[member] = low


def _attach(block: _Block, groups: dict[int, list[int]], vague: set[int]) -> None:
    """Put what is dated to a month or a year to the act that it means, unless it may mean two."""
    found = []
    for at in sorted(vague):
        fitting = [
            (score, to)
            for to in sorted(set(groups) - vague)
            if _near(block, at, groups[to][0])
            and (score := block.mean([at], groups[to])) is not None
            and score >= _ONLY
        ]
        best = sorted(fitting, reverse=True)[:2]
        if best and (len(best) == 1 or best[0][0] - best[1][0] >= _CLEARLY):
            found.append((-best[0][0], at, best[0][1]))
    for _, at, to in sorted(found):
        if block.mean([at], groups[to]) is not None:
            groups[to] += groups.pop(at)


def _near(block: _Block, one: int, other: int) -> bool:
    """Whether both may have been on one day: a cheap look before the thorough one."""
    mine, yours = block.members[one], block.members[other]
    if yours.days is None:
        return False
    return mine.since <= yours.until and yours.since <= mine.until


def _worth_comparing(block: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs that can be alike: by the day of the act or the telling, the words, the story."""
    seen: set[tuple[int, int]] = set()
    for pairs in (_overlapping(block), _same_scene(block), _same_words(block), _same_story(block)):
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
    if all(one.days is not None for one in block):
        return
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


def _same_story(block: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Versions of one story, which may correct the day."""
    stories: dict[Story, list[int]] = defaultdict(list)
    for i, one in enumerate(block):
        if (story := story_of(one.telling)) is not None:
            stories[story].append(i)
    return (pair for _, told in sorted(stories.items()) for pair in combinations(told, 2))


def _join_by_hand(
    groups: list[list[Telling]], joined: set[Pair], parted: set[Pair]
) -> list[list[Telling]]:
    """Join the groups of each pair, unless that would bring together what a person parted."""
    for pair in sorted(joined, key=sorted):
        touched = [g for g in groups if any(t.report.id in pair for t in g)]
        ids = {t.report.id for g in touched for t in g}
        if len(touched) > 1 and not any(ids.issuperset(two) for two in parted):
            groups = [g for g in groups if g not in touched]
            groups.append([telling for group in touched for telling in group])
    return groups
