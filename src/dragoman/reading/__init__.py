"""From paths or a text to records: acquire, clean, read, as API and command line do it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.acquire import Web, acquire
from dragoman.analysis import Acquired
from dragoman.clean import near_copies
from dragoman.codebook import Codebook, load_codebook
from dragoman.errors import ReadError
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import load_reader, read_document
from dragoman.reading.copies import given_to, nameless
from dragoman.reading.crew import Alone, crew
from dragoman.reading.outcomes import each_cleaned, each_read
from dragoman.reading.work import cleaned
from dragoman.settings import Settings

__all__ = ["cleaned", "documents", "read_batch", "read_many", "read_one"]
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
        yield found if isinstance(found, Skipped) else cleaned(found, codebook, fields, settings)


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
        found = [cleaned(text, reader.codebook, fields, settings)]
    if len(found) != 1:
        raise ReadError(f"{source}: holds {len(found)} documents, not one; read_all reads many")
    if isinstance(found[0], Skipped):
        raise ReadError(f"{found[0].uri}: {found[0].reason}")
    return given_to(found[0], read_document(nameless(found[0]), reader))


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
    codebook = load_codebook(settings.codebook)
    with crew(settings) as readers:
        everything = list(each_cleaned(acquire(list(paths), settings), readers, fields))
        clusters = near_copies(found for found in everything if isinstance(found, Document))
        grouped = (
            replace(found, cluster=clusters.get(found.id)) if isinstance(found, Document) else found
            for found in everything
        )
        for outcome in each_read(grouped, readers, codebook):
            assert not isinstance(outcome, Document)
            yield outcome


def read_batch(
    documents: Sequence[Document], settings: Settings = Settings()
) -> list[Records | Failure]:
    """What each of the documents says, or why not, in their order; ready to be stored.

    None may take longer than the settings allow, and none keeps memory after it is read. Whatever
    stands beside a document in its batch, its records are the same.
    """
    codebook = load_codebook(settings.codebook)
    outcomes = each_read(documents, Alone(settings), codebook)
    return [found for found in outcomes if isinstance(found, Records | Failure)]


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
