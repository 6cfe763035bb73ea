"""Documents from the places that a user names."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import cast

from dragoman.acquire import (
    archives,
    feeds,
    jsonlines,
    mail,
    parquet,
    tables,
    webarchive,
    worklist,
)
from dragoman.acquire.budget import DEPTH, BombError, Budget
from dragoman.acquire.columns import columns
from dragoman.acquire.decoding import UndecodableError, checked, decode
from dragoman.acquire.fetching import Fetcher
from dragoman.acquire.fields import FieldsError, beside
from dragoman.acquire.kinds import HEAD, UNREAD, Kind, kind_of, suffix_of
from dragoman.acquire.memory import Forgetful
from dragoman.acquire.paths import STDIN, Address, Place, places
from dragoman.acquire.source import Found, Source, Taking, UnreadableError, aside, whole
from dragoman.acquire.web import Web
from dragoman.acquire.workshop import Workshop
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

_PAGE = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_PACKED = frozenset({Kind.ZIP, Kind.GZIP, Kind.BZIP2, Kind.XZ})


def acquire(
    paths: Iterable[str | Path], settings: Settings, web: Web | None = None
) -> Iterator[Acquired | Skipped]:
    """Every document of files, folders, globs and standard input ("-"), or why it was not taken.

    Web addresses are fetched; `web` brings what is remembered of them.
    """
    web = web or Web(Fetcher(settings), Forgetful())
    with Workshop(settings) as workshop:
        fetching = web if settings.fetch else None
        taking = Taking(settings, columns(settings.columns), workshop, take, fetching)
        for place in places(paths):
            if isinstance(place, Skipped):
                yield place
            elif isinstance(place, Address):
                yield from web.named(place.url, replace(taking, web=web))
            elif place.uri == STDIN:
                yield from _stdin(taking)
            else:
                yield from _opened(place, taking)


def take(source: Source, taking: Taking) -> Found:
    """The documents of a source of any kind; what cannot be read is told, whatever it is."""
    try:
        if source.depth > DEPTH:
            raise UnreadableError(f"lies more than {DEPTH} archives deep; unpack it first")
        yield from _read(kind_of(source.name, source.stream.peek(HEAD)[:HEAD]), source, taking)
    except (UnreadableError, UndecodableError) as error:
        yield Skipped(source.uri, str(error))
    except archives.BROKEN as error:
        yield Skipped(source.uri, archives.told(error))
    except BombError as error:
        if source.depth:
            raise
        yield Skipped(source.uri, str(error))
    except RecursionError:
        yield Skipped(source.uri, "is nested too deeply")
    except OSError as error:
        yield Skipped(source.uri, f"cannot be read ({(error.strerror or str(error)).lower()})")
    except Exception as error:  # noqa: BLE001 - what a hostile file does must not end the run
        yield Skipped(source.uri, f"cannot be read ({type(error).__name__}: {error})"[:300])


def _read(kind: Kind, source: Source, taking: Taking) -> Found:
    if kind in archives.OPENERS:
        return archives.compressed(source, taking, kind)
    if kind in _STREAMED:
        return _STREAMED[kind](source, taking)
    if kind in {Kind.PDF, Kind.DOCX}:
        return iter([_extracted(source, kind, taking)])
    return iter([_document(source, kind, taking.settings)])


def _document(source: Source, kind: Kind, settings: Settings) -> Acquired | Skipped:
    if kind in {Kind.LOCKED, Kind.UNREAD}:
        return Skipped(source.uri, _unread(source, kind))
    raw = whole(source, settings)
    html = kind == Kind.HTML
    content = decode(raw, html=html or b"<html" in raw[:HEAD].lower(), declared=source.encoding)
    if why := checked(source.uri, content, settings.max_characters):
        return why
    return source.taken(content, "html" if html or _PAGE.match(content) else "text", raw)


def _unread(source: Source, kind: Kind) -> str:
    if kind == Kind.LOCKED:
        return "is protected with a password"
    return f"is {UNREAD.get(suffix_of(source.name), 'an office file of a kind that is not read')}"


def _extracted(source: Source, kind: Kind, taking: Taking) -> Acquired | Skipped:
    raw = whole(source, taking.settings)
    found = taking.workshop.extract(kind.value, raw)
    if found.reason is not None:
        return Skipped(source.uri, found.reason)
    if why := checked(source.uri, found.content, taking.settings.max_characters):
        return why
    source = replace(source, told=source.told | found.told)
    return source.taken(found.content, found.media, raw)


def _listed(source: Source, taking: Taking) -> Found:
    held = False
    for page in worklist.listed(source.stream):
        held = True
        if taking.web is not None:
            yield from taking.web.linked(page.url, "", {}, source, taking)
            continue
        seen = f", seen {page.seen}" if page.seen else ""
        where = f"is listed in {source.uri} (line {page.line}{seen})"
        yield Skipped(page.url, f"{where}; --fetch fetches what lists name")
    if not held:
        yield Skipped(source.uri, "lists no address of a page")


_STREAMED: dict[Kind, Callable[[Source, Taking], Found]] = {
    Kind.ZIP: archives.zipped,
    Kind.TAR: archives.tarred,
    Kind.JSON_LINES: jsonlines.documents,
    Kind.TABLE: tables.documents,
    Kind.PARQUET: parquet.documents,
    Kind.MAIL: mail.message,
    Kind.MAILBOX: mail.mailbox,
    Kind.WARC: webarchive.documents,
    Kind.WORK_LIST: _listed,
    Kind.FEED: feeds.documents,
}


def _opened(place: Place, taking: Taking) -> Found:
    try:
        fields = beside(place.path)
        with place.path.open("rb") as stream:
            size = place.path.stat().st_size
            budget = Budget(size, taking.settings.max_unpacked)
            yield from take(
                Source(place.uri, place.path.name, stream, budget, fields=fields), taking
            )
    except FieldsError as error:
        yield Skipped(place.uri, str(error))
    except OSError as error:
        yield Skipped(place.uri, f"cannot be opened ({(error.strerror or str(error)).lower()})")


def _stdin(taking: Taking) -> Found:
    given = sys.stdin.buffer
    stream = given if isinstance(given, BufferedReader) else BufferedReader(cast(RawIOBase, given))
    kind = kind_of("", stream.peek(HEAD)[:HEAD])
    if kind in _PACKED:
        with aside(stream) as kept:
            budget = Budget(os.fstat(kept.fileno()).st_size, taking.settings.max_unpacked)
            yield from take(Source(STDIN, "", kept, budget), taking)
        return
    name = "lines.jsonl" if jsonlines.looks_like(stream.peek(HEAD), taking.columns) else ""
    yield from take(Source(STDIN, name, stream, Budget(0, taking.settings.max_unpacked)), taking)
