"""Near-copies: syndicated, cut and lightly reworded versions of one text, as clusters."""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dragoman.model import Document, identifier

SHINGLE, SEED = 5, 20240101
LEAD = 90  # words: cuts are made from the end, so that the beginnings of copies agree
# Shared five-word runs, of all and of the shorter text. On the constructed set of the tests copies
# share 0.41 of all or 0.80 of the shorter one, other stories at most 0.24 and 0.47.
ALIKE, WITHIN, ENOUGH = 0.3, 0.6, 25
# Bands of the index: of the whole text and of its lead. Two texts of which three in ten runs are
# shared have three bands in common 99 times in 100, two that share one run in fifty once in 100.
WHOLE, LEADING, COMMON = 24, 8, 3


@dataclass(frozen=True, slots=True)
class Sketch:
    """What copies are found by: a hash of the body's words, its word runs as sorted hashes.

    `bands` are the keys of an index: a text has always 32, or none when it is too short for any but
    an equal one to be its copy. A ledger keeps them and can forget the rest.
    """

    id: str
    published: str | None
    words: str
    runs: array[int]
    bands: tuple[int, ...]


def sketch(document: Document) -> Sketch:
    """The sketch of a document's body."""
    body = " ".join(document.text[start:end] for start, end in document.body)
    words = re.findall(r"\w+", body.casefold())
    told = _runs(words)
    runs, lead = sorted(set(told)), set(told[: LEAD - SHINGLE + 1])
    bands = _bands(runs, lead) if len(runs) >= ENOUGH else ()
    return Sketch(document.id, document.published, identifier(*words), _numbers(runs), bands)


def near_copies(documents: Iterable[Document]) -> dict[str, str]:
    """The cluster of each document that has copies, named by its earliest, smallest member."""
    return clusters_of(map(sketch, documents))


def clusters_of(made: Iterable[Sketch]) -> dict[str, str]:
    """The same for documents of which only the sketches are at hand."""
    sketches = {one.id: one for one in made}
    parent = {id_: id_ for id_ in sorted(sketches)}
    for one, other in _candidates(sketches):
        a, b = _root(parent, one), _root(parent, other)
        if a != b and alike(sketches[one], sketches[other]):
            parent[b] = a
    groups: dict[str, list[Sketch]] = defaultdict(list)
    for id_ in parent:
        groups[_root(parent, id_)].append(sketches[id_])
    clusters: dict[str, str] = {}
    for members in groups.values():
        if len(members) > 1:
            first = min(members, key=lambda m: (m.published or "9999", m.id))
            clusters |= {m.id: first.id for m in members}
    return dict(sorted(clusters.items()))


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two documents are copies of one text."""
    if one.words == other.words:
        return True
    smaller = min(len(one.runs), len(other.runs))
    if smaller < ENOUGH:
        return False
    shared = len(set(one.runs).intersection(other.runs))
    return (
        shared >= ALIKE * (len(one.runs) + len(other.runs) - shared) or shared >= WITHIN * smaller
    )


def _runs(words: Sequence[str]) -> list[bytes]:
    """The hashes of all runs of words, as they follow one another."""
    spelt = [word.encode("utf-8", "surrogatepass") for word in words]
    return [
        blake2b(b" ".join(spelt[i : i + SHINGLE]), digest_size=8).digest()
        for i in range(max(1, len(spelt) - SHINGLE + 1))
    ]


def _numbers(hashes: Sequence[bytes]) -> array[int]:
    """The hashes as numbers, whose first byte weighs most: in the same order."""
    numbers = array("Q", b"".join(hashes))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _bands(whole: Collection[bytes], lead: Collection[bytes]) -> tuple[int, ...]:
    """The least hashes of both under permutations: equal as often as the texts share runs."""
    from rensa import RMinHash

    found: list[int] = []
    for runs, many in ((whole, WHOLE), (lead, LEADING)):
        hashed = RMinHash(many, SEED + many)
        hashed.update(list(runs))
        found += [(len(found) + i) << 32 | least for i, least in enumerate(hashed.digest())]
    return tuple(found)


def _candidates(sketches: Mapping[str, Sketch]) -> Iterator[tuple[str, str]]:
    """Pairs that may be copies: the same words, or enough bands in common."""
    exact: dict[str, str] = {}
    index: dict[int, list[str]] = defaultdict(list)
    for id_, made in sorted(sketches.items()):
        first = exact.setdefault(made.words, id_)
        if first != id_:
            yield first, id_
            continue
        common = Counter(other for band in made.bands for other in index[band])
        yield from ((other, id_) for other in sorted(common) if common[other] >= COMMON)
        for band in made.bands:
            index[band].append(id_)


def _root(parent: dict[str, str], thing: str) -> str:
    while parent[thing] != thing:
        parent[thing] = parent[parent[thing]]
        thing = parent[thing]
    return thing
