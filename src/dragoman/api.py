"""What a program calls: read a text, fill a ledger, ask it, lay out a dossier."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.dates import check_date
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.reading import read_many, read_one
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.answers import OpenLedger
    from dragoman.present.dossier import Dossier
    from dragoman.query import View


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


def add(
    paths: Iterable[str | Path],
    ledger: str | os.PathLike[str],
    *,
    published: str | None = None,
    settings: Settings | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Records | Document | Skipped | Failure]:
    """Read documents into a ledger, one by one as the result is gone through.

    Yields the records of each document that was read, the document itself where the ledger knew it
    already, and why where it could not be read. Stopping half-way loses nothing that was yielded.
    """
    from dragoman.filling import fill

    fields = {"published": check_date(published)} if published else {}
    return fill([str(p) for p in paths], ledger, fields, settings or Settings(), clock)


def open_ledger(ledger: str | os.PathLike[str]) -> OpenLedger:
    """Open a ledger to ask it: `open_ledger("x.db").events(dyad=("BLR", "SYR"))`.

    Use it as a context manager, or close it. `.table("events")` gives the same as Arrow. Raises
    LedgerError when there is none.
    """
    from dragoman import ledger as kept
    from dragoman.answers import OpenLedger

    return OpenLedger(kept.open_ledger(ledger, create=False))


def dossier(
    view: View, a: str, b: str, *, settings: Settings | None = None, **asked: str
) -> Dossier:
    """Everything between two parties (codes or names) as one value, ready to be rendered.

    `asked` takes the filters of `View.events`, such as since="2019" or statuses="occurred".
    """
    from dragoman.present.asking import ask
    from dragoman.present.dossier import assemble

    return assemble(ask(view, a, b, asked, settings or Settings()))
