"""What became of each input: counted, told of when it could not be read, summed to an exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from dragoman.cli.exits import Exit
from dragoman.cli.output import say
from dragoman.errors import DragomanError
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.present.words import counted


class Tally:
    """How many documents were done, known already, skipped and failed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def read(self, outcomes: Iterable[Records | Skipped | Failure]) -> Iterator[Records]:
        """The outcomes that are records; all are counted, the others named on stderr."""
        for outcome in outcomes:
            self.count(outcome)
            if isinstance(outcome, Records):
                yield outcome

    def count(self, outcome: Records | Document | Skipped | Failure) -> None:
        """Count an outcome; name an input that was skipped or that failed."""
        match outcome:
            case Records():
                self.counts["done"] += 1
            case Document():
                self.counts["known"] += 1
            case Skipped(uri, reason):
                self.counts["skipped"] += 1
                say(f"dragoman: skipped {uri}: {reason}")
            case Failure(uri, error):
                self.counts["failed"] += 1
                say(f"dragoman: failed {uri}: {error}")

    @property
    def exit(self) -> Exit:
        """Done, done in part, or failed: nothing could be read of what was asked."""
        troubled = self.counts["skipped"] + self.counts["failed"]
        if not troubled:
            return Exit.DONE
        return Exit.SOME_FAILED if self.counts["done"] + self.counts["known"] else Exit.FAILED

    def __str__(self) -> str:
        parts = [counted(self.counts["done"], "document") + " read"]
        rest = ("known", "skipped", "failed")
        parts += [f"{self.counts[name]:,} {name}" for name in rest if self.counts[name]]
        return ", ".join(parts)


@contextmanager
def told(place: str) -> Iterator[Tally]:
    """A tally that is told at the end, also when stopped; not where nothing could begin."""
    tally, failed = Tally(), False
    try:
        yield tally
    except DragomanError:
        failed = True
        raise
    finally:
        if tally.counts or not failed:
            say(f"dragoman: {tally}; {place}")
