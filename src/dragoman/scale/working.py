"""What a worker does: acquire the documents of a portion, read a shard of them, keep it."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from dragoman.clean.copies import sketch
from dragoman.errors import DragomanError
from dragoman.ledger.bounds import bounds
from dragoman.ledger.storing import read_hash
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import load_reader
from dragoman.reading.crew import Alone
from dragoman.reading.outcomes import each_cleaned, each_read
from dragoman.reading.pool import Pool
from dragoman.scale.packing import packed
from dragoman.scale.shards import (
    PORTIONS,
    SHARDS,
    Manifest,
    Shard,
    Versions,
    data_of,
    manifest_of,
    shards,
)
from dragoman.scale.sources import Portion, documents, fingerprint
from dragoman.scale.storage import Folder
from dragoman.settings import Settings

UNDATED = "unknown"
Batch = Mapping[str, Any]
_COLUMNS = {
    "outcome": "string",
    "uri": "string",
    "reason": "string",
    "id": "string",
    "day": "string",
    "first": "string",
    "read_hash": "string",
    "words": "string",
    "bands": "list",
    "runs": "binary",
    "records": "string",
}


@dataclass(frozen=True, slots=True)
class Work:
    """What every worker is told: where to, with what settings; `given` the user states for all."""

    out: Folder
    settings: Settings
    given: Mapping[str, str]
    versions: Versions
    size: int


def acquired(batch: Batch, work: Work, kept: frozenset[str]) -> Iterator[dict[str, list[Any]]]:
    """The shards of a portion, those that are kept already without their documents."""
    at, portion = int(batch["portion"][0]), pickle.loads(bytes(batch["files"][0]))  # noqa: S301
    keys = []
    for number, one in enumerate(
        shards(documents(portion, work.settings), work.versions, work.size)
    ):
        keys.append(one.key)
        held = b"" if one.key in kept else pickle.dumps(one)
        yield {"portion": [at], "number": [number], "key": [one.key], "shard": [held]}
    told = json.dumps({"files": fingerprint(portion), "shards": keys}, indent=1)
    work.out.write(portion_file(portion, work.versions), told.encode())


def portion_file(portion: Portion, versions: Versions) -> str:
    """The file that names the shards of a portion whose files have not changed."""
    from hashlib import sha256

    told = repr((fingerprint(portion), versions))
    return f"{PORTIONS}/{sha256(told.encode()).hexdigest()[:24]}.json"


class ShardReader:
    """A worker that reads shards; codebook, parser and model are loaded once."""

    def __init__(self, work: Work) -> None:
        self.work = work
        load_reader(work.settings)
        here = Versions.of(work.settings, work.given)
        if here != work.versions:
            raise DragomanError(
                f"a worker reads with {here}, but the run began with {work.versions}: "
                "install the same dragoman, models and codebook on every machine"
            )

    def __call__(self, batch: Batch) -> dict[str, list[Any]]:
        """Read a shard and keep it, unless that was done; what it holds as a manifest."""
        told = b""
        if held := bytes(batch["shard"][0]):
            shard: Shard = pickle.loads(held)  # noqa: S301 - made by `acquired`
            told = keep(self.work, shard, self.rows(shard), _node())
        names = ("portion", "number", "key")
        return {name: list(batch[name]) for name in names} | {"manifest": [told]}

    def rows(self, shard: Shard) -> list[dict[str, Any]]:
        """What became of each document, and all that it says."""
        work, tries = self.work, f"{SHARDS}/{shard.key}.tries"
        again = work.out.read(tries) is not None
        work.out.write(tries, b"begun")
        # A worker was lost at this shard, perhaps by a document: that is to end as failed.
        with Pool(work.settings, 1) if again else Alone(work.settings) as readers:
            clean = each_cleaned(shard.documents, readers, dict(work.given))
            codebook = load_reader(work.settings).codebook
            found = [_row(one) for one in each_read(clean, readers, codebook)]
        work.out.remove(tries)
        return found


def _row(outcome: Records | Document | Skipped | Failure) -> dict[str, Any]:
    match outcome:
        case Skipped(uri, reason):
            return {"outcome": "skipped", "uri": uri, "reason": reason}
        case Failure(uri, error):
            return {"outcome": "failed", "uri": uri, "reason": error}
    assert isinstance(outcome, Records)
    return row_of(outcome)


def keep(work: Work, shard: Shard, rows: Sequence[Mapping[str, Any]], node: str) -> bytes:
    """Write what the documents of a shard say, the manifest last; returns the manifest."""
    content = _parquet(rows)
    unread = (row for row in rows if row["outcome"] != "done")
    made = Manifest(
        key=shard.key,
        input=shard.input,
        extractor=work.versions.extractor,
        codebook=work.versions.codebook,
        settings=work.versions.settings,
        documents=len(rows),
        done=sum(row["outcome"] == "done" for row in rows),
        size=len(content),
        node=node,
        unread=tuple((row["outcome"], row["uri"], row["reason"]) for row in unread),
        days=tuple(sorted(Counter(row["day"] for row in rows if "day" in row).items())),
    ).written()
    work.out.write(data_of(shard.key), content)
    work.out.write(manifest_of(shard.key), made)
    return made


def row_of(records: Records) -> dict[str, Any]:
    """What a shard holds of a document that was read."""
    document = records.document
    made = sketch(document)
    return {
        "outcome": "done",
        "uri": document.uri,
        "id": document.id,
        "day": day_of(document.published),
        "first": bounds(document.published)[0],
        "read_hash": read_hash(document),
        "words": made.words,
        "bands": list(made.bands),
        "runs": made.runs.tobytes(),
        "records": packed(records),
    }


def day_of(published: str | None) -> str:
    """The day of publication as the tables are parted by it: YYYY-MM-DD or unknown."""
    first, last = bounds(published)
    return first if first and first == last else UNDATED


def _parquet(rows: Sequence[Mapping[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from dragoman.export.arrow import storable

    kinds = {
        "string": pa.string(),
        "list": pa.list_(pa.int64()),
        "binary": pa.binary(),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in _COLUMNS.items()])
    plain = [
        {name: storable(v) if isinstance(v, str) else v for name, v in row.items()} for row in rows
    ]
    sink = BytesIO()
    pq.write_table(pa.Table.from_pylist(plain, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _node() -> str:
    """The machine that reads, for those who look for what was lost with it."""
    import ray

    return str(ray.get_runtime_context().get_node_id())
