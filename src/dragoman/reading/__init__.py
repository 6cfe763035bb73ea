"""From paths or a text to records: acquire, clean, read, as API and command line do it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from dragoman.acquire import Web, acquire
from dragoman.acquire.deadline import OutOfTimeError, within
from dragoman.analysis import Acquired
from dragoman.clean import clean, near_copies
from dragoman.codebook import Codebook
from dragoman.errors import ReadError
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import Reader, load_reader, read_document, read_documents
from dragoman.settings import Settings

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(!doctype html|html)\b", re.IGNORECASE)


def documents(
    paths: Iterable[str],
    settings: Settings,
    codebook: Codebook,
    fields: dict[str, str] | None = None,
    web: Web | None = None,
) -> Iterator[Document | Skipped]:
    """Every document of the paths, cleaned; `fields` override what it says of itself.

    `web` brings what is remembered of web addresses.
    """
    for found in acquire(list(paths), settings, web):
        if isinstance(found, Skipped):
            yield found
        else:
            yield cleaned(found, codebook, fields or {}, settings)


def read_one(
    source: str | Path,
    *,
    fields: dict[str, str] | None = None,
    settings: Settings | None = None,
) -> Records:
    """The records of one text, or of one document at a path.

    A `Path` is always a path; a string is one if a file of that name exists, a web address if it
    is nothing but one, else the text itself.
    """
    settings = settings or Settings()
    reader = load_reader(settings)
    if place := _as_address(source) or _as_path(source):
        found = list(documents([str(place)], settings, reader.codebook, fields))
    else:
        media = "html" if _MARKUP.match(str(source)) else "text"
        text = Acquired("text", str(source), media)
        found = [cleaned(text, reader.codebook, fields or {}, settings)]
    if len(found) != 1:
        raise ReadError(f"{source}: holds {len(found)} documents, not one; read_all reads many")
    if isinstance(found[0], Skipped):
        raise ReadError(f"{found[0].uri}: {found[0].reason}")
    return read_document(found[0], reader)


def read_many(
    paths: Iterable[str],
    *,
    fields: dict[str, str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Records | Skipped | Failure]:
    """Read every document of the paths, in their order; what cannot be read says why.

    Near-copies among them share a cluster, so all are cleaned before the first is read.
    """
    settings = settings or Settings()
    reader = load_reader(settings)
    everything = list(documents(paths, settings, reader.codebook, fields))
    clusters = near_copies(found for found in everything if isinstance(found, Document))
    for found in everything:
        if isinstance(found, Skipped):
            yield found
        else:
            yield from read_batch([replace(found, cluster=clusters.get(found.id))], settings)


def cleaned(
    found: Acquired, codebook: Codebook, fields: dict[str, str], settings: Settings
) -> Document | Skipped:
    """What was acquired as a document, or why it cannot be one; `fields` override what it says."""
    given = replace(found, fields=found.fields | fields)
    try:
        return within(settings.max_seconds, lambda: clean(given, codebook))
    except OutOfTimeError:
        return Skipped(found.uri, _late("cleaned", settings))
    except Exception as error:  # noqa: BLE001 - what one page does must not end the run
        return Skipped(found.uri, f"cannot be cleaned ({type(error).__name__}: {error})"[:300])


def read_batch(
    documents: Sequence[Document], settings: Settings = Settings()
) -> list[Records | Failure]:
    """What each of the documents says, or why not, in their order; ready to be stored.

    None may take longer than the settings allow, and none keeps memory after it is read. Whatever
    stands beside a document in its batch, its records are the same.
    """
    reader = load_reader(settings)
    with _passing(reader):
        return [_read_within(document, reader, settings) for document in documents]


def _read_within(document: Document, reader: Reader, settings: Settings) -> Records | Failure:
    try:
        [found] = within(settings.max_seconds, lambda: [*read_documents([document], reader)])
    except OutOfTimeError:
        return Failure(document.uri, _late("read", settings))
    return found


def _passing(reader: Reader) -> AbstractContextManager[object]:
    """Let the parser forget the words that it meets meanwhile: new ones never end."""
    forgetting = getattr(reader.parser, "memory_zone", None)
    return forgetting() if forgetting else nullcontext()


def _as_address(source: str | Path) -> str | None:
    return str(source) if _ADDRESS.fullmatch(str(source)) else None


def _as_path(source: str | Path) -> Path | None:
    if isinstance(source, Path):
        return source
    if not source or len(source) > 1000 or "\n" in source or "\0" in source:
        return None
    try:
        return Path(source) if Path(source).exists() else None
    except OSError:
        return None


def _late(done: str, settings: Settings) -> str:
    limit = f"takes longer than the limit of {settings.max_seconds:,} seconds to be {done}"
    return f"{limit} (setting max_seconds)"
