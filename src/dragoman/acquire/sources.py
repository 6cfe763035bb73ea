"""Documents from the places that a user names."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.acquire import jsonlines
from dragoman.acquire.decoding import UndecodableError, checked, decode
from dragoman.acquire.fields import FieldsError, beside
from dragoman.acquire.paths import HTML, JSON_LINES, STDIN, UNREAD, Place, places
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

_PAGE = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def acquire(paths: Iterable[str | Path], settings: Settings) -> Iterator[Acquired | Skipped]:
    """Every document of files, folders, globs and standard input ("-"), or why it was not taken."""
    for place in places(paths):
        if isinstance(place, Skipped):
            yield place
        elif place.uri == STDIN:
            yield from _stdin(sys.stdin.buffer, settings)
        else:
            yield from _opened(place, settings)


def _opened(place: Place, settings: Settings) -> Iterator[Acquired | Skipped]:
    suffix = place.path.suffix.lower()
    try:
        if suffix in JSON_LINES:
            with place.path.open("rb") as lines:
                yield from jsonlines.documents(place.uri, lines, settings)
            return
        size = place.path.stat().st_size
        raw = place.path.read_bytes() if size <= settings.max_bytes else None
    except OSError as error:
        yield Skipped(place.uri, f"cannot be opened ({(error.strerror or str(error)).lower()})")
        return
    if raw is None:
        yield _too_big(place.uri, size, settings)
    elif suffix in UNREAD:
        yield Skipped(place.uri, f"is a {suffix} file, a kind that cannot be read yet")
    else:
        yield from _described(place, _document(place.uri, raw, suffix, settings))


def _described(place: Place, found: Acquired | Skipped) -> Iterator[Acquired | Skipped]:
    if isinstance(found, Skipped):
        yield found
        return
    try:
        sidecar = beside(place.path)
    except FieldsError as error:
        yield Skipped(place.uri, str(error))
        return
    fields = sidecar[1] if sidecar else {}
    yield Acquired(found.uri, found.content, found.media, fields)


def _document(uri: str, raw: bytes, suffix: str, settings: Settings) -> Acquired | Skipped:
    try:
        content = decode(raw, html=suffix in HTML or b"<html" in raw[:4096].lower())
    except UndecodableError as error:
        return Skipped(uri, str(error))
    if why := checked(uri, content, settings.max_characters):
        return why
    media = "html" if suffix in HTML or _PAGE.match(content) else "text"
    return Acquired(uri, content, media)


def _stdin(stream: BinaryIO, settings: Settings) -> Iterator[Acquired | Skipped]:
    head = stream.readline(settings.max_bytes + 1)
    if jsonlines.looks_like(head):
        yield from jsonlines.documents(STDIN, stream, settings, head)
        return
    raw = head + stream.read(max(0, settings.max_bytes + 1 - len(head)))
    if len(raw) > settings.max_bytes:
        yield _too_big(STDIN, None, settings)
    else:
        yield _document(STDIN, raw, "", settings)


def _too_big(uri: str, size: int | None, settings: Settings) -> Skipped:
    has = f"has {size:,} bytes," if size else "has"
    return Skipped(
        uri, f"{has} more than the limit of {settings.max_bytes:,} bytes (setting max_bytes)"
    )
