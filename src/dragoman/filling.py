"""Reading documents into a ledger: what it knows costs no reading, what is done stays done."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from time import monotonic
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

__all__ = ["Outcome", "fill", "kept", "reading"]
T = TypeVar("T")
TOGETHER = 50  # documents whose near-copies are looked for at a time
AT_ONCE = 20  # documents that are added in one transaction at most
PATIENCE = 1.0  # seconds after which what was read is kept, however little it is


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
        read = each_read(every, readers, codebook, _knowing(ledger, run))
        for outcome in kept(read, ledger, run):
            yield outcome
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


def kept(outcomes: Iterable[Outcome], ledger: Ledger, run: Run) -> Iterator[Outcome]:
    """What became of each document, in order, as soon as the ledger holds it.

    Documents that come quickly share a transaction, which costs more than the rows that it adds.
    """
    waiting: list[Outcome] = []
    since = monotonic()
    try:
        for outcome in outcomes:
            if _holds(waiting, outcome):
                yield from _keep(_taken(waiting), ledger, run)
            waiting.append(outcome)
            if len(waiting) == AT_ONCE or monotonic() - since > PATIENCE:
                yield from _keep(_taken(waiting), ledger, run)
                since = monotonic()
    except BaseException:  # an interrupt loses nothing that was read
        _keep(waiting, ledger, run)
        raise
    yield from _keep(waiting, ledger, run)


def _taken(waiting: list[Outcome]) -> list[Outcome]:
    together = waiting[:]
    waiting.clear()
    return together


def _holds(waiting: Iterable[Outcome], outcome: Outcome) -> bool:
    read = {one.document.id for one in waiting if isinstance(one, Records)}
    return isinstance(outcome, Records) and outcome.document.id in read


def _keep(waiting: Sequence[Outcome], ledger: Ledger, run: Run) -> list[Outcome]:
    """Put what became of documents into the ledger; what it has already comes back unread."""
    read = [one for one in waiting if isinstance(one, Records)]
    new = iter(ledger.add_all(read, run) if read else [])
    # The same document may have been taken twice.
    told = [one.document if isinstance(one, Records) and not next(new) else one for one in waiting]
    for one in told:
        match one:
            case Skipped():
                ledger.skip(one, run)
            case Failure():
                ledger.fail(one, run)
            case Document():
                ledger.known(run)
    return told
