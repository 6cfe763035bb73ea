"""Reading documents into a ledger: what it knows costs no reading, what is done stays done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain

from dragoman.acquire import Fetcher, Web
from dragoman.codebook import Codebook, load_codebook
from dragoman.ledger import Ledger, Run, open_ledger
from dragoman.ledger.remembering import Remembered
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import extractor
from dragoman.reading import documents, read_batch
from dragoman.settings import Settings

Outcome = Records | Document | Skipped | Failure


def fill(
    paths: Iterable[str],
    target: str | os.PathLike[str],
    fields: dict[str, str],
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    command: str = "add",
    fetcher: Fetcher | None = None,
    quiet: bool = False,
) -> Iterator[Outcome]:
    """Add every document of the paths; when done or stopped, settle what follows from them.

    `fetcher` brings what it knows of servers from earlier; a `quiet` filling that finds nothing
    leaves no run behind.
    """
    codebook = load_codebook(settings.codebook)
    with open_ledger(target) as ledger:
        memory = Remembered(ledger, reading(settings), clock)
        web = Web(fetcher or Fetcher(settings), memory)
        found = documents(paths, settings, codebook, fields, web)
        first = next(found, None) if quiet else None
        if quiet and first is None:
            _settle(ledger)
            return
        run = ledger.begin(command, extractor(settings), _version(codebook), clock())
        try:
            for one in chain([first] if first else (), found):
                yield _outcome(one, ledger, run, settings)
        finally:
            # Also when interrupted: what was added shows in the events at once.
            _settle(ledger)
            ledger.finish(run, clock())


def reading(settings: Settings) -> str:
    """The versions that read now: what others have read is to be read again."""
    return f"{extractor(settings)} {_version(load_codebook(settings.codebook))}"


def _version(codebook: Codebook) -> str:
    return f"{codebook.version}+{codebook.digest[:8]}"


def _settle(ledger: Ledger) -> None:
    """Make what follows from documents that were added, also by a filling that was cut off."""
    ledger.settle_copies()
    ledger.rederive()


def _outcome(found: Document | Skipped, ledger: Ledger, run: Run, settings: Settings) -> Outcome:
    if isinstance(found, Skipped):
        ledger.skip(found, run)
        return found
    if ledger.knows(found, run.extractor, run.codebook):
        ledger.known(run)
        return found
    [outcome] = read_batch([found], settings)
    if isinstance(outcome, Failure):
        ledger.fail(outcome, run)
    else:
        ledger.add(outcome, run)
    return outcome
