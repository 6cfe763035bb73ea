"""Bytes to read and what is needed to read them: passed from one form of file to the next."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BufferedReader, BytesIO
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from dragoman.acquire.budget import Budget
from dragoman.acquire.columns import Columns
from dragoman.acquire.workshop import Workshop
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.acquire.web import Web

Found = Iterator[Acquired | Skipped]


@dataclass(frozen=True, slots=True)
class Source:
    """A stream to read from its beginning; `uri` is what the user knows it by.

    `name` tells the kind where the bytes do not. `depth` counts the archives and messages around
    it. `encoding` is what its envelope declares; `fields` and `told` are those of `Acquired`.
    """

    uri: str
    name: str
    stream: BufferedReader
    budget: Budget
    depth: int = 0
    encoding: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def within(self, name: str, stream: BufferedReader, mark: str | None = None) -> Source:
        """What lies in this one under a name, known by the mark after "#"."""
        uri = f"{self.uri}#{name if mark is None else mark}"
        return replace(self, uri=uri, name=name, stream=stream, depth=self.depth + 1)

    def taken(self, content: str, media: str, raw: bytes) -> Acquired:
        """The one document of this source."""
        return Acquired(self.uri, content, media, self.fields, self.told, hashed(raw))


@dataclass(frozen=True, slots=True)
class Taking:
    """What reading a source needs; `take` reads one of any kind, for what lies within another.

    `web` fetches what feeds and lists point to; without it nothing is fetched.
    """

    settings: Settings
    columns: Columns
    workshop: Workshop
    take: Callable[[Source, Taking], Found]
    web: Web | None = None


class UnreadableError(Exception):
    """A document that cannot be read; the message says why."""


def whole(source: Source, settings: Settings) -> bytes:
    """All bytes of a document; raises UnreadableError for too many."""
    raw = source.stream.read(settings.max_bytes + 1)
    if len(raw) > settings.max_bytes:
        raise UnreadableError(
            f"has more than the limit of {settings.max_bytes:,} bytes (setting max_bytes)"
        )
    return raw


def streamed(raw: bytes) -> BufferedReader:
    """Bytes as a stream."""
    return BufferedReader(BytesIO(raw))


def aside(stream: IO[bytes]) -> BufferedReader:
    """What a stream holds in a temporary file, for a form that is not read from its beginning."""
    with TemporaryFile() as kept:
        copyfileobj(stream, kept)
        kept.flush()
        again = os.fdopen(os.dup(kept.fileno()), "rb")
    again.seek(0)
    return again


def hashed(raw: bytes) -> str:
    """The hash by which the bytes of a document are known."""
    return sha256(raw).hexdigest()
