"""`dragoman proposals`: what language models proposed, and what was refused, with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import form_option, ledger_option
from dragoman.cli.output import chosen, say, width, write
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.ledger.proposing import Problem, Proposal
    from dragoman.query import View


@click.command(short_help="List what language models proposed, and what was refused.")
@click.option(
    "--state",
    type=click.Choice(["waiting", "accepted", "rejected"]),
    help="Only what waits for a person, or what one accepted or rejected.",
)
@click.option(
    "--refused", is_flag=True, help="List answers that were refused or failed, with the reason."
)
@form_option
@ledger_option
@click.pass_obj
def proposals(
    settings: Settings, state: str | None, refused: bool, form: str | None, ledger: str | None
) -> int:
    """List the reports that language models proposed, apart from what was read.

    A proposal enters the events when a person accepts it, and leaves them when that is undone:

    \b
    dragoman proposals --state waiting
    dragoman verdict accept 3f9a
    dragoman review --proposals
    """
    from dragoman.cli.asking import opened
    from dragoman.ledger import proposing

    with opened(settings, ledger) as view:
        lines: Iterable[str]
        if refused:
            lines = _refused(list(proposing.problems(view.ledger)), chosen(form))
        else:
            lines = _listed(view, proposing.proposals(view.ledger, state), chosen(form))
        written = list(lines)
    if not written:
        say("dragoman: nothing matched")
        return Exit.NOTHING
    write(written)
    return Exit.DONE


def _listed(view: View, found: list[Proposal], form: str) -> Iterator[str]:
    from dragoman.present.proposals import proposal_text

    for number, one in enumerate(found):
        if form == "jsonl":
            yield _line(proposal_json(one))
        else:
            yield "\n" * (number > 0) + proposal_text(one, view.document(one.document), width())


def proposal_json(one: Proposal) -> dict[str, Any]:
    """A proposal as data: what is proposed stands within it, whose it is beside it."""
    from dragoman.export.records import report_json

    return {
        "id": one.report.id,
        "state": one.state,
        "model": one.model,
        "host": one.host,
        "prompt": one.prompt,
        "at": one.at,
        "document": {
            "id": one.document,
            "uri": one.uri,
            "title": one.title,
            "publisher": one.publisher,
            "published": one.published,
        },
        "proposed": report_json(one.report),
    }


def _refused(found: list[Problem], form: str) -> Iterator[str]:
    from dataclasses import asdict

    from dragoman.present.table import table

    if form == "jsonl":
        yield from (_line(asdict(one)) for one in found)
    elif found:
        heads = ("at", "model", "outcome", "document", "problem")
        cells = [(o.at, o.model, o.outcome, o.uri, o.problem) for o in found]
        yield table(cells, list(heads), width=width())


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
