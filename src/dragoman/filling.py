"""Reading documents into a ledger: what it knows costs no reading, what is done stays done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from dragoman.codebook import load_codebook
from dragoman.ledger import Ledger, Run, open_ledger
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import EXTRACTOR, load_reader, read_documents
from dragoman.reading import documents
from dragoman.settings import Settings

Outcome = Records | Document | Skipped | Failure


def fill(
    paths: Iterable[str],
    target: str | os.PathLike[str],
    fields: dict[str, str],
    settings: Settings,
    clock: Callable[[], datetime],
) -> Iterator[Outcome]:
    """Add every document of the paths; when done or stopped, settle what follows from them."""
    codebook = load_codebook(settings.codebook)
    with open_ledger(target) as ledger:
        run = ledger.begin("add", EXTRACTOR, f"{codebook.version}+{codebook.digest[:8]}", clock())
        try:
            for found in documents(paths, settings, codebook, fields):
                yield _outcome(found, ledger, run, settings)
        finally:
            # Also when interrupted: what was added shows in the events at once.
            ledger.settle_copies()
            ledger.rederive()
            ledger.finish(run, clock())


def _outcome(found: Document | Skipped, ledger: Ledger, run: Run, settings: Settings) -> Outcome:
    if isinstance(found, Skipped):
        ledger.skip(found, run)
        return found
    if ledger.knows(found, run.extractor, run.codebook):
        ledger.known(run)
        return found
    [outcome] = read_documents([found], load_reader(settings))
    if isinstance(outcome, Failure):
        ledger.fail(outcome, run)
    else:
        ledger.add(outcome, run)
    return outcome
