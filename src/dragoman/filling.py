"""Reading documents into a ledger: what it knows costs no reading, what is done stays done."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from typing import TypeVar

from dragoman.acquire import Fetcher, Memory, Seen, Web, acquire
from dragoman.codebook import Codebook, load_codebook
from dragoman.ledger import Ledger, Run, open_ledger
from dragoman.ledger.remembering import Remembered
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import extractor
from dragoman.reading.crew import crew
from dragoman.reading.outcomes import Outcome, each_cleaned, each_read
from dragoman.settings import Settings

__all__ = ["Outcome", "fill", "reading"]
T = TypeVar("T")
TOGETHER = 50  # documents whose near-copies are looked for at a time


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
    # The readers go before the ledger is settled: when interrupted, they are not to go on.
    with (
        open_ledger(target) as ledger,
        _settled(ledger, clock) as runs,
        crew(settings) as readers,
    ):
        memory = Ahead(Remembered(ledger, reading(settings), clock))
        taken = acquire(list(paths), settings, Web(fetcher or Fetcher(settings), memory))
        found = each_cleaned(memory.counted(taken), readers, fields)
        first = next(found, None) if quiet else None
        if quiet and first is None:
            return
        run = ledger.begin(command, extractor(settings), _version(codebook), clock())
        runs.append(run)
        every = chain([first] if first else (), found)
        for outcome in each_read(every, readers, codebook, _knowing(ledger, run)):
            yield _kept(outcome, ledger, run)
            memory.safe()
            if memory.kept % TOGETHER == 0:
                # Meanwhile the readers go on: at the end they would have nothing to do.
                ledger.settle_copies()


def reading(settings: Settings) -> str:
    """The versions that read now: what others have read is to be read again."""
    return f"{extractor(settings)} {_version(load_codebook(settings.codebook))}"


class Ahead:
    """A memory of the web for a filling that takes documents before it has kept earlier ones.

    What is to be remembered of an address waits until every document taken before is kept.
    """

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.reading = memory.reading
        self.taken = self.kept = 0
        self.waiting: deque[tuple[int, str, Seen]] = deque()

    def counted(self, found: Iterable[T]) -> Iterator[T]:
        """The documents, counted as they are taken; at their end all of them are kept."""
        for one in found:
            self.taken += 1
            yield one

    def recall(self, url: str) -> Seen | None:
        """How an address was left the last time; None when it is new."""
        late = [seen for _, address, seen in self.waiting if address == url]
        return late[-1] if late else self.memory.recall(url)

    def remember(self, url: str, seen: Seen) -> None:
        """Keep how an address was left, as soon as what it brought is safe."""
        self.waiting.append((self.taken, url, seen))
        self._write()

    def safe(self) -> None:
        """Note that one more document is kept."""
        self.kept += 1
        self._write()

    def _write(self) -> None:
        while self.waiting and self.waiting[0][0] <= self.kept:
            _, url, seen = self.waiting.popleft()
            self.memory.remember(url, seen)


def _version(codebook: Codebook) -> str:
    return f"{codebook.version}+{codebook.digest[:8]}"


@contextmanager
def _settled(ledger: Ledger, clock: Callable[[], datetime]) -> Iterator[list[Run]]:
    """At the end make what follows from documents that were added, however it came to the end."""
    runs: list[Run] = []
    try:
        yield runs
    finally:
        ledger.settle_copies()
        ledger.rederive()
        for run in runs:
            ledger.finish(run, clock())


def _knowing(ledger: Ledger, run: Run) -> Callable[[Document], bool]:
    return lambda document: ledger.knows(document, run.extractor, run.codebook)


def _kept(outcome: Outcome, ledger: Ledger, run: Run) -> Outcome:
    """Put what became of a document into the ledger."""
    match outcome:
        case Skipped():
            ledger.skip(outcome, run)
        case Failure():
            ledger.fail(outcome, run)
        case Records():
            if not ledger.add(outcome, run):  # the same document was taken twice
                ledger.known(run)
                return outcome.document
        case Document():
            ledger.known(run)
    return outcome
