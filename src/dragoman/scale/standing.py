"""Which reading of a document counts, where a folder holds several: the last, as in a ledger."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from dragoman.scale.engine import Engine
from dragoman.scale.shards import RUNS, Manifest, data_of
from dragoman.scale.storage import Folder, located

Row = tuple[str, int]  # a shard and the number of a document in it
Entry = tuple[str, str, int, str]  # document, shard, number, hash of all that a reading rests on
_TOGETHER, _TASKS = 50, 500  # shards that one task goes through at least; tasks at most
_DOCUMENTS, _MOST = 10_000, 256  # documents in a part of the merging; parts


@dataclass(frozen=True, slots=True)
class Standing:
    """The shards of all runs in order, and which of their documents do not count any more.

    `moved` are documents that count from a later run on than that which first read their shard.
    """

    folder: Folder
    runs: Mapping[str, tuple[int, ...]]
    ignored: frozenset[Row] = frozenset()
    moved: Mapping[Row, int] = field(default_factory=dict)

    def rows(self, key: str, columns: Sequence[str]) -> Iterator[tuple[tuple[int, int], Any]]:
        """The documents of a shard that were read and count, with their place in the order."""
        for number, row in done(self.folder, key, columns):
            if (key, number) not in self.ignored:
                yield (self.moved.get((key, number), self.runs[key][0]), number), row


def done(folder: Folder, key: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The documents of a shard that were read, each with its number."""
    import pyarrow.parquet as pq

    system, root = located(folder.uri)
    table = pq.ParquetFile(system.open_input_file(f"{root}/{data_of(key)}"))
    rows = table.read(columns=["outcome", *columns]).to_pylist()
    return ((number, row) for number, row in enumerate(rows) if row["outcome"] == "done")


def order(folder: Folder) -> list[str]:
    """The shards of all runs, in order; a shard stands there once for each run that named it."""
    return [
        key
        for run in folder.files(RUNS)
        for key in json.loads(folder.read(f"{RUNS}/{run.name}") or b"{}").get("shards", ())
    ]


def standing(engine: Engine, folder: Folder, kept: Mapping[str, Manifest]) -> Standing:
    """What counts of all that the runs have read."""
    runs: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for at, key in enumerate(order(folder)):
        runs[key] += (at,)
    found = Standing(folder, dict(runs))
    read = {key: f"{kept[key].extractor} {kept[key].codebook}" for key in runs}
    asked = [(folder, keys, parts_of(kept, runs)) for keys in groups(runs)]
    entries = engine.spread(_entries, asked, parts_of(kept, runs))
    told = engine.shared((found.runs, read))
    replaced = engine.each(_replaced, [(told, *part) for part in entries])
    return Standing(
        folder,
        found.runs,
        frozenset(row for ignored, _ in replaced for row in ignored),
        {row: at for _, moved in replaced for row, at in moved.items()},
    )


def groups(runs: Mapping[str, Any]) -> list[list[str]]:
    """The shards in groups that one task goes through."""
    keys = list(runs)
    size = max(_TOGETHER, 1 + len(keys) // _TASKS)
    return [keys[at : at + size] for at in range(0, len(keys), size)]


def parts_of(kept: Mapping[str, Manifest], runs: Mapping[str, Any]) -> int:
    """In how many parts the documents are merged: it follows from their number alone."""
    documents = sum(kept[key].done for key in runs)
    return min(_MOST, 2 + documents // _DOCUMENTS)


def part_of(name: str, parts: int) -> int:
    """The part that a name belongs to."""
    return crc32(name.encode("utf-8", "surrogatepass")) % parts


def _entries(folder: Folder, keys: Sequence[str], parts: int) -> list[list[Entry]]:
    found: list[list[Entry]] = [[] for _ in range(parts)]
    for key in keys:
        for number, row in done(folder, key, ("id", "read_hash")):
            found[part_of(row["id"], parts)].append((row["id"], key, number, row["read_hash"]))
    return found


def _replaced(
    told: tuple[Mapping[str, tuple[int, ...]], Mapping[str, str]], *entries: Sequence[Entry]
) -> tuple[set[Row], dict[Row, int]]:
    """Readings that do not count, and those that count from a later run on."""
    runs, read = told
    rows: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for id_, key, number, hashed in (entry for some in entries for entry in some):
        rows[id_].append(((key, number), f"{hashed} {read[key]}"))
    ignored: set[Row] = set()
    moved: dict[Row, int] = {}
    for several in rows.values():
        if len(several) > 1:
            last, at = _last(several, runs)
            ignored |= {row for row, _ in several} - {last}
            moved[last] = at
    return ignored, moved


def _last(
    several: Sequence[tuple[Row, str]], runs: Mapping[str, tuple[int, ...]]
) -> tuple[Row, int]:
    """The reading that a ledger would hold at the end: one like that before it changes nothing."""
    told = sorted((at, row, hashed) for row, hashed in several for at in runs[row[0]])
    at, row, current = told[0]
    for later, other, hashed in told[1:]:
        if hashed != current:
            at, row, current = later, other, hashed
    return row, at
