"""What merging knows of a record beside the record: who published it, when, and what it copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Protocol

from dragoman.model import Claim, Figure, Report

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")
_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ments",
    "ment",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "y",
    "e",
)
_PLAIN = 0.2  # what a word counts that any news may use
_FEW = 20  # in collections of less, a word that stands in all of them still says something
# Words that say nothing about which act is told.
_EMPTY = frozenset(
    """the and that this with from for was were are has have had been being will would shall should
    could may might can its their his her our your they them she who whom which what when where than
    then there into onto over under about after before between during also said says say told tell
    according not nor but new both two one country countries state states government president
    minister ministry foreign on of to in by at as an is it he be or if so do did does""".split()
)


class Told(Protocol):
    """A record in its document: what counts sources and orders tellings."""

    @property
    def document(self) -> str:
        """Id of the document."""

    @property
    def cluster(self) -> str | None:
        """Group of near-copies that the document belongs to."""

    @property
    def publisher(self) -> str | None:
        """The outlet."""

    @property
    def told(self) -> str | None:
        """First day that the document may have been published, YYYY-MM-DD."""

    @property
    def changed(self) -> str | None:
        """When the document was last changed, if it says so."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A document, as far as merging looks at it."""

    document: str
    cluster: str | None = None
    publisher: str | None = None
    told: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A report in its document; `earliest` and `latest` bound the day of the act."""

    report: Report
    document: str
    cluster: str | None = None
    publisher: str | None = None
    told: str | None = None
    earliest: str | None = None
    latest: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim in its document; `event` is the merged event that it is about, if any."""

    claim: Claim
    document: str
    cluster: str | None = None
    publisher: str | None = None
    told: str | None = None
    event: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure in its document; `earliest` and `latest` bound its period."""

    figure: Figure
    document: str
    cluster: str | None = None
    publisher: str | None = None
    told: str | None = None
    earliest: str | None = None
    latest: str | None = None
    changed: str | None = None


def sources(told: Iterable[Told]) -> int:
    """How many independent sources tell it: near-copies and tellings of one outlet count once."""
    return len(set(independent(list(told))))


def independent(told: Sequence[Told]) -> list[int]:
    """The number of the independent source that each telling belongs to."""
    groups = list(range(len(told)))
    seen: dict[tuple[str, str], int] = {}
    for i, one in enumerate(told):
        keys = [("document", one.document)]
        keys += [("cluster", one.cluster)] if one.cluster else []
        keys += [("publisher", one.publisher.casefold())] if one.publisher else []
        for key in keys:
            _join(groups, i, seen.setdefault(key, i))
    return [_root(groups, i) for i in range(len(told))]


def _root(groups: list[int], i: int) -> int:
    while groups[i] != i:
        groups[i] = groups[groups[i]]
        i = groups[i]
    return i


def _join(groups: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(groups, one), _root(groups, other)))
    groups[high] = low


def content(text: str, *without: str) -> tuple[str, ...]:
    """The same stems in the order of the text."""
    left_out = {stem(word) for said in without for word in _WORD.findall(said.lower())}
    stems = (stem(w) for w in _WORD.findall(text.lower()) if w not in _EMPTY)
    return tuple(word for word in stems if word not in left_out)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough stem, enough to see that "visited" and "visits" are one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def overlap(
    one: frozenset[str], other: frozenset[str], weights: Mapping[str, float] | None = None
) -> float:
    """How much two sets of words share, 0 to 1: of the smaller, tempered by that of both.

    `weights` say how much each word tells apart; words that they do not name count 1.
    """
    if not one or not other:
        return 0.0
    common = _weight(one & other, weights)
    less, more = sorted((_weight(one, weights), _weight(other, weights)))
    return (common / less + common / (less + more - common)) / 2


def contrast(
    one: Sequence[str], other: Sequence[str], weights: Mapping[str, float] | None = None
) -> bool:
    """Whether two texts say the same of two things: "… a deal on fish …", "… a deal on visas …".

    They begin and end alike, and differ in between by words that tell apart.
    """
    shorter = min(len(one), len(other))
    start = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    rest = shorter - start
    end = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    mine, yours = one[start : len(one) - end], other[start : len(other) - end]
    if not mine or not yours or start + end < 0.5 * max(len(one), len(other)):
        return False
    return _names_a_thing(mine, yours, weights) and _names_a_thing(yours, mine, weights)


def _names_a_thing(
    words: Sequence[str], others: Sequence[str], weights: Mapping[str, float] | None
) -> bool:
    """Whether a word tells apart and is no form of the others; numbers are often corrected."""
    beginnings = {word[:4] for word in others}
    return any(
        word[:4] not in beginnings
        and not word[0].isdigit()
        and (weights or {}).get(word, 1.0) >= 1.0
        for word in words
    )


def telling_words(
    texts: Sequence[frozenset[str]], ordinary: frozenset[str] = frozenset()
) -> dict[str, float]:
    """How much each word tells one text of a collection from another: rare words more."""
    counts = Counter(word for words in texts for word in words)
    many = max(len(texts), _FEW)
    plain = _stems(ordinary)
    return {
        word: log(1 + many / count) * (_PLAIN if word in plain else 1)
        for word, count in counts.items()
    }


@lru_cache(maxsize=4)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)


def _weight(words: frozenset[str], weights: Mapping[str, float] | None) -> float:
    if weights is None:
        return len(words)
    # Sorted, because sums of floats depend on their order.
    return sum(weights.get(word, 1.0) for word in sorted(words))
