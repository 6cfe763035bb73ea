"""From paths or a text to records: acquire, clean, read, as API and command line do it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dragoman.acquire import Web, acquire
from dragoman.analysis import Acquired
from dragoman.clean import clean, near_copies
from dragoman.codebook import Codebook
from dragoman.errors import ReadError
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import load_reader, read_document, read_documents
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
        yield found if isinstance(found, Skipped) else _clean(found, codebook, fields or {})


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
        found = [_clean(Acquired("text", str(source), media), reader.codebook, fields or {})]
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
            yield from read_documents([replace(found, cluster=clusters.get(found.id))], reader)


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


def _clean(found: Acquired, codebook: Codebook, fields: dict[str, str]) -> Document | Skipped:
    return clean(replace(found, fields=found.fields | fields), codebook)
