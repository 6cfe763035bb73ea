"""`dragoman propose`: let a language model propose reports where the reader was unsure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import FILTERS, ledger_option
from dragoman.cli.output import say, write
from dragoman.present.words import counted
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.model import Document, Report
    from dragoman.propose import Round
    from dragoman.query import Filter, View


@click.command(short_help="Let a language model propose reports; people decide.")
@click.option(
    "--endpoint",
    metavar="URL",
    help="A server that speaks OpenAI's protocol, as http://127.0.0.1:8000/v1.",
)
@click.option("--model", metavar="NAME", help="The model to ask, as the server calls it.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    metavar="N",
    help="At most so many requests, those sent again included.",
)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="0-1",
    help="Ask about what was coded with less confidence than this.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long an answer may take.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be asked, and send nothing.")
@FILTERS["since"]
@FILTERS["until"]
@FILTERS["publisher"]
@FILTERS["search"]
@ledger_option
@click.pass_obj
def propose(
    settings: Settings,
    /,
    endpoint: str | None,
    model: str | None,
    limit: int,
    below: float,
    timeout: float,
    dry_run: bool,
    ledger: str | None,
    **asked: Any,
) -> int:
    """Ask a language model about the sentences that the reader was unsure of.

    Off by default: nothing is sent anywhere unless this is called. Asked is about sentences that
    name two actors where the relation model saw a likely act that was not coded, or one was coded
    with little confidence. The sentence, its neighbours and the actors that it names are sent to
    the endpoint, and nowhere else. A key is taken from DRAGOMAN_PROPOSE_KEY and never kept.

    What the model proposes must quote the sentence and pass the checks of the reader's own reports.
    It waits, apart from the records, until a person accepts it: see `dragoman proposals` and
    `dragoman review --proposals`. What was answered is not asked again.

    \b
    dragoman propose --dry-run --since 2024
    dragoman propose --endpoint http://127.0.0.1:11434/v1 --model qwen3:8b --limit 50
    """
    from dragoman.cli.asking import asked_filter, opened

    if not dry_run and not (endpoint and model):
        raise click.UsageError("name --endpoint and --model; nobody is asked by default")
    with opened(settings, ledger) as view:
        question = asked_filter(asked, settings)
        if dry_run:
            return _shown(view, question, settings, below, limit)
        how = (endpoint, model, timeout, limit, below)
        return _told(_rounds(view, question, settings, how))


def _told(rounds: Iterable[Round]) -> int:
    """Say what came of each question, and of all of them however it ends."""
    tally = Tally()
    try:
        for one in rounds:
            tally.count(one)
    finally:
        say(f"dragoman: {tally}")
    return tally.exit


@dataclass
class Tally:
    """What came of the questions so far."""

    asked: int = 0
    new: int = 0
    refused: int = 0
    failed: int = 0

    def count(self, one: Round) -> None:
        """Count a question, and say at once what is wrong with its answer."""
        self.asked += 1
        self.new += one.new
        if one.replied.failed:
            self.failed += 1
        else:
            self.refused += len(one.replied.problems)
        for problem in one.replied.problems:
            kind = "no answer" if one.replied.failed else "refused"
            say(f"dragoman: {one.uri}: {kind}: {problem}")

    @property
    def exit(self) -> Exit:
        """How the command ends."""
        if not self.asked:
            return Exit.NOTHING
        return Exit.SOME_FAILED if self.failed else Exit.DONE

    def __str__(self) -> str:
        if not self.asked:
            return "nothing is left to ask about"
        return (
            f"{counted(self.asked, 'sentence')} asked about, {counted(self.new, 'new proposal')}, "
            f"{self.refused:,} refused, {self.failed:,} without an answer"
        )


def _rounds(
    view: View, question: Filter, settings: Settings, how: tuple[Any, ...]
) -> Iterator[Round]:
    from datetime import UTC, datetime

    from dragoman.pipeline import load_reader
    from dragoman.propose import Budget, named_endpoint, propose

    url, model, seconds, limit, below = how
    at = named_endpoint(url, model, seconds)
    reader = load_reader(settings)
    documents = _documents(view, question)
    return propose(
        view.ledger, documents, reader, at, Budget(limit), lambda: datetime.now(UTC), below=below
    )


def _documents(view: View, question: Filter) -> Iterator[tuple[Document, tuple[Report, ...]]]:
    """The documents asked for, each with the reports that the ledger holds of it."""
    ids = [row.source.id for row in view.documents(question)]
    for id_ in ids:
        for records in view.records([id_]):
            yield records.document, records.events


def _shown(view: View, question: Filter, settings: Settings, below: float, limit: int) -> int:
    """Print the sentences that would be asked about, and why."""
    from itertools import islice

    from dragoman.pipeline import load_reader
    from dragoman.present.inert import one_line
    from dragoman.propose.unsure import doubts

    reader = load_reader(settings)
    found = (
        (document, doubt)
        for document, reports in _documents(view, question)
        if document.language in (None, "en")
        for doubt in doubts(document, reports, reader, below)
    )
    shown = 0
    for document, doubt in islice(found, limit):
        shown += 1
        why = "; ".join(doubt.reasons)
        write([f"{one_line(document.uri)}: {one_line(why)}\n  {one_line(doubt.sentence.text)}\n"])
    say(f"dragoman: {counted(shown, 'sentence')} would be asked about; nothing was sent")
    return Exit.DONE if shown else Exit.NOTHING
