"""What became of each input: counted, told of when it could not be read, summed to an exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from dragoman.cli.exits import Exit
from dragoman.cli.output import counted, say
from dragoman.model import Failure, Skipped

T = TypeVar("T")


class Tally:
    """How many documents were done, known already, skipped and failed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def keep(self, outcomes: Iterable[T | Skipped | Failure]) -> Iterator[T]:
        """The outcomes that are records; the others are counted and named on stderr."""
        for outcome in outcomes:
            if isinstance(outcome, Skipped | Failure):
                self.trouble(outcome)
            else:
                self.counts["done"] += 1
                yield outcome

    def trouble(self, outcome: Skipped | Failure) -> None:
        """Count and name an input that was skipped or that failed."""
        if isinstance(outcome, Skipped):
            self.counts["skipped"] += 1
            say(f"dragoman: skipped {outcome.uri}: {outcome.reason}")
        else:
            self.counts["failed"] += 1
            say(f"dragoman: failed {outcome.uri}: {outcome.error}")

    @property
    def exit(self) -> Exit:
        """Done, done in part, or failed: nothing could be read of what was asked."""
        troubled = self.counts["skipped"] + self.counts["failed"]
        if not troubled:
            return Exit.DONE
        return Exit.SOME_FAILED if self.counts["done"] + self.counts["known"] else Exit.FAILED

    def __str__(self) -> str:
        parts = [counted(self.counts["done"], "document") + " read"]
        parts += [
            f"{self.counts[n]:,} {n}" for n in ("known", "skipped", "failed") if self.counts[n]
        ]
        return ", ".join(parts)
