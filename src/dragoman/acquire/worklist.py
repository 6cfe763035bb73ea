"""Files of GDELT as a list of work: the addresses of the pages that they point to, with days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

LONGEST = 1_000_000
_DAY = re.compile(rb"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?")
_ADDRESS = re.compile(rb"https?://[^\s<>\"]{4,2000}")
# Columns by the number of columns: (of the address, of the day); the days are those of GDELT's
# taking up the page, at most a quarter of an hour after it found it.
EVENTS, EVENTS_FIRST = 61, 58  # version 2 and version 1
MENTIONS, MENTIONS_FIRST, GRAPH = 16, 15, 27
SHAPES = {
    EVENTS: (60, 59),
    EVENTS_FIRST: (57, 56),
    MENTIONS: (5, 2),
    MENTIONS_FIRST: (5, 2),
    GRAPH: (4, 1),
}
GRAPH_FIRST, ADDRESSES, PARTED = 11, 10, b"<UDIV>"  # version 1 of the knowledge graph


@dataclass(frozen=True, slots=True)
class Listed:
    """A page to be fetched; `seen` is the day on which GDELT took it up, `line` where it stands."""

    url: str
    seen: str | None
    line: int


def listed(stream: BinaryIO) -> Iterator[Listed]:
    """Every address of a GDELT file (events, mentions, knowledge graph), once, in its order."""
    told: set[bytes] = set()
    for number, line in enumerate(_lines(stream), 1):
        row = line.rstrip(b"\r\n").split(b"\t")
        for url, seen in _addresses(row):
            key = blake2b(url, digest_size=10).digest()
            if key not in told:
                told.add(key)
                yield Listed(url.decode("utf-8", "replace"), seen, number)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Each line; the rest of an endless one is passed over without keeping it."""
    while line := stream.readline(LONGEST):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)


def _addresses(row: list[bytes]) -> Iterator[tuple[bytes, str | None]]:
    if len(row) == GRAPH_FIRST:
        for url in row[ADDRESSES].split(PARTED):
            yield from _address(url, row[0])
    elif shape := SHAPES.get(len(row)):
        yield from _address(row[shape[0]], row[shape[1]])


def _address(url: bytes, day: bytes) -> Iterator[tuple[bytes, str | None]]:
    # Mentions and the graph also list broadcasts and citations, which have no address.
    if _ADDRESS.fullmatch(url.strip()):
        found = _DAY.fullmatch(day.strip())
        text = day.strip()[:8].decode() if found else ""
        yield url.strip(), f"{text[:4]}-{text[4:6]}-{text[6:]}" if text else None
