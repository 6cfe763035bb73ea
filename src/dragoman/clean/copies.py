"""Near-copies: syndicated, cut and lightly reworded versions of one text, as clusters."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dragoman.model import Document, identifier

SHINGLE, PERMUTATIONS, BANDS, SEED = 5, 126, 42, 20240101
LEAD = 90  # words: cuts are made from the end, so that the beginnings of copies agree
# Shared five-word runs, of all and of the shorter text. On the constructed set of the tests copies
# share 0.41 of all or 0.80 of the shorter one, other stories at most 0.24 and 0.47.
ALIKE, WITHIN, ENOUGH = 0.3, 0.6, 25


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a document's body: a hash of its words, its word runs as sorted hashes.

    Some 3 kB for an article, so that a corpus need not stay in memory to be compared.
    """

    id: str
    published: str | None
    words: str
    runs: array[int]


def near_copies(documents: Iterable[Document]) -> dict[str, str]:
    """The cluster of each document that has copies, named by its earliest, smallest member."""
    sketched = sorted((_sketched(d) for d in documents), key=lambda pair: pair[0].id)
    sketches, leads = [sketch for sketch, _ in sketched], [lead for _, lead in sketched]
    parent = list(range(len(sketches)))
    for one, other in _pairs(sketches, leads):
        a, b = _root(parent, one), _root(parent, other)
        if a != b and _alike(sketches[one], sketches[other]):
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[Sketch]] = defaultdict(list)
    for i, sketch in enumerate(sketches):
        groups[_root(parent, i)].append(sketch)
    clusters: dict[str, str] = {}
    for members in groups.values():
        if len({m.id for m in members}) > 1:
            first = min(members, key=lambda m: (m.published or "9999", m.id))
            clusters |= {m.id: first.id for m in members}
    return dict(sorted(clusters.items()))


def _sketched(document: Document) -> tuple[Sketch, array[int]]:
    body = " ".join(document.text[start:end] for start, end in document.body)
    words = re.findall(r"\w+", body.casefold())
    sketch = Sketch(document.id, document.published, identifier(*words), _runs(words))
    return sketch, _runs(words[:LEAD])


def _runs(words: Sequence[str]) -> array[int]:
    """The hashes of all runs of words, each once, in order of size."""
    found = set()
    for i in range(max(1, len(words) - SHINGLE + 1)):
        run = " ".join(words[i : i + SHINGLE]).encode("utf-8", "surrogatepass")
        found.add(int.from_bytes(blake2b(run, digest_size=8).digest(), "big"))
    return array("Q", sorted(found))


def _pairs(sketches: Sequence[Sketch], leads: Sequence[array[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that may be copies: the same words, or hashed alike as a whole or in the lead."""
    exact: dict[str, int] = {}
    for i, sketch in enumerate(sketches):
        first = exact.setdefault(sketch.words, i)
        if first != i:
            yield first, i
    unique = sorted(exact.values())
    yield from _hashed(unique, [sketches[i].runs for i in unique])
    yield from _hashed(unique, [leads[i] for i in unique])


def _hashed(indexes: Sequence[int], sets: Sequence[array[int]]) -> Iterator[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(0.4, PERMUTATIONS, BANDS)
    for i, runs in zip(indexes, sets, strict=True):
        if len(runs) < ENOUGH:
            continue
        hashed = RMinHash(PERMUTATIONS, SEED)
        hashed.update([run.to_bytes(8, "big") for run in runs])
        for other in sorted(index.query(hashed)):
            yield other, i
        index.insert(i, hashed)


def _alike(one: Sketch, other: Sketch) -> bool:
    if one.words == other.words:
        return True
    smaller = min(len(one.runs), len(other.runs))
    if smaller < ENOUGH:
        return False
    shared = len(set(one.runs).intersection(other.runs))
    return (
        shared >= ALIKE * (len(one.runs) + len(other.runs) - shared) or shared >= WITHIN * smaller
    )


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i
