"""`dragoman explain`: the chain on which a record rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import ledger_option
from dragoman.cli.output import chosen, coloured, say, width, write
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.present.explanation import Chain, Explanation
    from dragoman.query import Found, View

_SHOWN = 6  # candidates that are named where an id is not told whole


@click.command(short_help="Show what a record rests on, word by word.")
@click.argument("id_", metavar="ID")
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    help="text on a terminal, jsonl when piped.",
)
@click.pass_obj
def explain(settings: Settings, id_: str, ledger: str | None, form: str | None) -> int:
    """Show what a record rests on: document, sentence, rule, cues, speakers, reasons of the date.

    ID is the id of an event, report, claim, figure or tie, or a beginning of it that no other has.

    \b
    dragoman events --between Chile Peru --format csv
    dragoman explain 4aa4449607e379fe
    """
    from dragoman.cli.asking import opened
    from dragoman.codebook import load_codebook
    from dragoman.present.explanation import explained

    with opened(settings, ledger) as view:
        found = _found(view, id_)
        told = explained(view, found, load_codebook(settings.codebook)) if found else None
    if told is None:
        say(f"dragoman: nothing in the ledger has an id that begins with {id_!r}")
        return Exit.NOTHING
    write([_written(told, chosen(form, "text"))])
    return Exit.DONE


def _found(view: View, id_: str) -> Found | None:
    """The one record meant; raises QueryError where several are."""
    from dragoman.errors import QueryError

    found = view.find(id_, _SHOWN + 1)
    if len(found) > 1:
        named = [f"{one.kind} {one.id}" for one in found[:_SHOWN]]
        more = ", …" if len(found) > _SHOWN else ""
        raise QueryError(f"{id_!r} is the beginning of several ids: {', '.join(named)}{more}")
    return found[0] if found else None


def _written(told: Explanation, form: str) -> str:
    if form == "jsonl":
        from dragoman.export.records import to_line

        return to_line(_record(told)) + "\n"
    from dragoman.present.explaining import explanation_text

    return explanation_text(told, width=width(), colour=coloured())


def _record(told: Explanation) -> dict[str, Any]:
    """The explanation as the record that `--format jsonl` prints elsewhere, and what is behind."""
    from dragoman.export.rows import dispute_json, event_json

    chains = [_chain(chain) for chain in told.chains]
    if told.event is None:
        return {"kind": told.kind} | chains[0]
    disputes = [dispute_json(row) for row in told.disputes]
    return {"kind": told.kind} | event_json(told.event) | {"reports": chains, "disputes": disputes}


def _chain(chain: Chain) -> dict[str, Any]:
    from dragoman.export import rows
    from dragoman.export.records import party_json, report_json, span_json
    from dragoman.query import ClaimRow, FigureRow, ReportRow

    row, sentence = chain.row, {"sentence": span_json(chain.sentence)}
    if isinstance(row, ClaimRow):
        return rows.claim_row_json(row) | sentence
    if isinstance(row, FigureRow):
        return rows.figure_row_json(row) | sentence | {"number": span_json(row.figure.number)}
    if not isinstance(row, ReportRow):
        return rows.tie_row_json(row) | sentence
    report = row.report
    return {
        **report_json(report),
        **sentence,
        "rule": report.rule,
        "patterns": list(chain.patterns),
        "cue": span_json(report.cue) if report.cue else None,
        "speakers": [party_json(party) for party in report.speakers],
        "date_phrase": report.date_phrase,
        "date_reason": report.date_reason,
        "retold": [span_json(span) for span in chain.retold],
        "event": row.event,
        "document": rows.source_json(row.source)
        | {"extractor": row.source.extractor, "codebook": row.source.codebook},
    }
