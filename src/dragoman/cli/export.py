"""`dragoman export`: the events in a format of the field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import FILTERS, ledger_option, out_option
from dragoman.cli.output import say, write
from dragoman.settings import Settings

if TYPE_CHECKING:
    from collections import Counter

    from dragoman.query import View

_DEFAULT = ("occurred", "ongoing")


@click.group(short_help="Hand the events on in a format of the field.")
def export() -> None:
    """Hand the events on in a format of the field. For CSV and JSON lines use `dragoman events`."""


@export.command()
@ledger_option
@FILTERS["between"]
@FILTERS["actor"]
@FILTERS["types"]
@FILTERS["statuses"]
@FILTERS["since"]
@FILTERS["until"]
@FILTERS["min_confidence"]
@out_option
@click.pass_obj
def plover(settings: Settings, /, ledger: str | None, out: str, **asked: Any) -> int:
    """PLOVER JSON, one event a line, with the words that tell it.

    Without --status only what occurred or is going on. Other statuses carry PLOVER's auxiliary
    modes: future, hypothetical, negation. Events that no day is known for are left out and counted.
    """
    from collections import Counter

    from dragoman.cli.asking import opened

    asked["statuses"] = asked["statuses"] or _DEFAULT
    counts: Counter[str] = Counter()
    with opened(settings, ledger) as view:
        write(_lines(view, asked, settings, counts), out)
    if counts["undated"]:
        say(f"dragoman: left out {counts['undated']:,} without a date")
    return Exit.DONE if counts["written"] else Exit.NOTHING


def _lines(
    view: View, asked: dict[str, Any], settings: Settings, counts: Counter[str]
) -> Iterator[str]:
    from dragoman.cli.asking import asked_filter
    from dragoman.codebook import load_codebook
    from dragoman.export.plover import plover_json
    from dragoman.export.records import to_line

    codebook = load_codebook(settings.codebook)
    for row in view.events(asked_filter(asked, settings)):
        made = plover_json(row, codebook)
        counts["written" if made else "undated"] += 1
        if made:
            yield to_line(made) + "\n"
