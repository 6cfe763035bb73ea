"""Near-copies among all documents, found by bands on many machines; the rule is `clean.copies`'.

Candidates are found as there: the same words, or three bands in common. What candidates connect
comes to one machine, where the rule itself decides. So the groups are those of one machine.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from dragoman.clean.copies import COMMON, Sketch, clusters_of
from dragoman.scale.engine import Engine, Ref
from dragoman.scale.standing import Standing, groups

Pairs: TypeAlias = "tuple[array[int], array[int]]"
_SKETCH = ("id", "first", "words", "bands", "runs")


def clusters(engine: Engine, known: Standing, shared: Ref, parts: int) -> dict[str, str]:
    """The cluster of each document that has copies, by the ids of documents."""
    keys = groups(known.runs)
    equal = engine.spread(_by_words, [(shared, some, parts) for some in keys], parts)
    same = engine.each(_same_words, equal)
    echoes = engine.shared(frozenset(other for _, others in same for other in others))
    banded = engine.spread(_by_band, [(shared, some, parts, echoes) for some in keys], parts)
    paired = engine.spread(_pairs, [(parts, *part) for part in banded], parts)
    near = engine.each(_often, paired)
    group = _connected(same + near)
    if not group:
        return {}
    told = engine.shared(group)
    sketched = engine.spread(_sketches, [(shared, some, parts, told) for some in keys], parts)
    found = engine.each(_grouped, sketched)
    return {id_: name for some in found for id_, name in some.items()}


def _by_words(known: Standing, keys: Sequence[str], parts: int) -> list[Pairs]:
    found = [_none() for _ in range(parts)]
    for key in keys:
        for _, row in known.rows(key, ("id", "words")):
            words = int(row["words"], 16)
            _put(found[words % parts], words, int(row["id"], 16))
    return found


def _same_words(*several: Pairs) -> Pairs:
    """The smallest document of the same words, and each other one."""
    by_words: dict[int, list[int]] = defaultdict(list)
    for words, id_ in _rows(several):
        by_words[words].append(id_)
    found = _none()
    for ids in by_words.values():
        first = min(ids)
        for other in sorted(set(ids) - {first}):
            _put(found, first, other)
    return found


def _by_band(
    known: Standing, keys: Sequence[str], parts: int, echoes: frozenset[int]
) -> list[Pairs]:
    found = [_none() for _ in range(parts)]
    for key in keys:
        for _, row in known.rows(key, ("id", "bands")):
            id_ = int(row["id"], 16)
            for band in () if id_ in echoes else row["bands"]:
                _put(found[band % parts], band, id_)
    return found


def _pairs(parts: int, *several: Pairs) -> list[Pairs]:
    """The pairs that have a band in common, once for each such band."""
    by_band: dict[int, list[int]] = defaultdict(list)
    for band, id_ in _rows(several):
        by_band[band].append(id_)
    found = [_none() for _ in range(parts)]
    for ids in by_band.values():
        for one, other in combinations(sorted(ids), 2):
            _put(found[(one ^ other) % parts], one, other)
    return found


def _often(*several: Pairs) -> Pairs:
    """The pairs that have enough bands in common."""
    counts = Counter(_rows(several))
    found = _none()
    for (one, other), common in sorted(counts.items()):
        if common >= COMMON:
            _put(found, one, other)
    return found


def _connected(several: Iterable[Pairs]) -> dict[int, int]:
    """Each document that has a candidate, with the smallest document that they lead to."""
    parent: dict[int, int] = {}
    for one, other in _rows(several):
        a, b = sorted((_root(parent, one), _root(parent, other)))
        parent[b] = a
    return {id_: _root(parent, id_) for id_ in sorted(parent)}


def _root(parent: dict[int, int], id_: int) -> int:
    parent.setdefault(id_, id_)
    while parent[id_] != id_:
        parent[id_] = parent[parent[id_]]
        id_ = parent[id_]
    return id_


def _sketches(
    known: Standing, keys: Sequence[str], parts: int, group: Mapping[int, int]
) -> list[list[Sketch]]:
    found: list[list[Sketch]] = [[] for _ in range(parts)]
    for key in keys:
        for _, row in known.rows(key, _SKETCH):
            if (together := group.get(int(row["id"], 16))) is not None:
                runs = array("Q", row["runs"])
                made = Sketch(row["id"], row["first"], row["words"], runs, tuple(row["bands"]))
                found[together % parts].append(made)
    return found


def _grouped(*several: Sequence[Sketch]) -> dict[str, str]:
    return clusters_of(one for some in several for one in some)


def _none() -> Pairs:
    return array("Q"), array("Q")


def _put(pairs: Pairs, one: int, other: int) -> None:
    pairs[0].append(one)
    pairs[1].append(other)


def _rows(several: Iterable[Pairs]) -> Iterator[tuple[int, int]]:
    return (row for pairs in several for row in zip(*pairs, strict=True))
