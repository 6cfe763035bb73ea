"""A person at the proposals of language models: one key for each decision."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.cli.output import say, width, write
from dragoman.cli.verdict import decide
from dragoman.errors import LedgerError
from dragoman.ledger.proposing import Proposal
from dragoman.present.proposals import proposal_text
from dragoman.query import View

_DECISIONS = {"a": "accept", "r": "reject"}


@dataclass
class ProposalSitting:
    """What waits, and what was decided so far; a proposal that is accepted becomes a report."""

    view: View
    queue: list[Proposal]
    by: str | None
    given: list[tuple[str, int]] = field(default_factory=list)  # verdict, place in the queue
    at: int = 0

    @property
    def told(self) -> str:
        """What was done, in words."""
        left = len(self.queue) - self.at
        return f"{len(self.given)} decided; {left} proposals left in this queue"

    def show(self) -> None:
        """Print the proposal at hand with its sentence and whose it is."""
        if self.at == len(self.queue):
            say("dragoman: that was the last; u undoes, any other key ends")
            return
        one = self.queue[self.at]
        head = f"\n--- {self.at + 1} of {len(self.queue)} ---\n"
        write([head, proposal_text(one, self.view.document(one.document), width())])

    def act(self, key: str, words: str) -> None:
        """Do what one key says."""
        if key == "u":
            self.undo()
        elif key == "s":
            self.at += 1
        elif key in _DECISIONS:
            one = self.queue[self.at].report.id
            made = decide(self.view, _DECISIONS[key], one, by=self.by, why=words or None)
            self.given.append((made, self.at))
            self.at += 1
        else:
            say("[a]ccept  [r]eject  [s]kip  [u]ndo  [q]uit; accept a proposal to correct it")

    def undo(self) -> None:
        """Take back the last decision and come back to its proposal."""
        if not self.given:
            raise LedgerError("nothing was decided here that could be undone")
        verdict, self.at = self.given.pop()
        decide(self.view, "undo", verdict, by=self.by)
