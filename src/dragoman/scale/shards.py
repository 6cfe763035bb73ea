"""Shards: the documents that are read and kept together, each with a manifest when it is done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any

from dragoman.analysis import Acquired
from dragoman.codebook import load_codebook
from dragoman.model import Skipped
from dragoman.pipeline import extractor
from dragoman.scale.storage import PART, Folder
from dragoman.settings import Settings

FORMAT = "dragoman shard 1"
SHARDS, PORTIONS, RUNS = "_shards", "_portions", "_runs"
_LARGE = 16_000_000  # characters of text in one shard
# What decides what is read of a document, beside codebook and model.
_DECIDING = (*("parser", "max_bytes", "max_characters", "max_seconds", "max_unpacked", "columns"),)
Found = Acquired | Skipped


@dataclass(frozen=True, slots=True)
class Versions:
    """With what a shard is read: the same documents read with the same give the same shard."""

    extractor: str
    codebook: str
    settings: str

    @classmethod
    def of(cls, settings: Settings, given: Mapping[str, str]) -> Versions:
        """The versions that read now; `given` are the fields that the user states for all."""
        codebook = load_codebook(settings.codebook)
        decided = {name: str(getattr(settings, name)) for name in _DECIDING} | dict(given)
        told = json.dumps(decided, sort_keys=True)
        return cls(
            extractor(settings),
            f"{codebook.version}+{codebook.digest[:8]}",
            sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        )


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents to be read together; the key follows from what they are and what reads them."""

    key: str
    input: str
    documents: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished shard holds; `unread` are outcome, document and reason, `node` who read it.

    `days` counts its documents by day of publication.
    """

    key: str
    input: str
    extractor: str
    codebook: str
    settings: str
    documents: int
    done: int
    size: int
    node: str
    unread: tuple[tuple[str, str, str], ...] = ()
    days: tuple[tuple[str, int], ...] = ()

    def written(self) -> bytes:
        """The manifest as its file holds it."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1).encode()


def shards(documents: Iterable[Found], versions: Versions, size: int) -> Iterator[Shard]:
    """The documents in shards of at most `size`, in their order."""
    held: list[Found] = []
    characters = 0
    for one in documents:
        held.append(one)
        characters += len(one.content) if isinstance(one, Acquired) else 0
        if len(held) == size or characters > _LARGE:
            yield _shard(held, versions)
            held, characters = [], 0
    if held:
        yield _shard(held, versions)


def _shard(documents: Sequence[Found], versions: Versions) -> Shard:
    told = sha256(b"".join(map(_mark, documents))).hexdigest()
    key = sha256(repr((FORMAT, told, asdict(versions))).encode()).hexdigest()[:24]
    return Shard(key, told, tuple(documents))


def _mark(one: Found) -> bytes:
    """The hash of all that is known of a document before it is read."""
    told = [sorted(v.items()) if isinstance(v, dict) else v for v in _values(one)]
    return sha256(repr((type(one).__name__, told)).encode("utf-8", "surrogatepass")).digest()


def _values(one: Found) -> Iterator[Any]:
    return (getattr(one, field.name) for field in fields(one))


def data_of(key: str) -> str:
    """The file that holds what was read of a shard."""
    return f"{SHARDS}/{key}.parquet"


def manifest_of(key: str) -> str:
    """The file that says that a shard is finished."""
    return f"{SHARDS}/{key}.json"


def finished(folder: Folder) -> dict[str, Manifest]:
    """The shards that are whole; what was half written by a worker that was lost is removed."""
    sizes = {one.name: one.size for one in folder.files(SHARDS)}
    found = {}
    for name in sorted(sizes):
        manifest = _manifest(folder, name) if name.endswith(".json") else None
        if manifest and sizes.get(f"{manifest.key}.parquet") == manifest.size:
            found[manifest.key] = manifest
    for name in sizes:
        if PART in name or name.partition(".")[0] not in found:
            folder.remove(f"{SHARDS}/{name}")
    return found


def _manifest(folder: Folder, name: str) -> Manifest | None:
    try:
        told = json.loads(folder.read(f"{SHARDS}/{name}") or b"{}")
    except ValueError:
        return None
    return manifest(told) if told.get("format") == FORMAT else None


def manifest(told: Mapping[str, Any]) -> Manifest:
    """A manifest as its file or its worker tells it."""
    values = {field.name: told[field.name] for field in fields(Manifest)}
    for name in ("unread", "days"):
        values[name] = tuple(tuple(row) for row in values[name])
    return Manifest(**values)
