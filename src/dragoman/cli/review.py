"""`dragoman review`: go through what most needs a person, one key for each decision."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import EVENT_FILTERS, FILTERS, ledger_option
from dragoman.cli.output import coloured, say, width, write
from dragoman.cli.sitting import go
from dragoman.cli.verdict import by_option, decide
from dragoman.errors import LedgerError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.codebook import Codebook
    from dragoman.ledger import Verdict
    from dragoman.query import EventRow, View

_ASKED = tuple(name for name in EVENT_FILTERS if name != "reviewed")
_BATCH = 200  # events of the queue that are looked up at once
KEYS = {
    "a": "accept",
    "r": "reject",
    "c": "correct",
    "n": "note",
    "s": "skip",
    "u": "undo",
    "q": "quit",
}
_PROMPT = "  ".join(f"[{key}]{name[1:]}" for key, name in KEYS.items())
_WORDS = {"c": "field=value", "n": "note"}


def _filtered(command: Any) -> Any:
    for name in reversed(_ASKED):
        command = FILTERS[name](command)
    return command


@click.command(short_help="Go through what most needs a person, and decide.")
@_filtered
@click.option("--proposals", is_flag=True, help="Go through what language models proposed instead.")
@by_option
@ledger_option
@click.pass_obj
def review(
    settings: Settings,
    /,
    proposals: bool,
    ledger: str | None,
    by: str | None,
    limit: int | None,
    **asked: Any,
) -> int:
    """Go through the events that nobody has reviewed, and decide about each.

    First comes what is least sure or disputed, most widely told and weightiest. Each is shown with
    its sentences and why it was coded so. One key decides: a accept, r reject, c correct (then
    FIELD=VALUE, such as date=2021-05), n note, s skip, u undo the last decision, q quit. What was
    decided is kept at once.

    Where standard input is no terminal, each line of it is a key with what belongs to it, such as
    "r", "c status=planned" or "n compare the gazette".

    \b
    dragoman review --between Chile Peru
    dragoman review --disputed --limit 20
    dragoman review --proposals
    """
    if proposals:
        if any(value not in (None, ()) for value in asked.values()):
            raise click.UsageError("--proposals goes through all that wait; it takes no filter")
        return _through_proposals(settings, ledger, by, limit)
    from dragoman.cli.asking import asked_filter, opened
    from dragoman.codebook import load_codebook

    with opened(settings, ledger) as view:
        queue = list(view.queue(asked_filter(asked | {"limit": limit or _BATCH}, settings)))
        if not queue:
            say("dragoman: nothing is left to review")
            return Exit.NOTHING
        sitting = EventSitting(view, queue, load_codebook(settings.codebook), by)
        go(sitting, _keys())
    say(f"dragoman: {sitting.told}")
    return Exit.DONE


def _through_proposals(
    settings: Settings, ledger: str | None, by: str | None, limit: int | None
) -> int:
    from dragoman.cli.asking import opened
    from dragoman.cli.proposed import ProposalSitting
    from dragoman.ledger.proposing import WAITING
    from dragoman.ledger.proposing import proposals as listed

    with opened(settings, ledger) as view:
        waiting = listed(view.ledger, WAITING)[: limit or _BATCH]
        if not waiting:
            say("dragoman: no proposal is left to review")
            return Exit.NOTHING
        sitting = ProposalSitting(view, waiting, by)
        go(sitting, _keys())
    say(f"dragoman: {sitting.told}")
    return Exit.DONE


@dataclass
class EventSitting:
    """A person at the queue: what is shown, and what was decided so far."""

    view: View
    queue: list[EventRow]
    codebook: Codebook
    by: str | None
    given: list[tuple[str, int]] = field(default_factory=list)  # verdict, place in the queue
    undone: int = 0
    at: int = 0

    @property
    def told(self) -> str:
        """What was done, in words."""
        left = len(self.queue) - self.at
        undone = f", {self.undone} undone" if self.undone else ""
        return f"{len(self.given)} decided{undone}; {left} left in this queue"

    def show(self) -> None:
        """Print the next event with its sentences and reasons, passing over what is gone by now."""
        while self.at < len(self.queue) and not self.shown():
            self.at += 1
        if self.at == len(self.queue):
            say("dragoman: that was the last; u undoes, any other key ends")

    def shown(self) -> bool:
        """Print the event at hand; False when it is there no more."""
        from dragoman.present.explaining import explanation_text
        from dragoman.present.explanation import explained
        from dragoman.query import Found

        event = self.queue[self.at].event
        told = explained(self.view, Found("event", event.id), self.codebook)
        if told is None:
            return False
        head = f"\n--- {self.at + 1} of {len(self.queue)} ---\n"
        write([head, explanation_text(told, width=width(), colour=coloured())])
        write(f"earlier        {_in_words(verdict)}\n" for verdict in self.earlier(event.reports))
        return True

    def earlier(self, reports: tuple[str, ...]) -> list[Verdict]:
        """What was decided about the reports before, undone or not."""
        return self.view.ledger.verdicts_on(reports)

    def act(self, key: str, words: str) -> None:
        """Do what one key says."""
        event = self.queue[self.at].event.id
        match key:
            case "a" | "r":
                self.judge(KEYS[key], event, why=words or None)
                self.at += 1
            case "c":
                self.correct(event, words)
            case "n":
                self.judge("note", event, why=words)
            case "s":
                self.at += 1
            case "u":
                self.undo()
            case _:
                say(_PROMPT)

    def judge(self, decision: str, subject: str, **more: Any) -> None:
        """Give a verdict and remember it, so that it can be undone."""
        made = decide(self.view, decision, subject, by=self.by, **more)
        self.given.append((made, self.at))

    def correct(self, event: str, words: str) -> None:
        """Correct fields, given as field=value, and show what became of the event."""
        from dragoman.cli.correcting import corrected

        try:
            corrections = [corrected(part, self.codebook) for part in shlex.split(words)]
        except ValueError as error:
            raise LedgerError(f"cannot read {words!r}: {error}") from error
        if not corrections:
            raise LedgerError("expected FIELD=VALUE, such as date=2021-05 or status=planned")
        for name, value in corrections:
            self.judge("correct", event, field=name, value=value)
        self.at += 1

    def undo(self) -> None:
        """Take back the last decision and come back to its event."""
        if not self.given:
            raise LedgerError("nothing was decided here that could be undone")
        verdict, place = self.given.pop()
        decide(self.view, "undo", verdict, by=self.by)
        self.undone += 1
        self.at = place


def _in_words(verdict: Verdict) -> str:
    what = f" {verdict.field}={verdict.value}" if verdict.field else ""
    why = f": {verdict.why}" if verdict.why else ""
    return f"{verdict.decision}{what} by {verdict.by}, {verdict.at[:10]}{why}"


def _keys() -> Callable[[], tuple[str, str]]:
    """Where decisions come from: single keys at a terminal, else lines of standard input."""
    if sys.stdin.isatty():
        return _pressed
    lines = _lines()
    return lambda: next(lines, ("q", ""))


def _pressed() -> tuple[str, str]:
    click.echo(f"{_PROMPT} > ", err=True, nl=False)
    try:
        key = click.getchar().lower()
    except EOFError:
        return "q", ""
    click.echo(KEYS.get(key, ""), err=True)
    words = (
        click.prompt(_WORDS[key], default="", show_default=False, err=True) if key in _WORDS else ""
    )
    return key, words


def _lines() -> Iterator[tuple[str, str]]:
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin:
        key, _, words = line.strip().partition(" ")
        if key:
            yield key.lower(), words.strip()
