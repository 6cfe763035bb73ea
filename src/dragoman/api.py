"""What a program calls: read a text, read many documents, open a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.dates import check_date
from dragoman.model import Failure, Records, Skipped
from dragoman.reading import read_many, read_one
from dragoman.settings import Settings


def read(
    text_or_path: str | Path,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> Records:
    """Read one text or one document: what it says, typed, with the evidence of each record.

    A `Path` is always a path; a string is one if a file of that name exists, else the text itself.
    What is given by name overrides what the document says of itself. Raises ReadError.

        read("Chile's president visited Quito on Monday.", published="2024-03-11").events
    """
    if published is not None:
        check_date(published)
    given = {"published": published, "title": title, "publisher": publisher, "url": url}
    fields = {name: value for name, value in given.items() if value is not None}
    return read_one(text_or_path, fields=fields, settings=settings)


def read_all(
    paths: Iterable[str | Path], *, settings: Settings | None = None
) -> Iterator[Records | Skipped | Failure]:
    """Read every document of files, folders and globs, in order; what cannot be read says why."""
    return read_many([str(path) for path in paths], settings=settings)
