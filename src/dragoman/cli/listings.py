"""`dragoman events`, `claims`, `figures` …: lists from a ledger, with one set of filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import (
    EVENT_FILTERS,
    FILTERS,
    check_parquet,
    format_option,
    ledger_option,
    out_option,
)
from dragoman.cli.output import chosen, coloured, say, width, write, write_file
from dragoman.settings import Settings


def listing(name: str, words: str, *filters: str) -> click.Command:
    """A command that prints what the ledger's view of this name answers."""

    def listed(
        settings: Settings, ledger: str | None, form: str | None, out: str, **asked: Any
    ) -> int:
        return _print(name, settings, ledger, form, out, asked)

    command: Any = click.pass_obj(listed)
    for option in reversed([*(FILTERS[f] for f in filters), format_option, out_option]):
        command = option(command)
    return click.command(name, help=words, short_help=words.split("\n")[0].split(": acts")[0])(
        ledger_option(command)
    )


def _print(
    name: str,
    settings: Settings,
    ledger: str | None,
    form: str | None,
    out: str,
    asked: dict[str, Any],
) -> int:
    from dragoman.cli.asking import asked_filter, opened

    check_parquet(form, out)
    with opened(settings, ledger) as view:
        question = getattr(view, name)(asked_filter(asked, settings))
        if question.first() is None:
            say("dragoman: nothing matched")
            return Exit.NOTHING
        if form == "parquet":
            write_parquet_file(name, question, out)
        else:
            write(pieces(name, question, chosen(form if form or out == "-" else "csv")), out)
    return Exit.DONE


def write_parquet_file(name: str, rows: Iterable[Any], out: str) -> None:
    """Write the rows of a list as a Parquet file."""
    from dragoman.export.arrow import write_parquet

    write_file(lambda sink: write_parquet(name, rows, sink), out)


def pieces(name: str, rows: Iterable[Any], form: str) -> Iterator[str]:
    """The rows of a list in a format of text, piece by piece."""
    from dragoman.export.csv import cell_text, csv_lines
    from dragoman.export.records import to_line
    from dragoman.export.rows import COLUMNS, FLAT, NESTED
    from dragoman.present.lists import list_markdown, list_text

    if form == "jsonl":
        return (to_line(NESTED[name](row)) + "\n" for row in rows)
    flat = (FLAT[name](row) for row in rows)
    if form == "table":
        shown = list_text(name, flat, cell_text, width=width(), colour=coloured())
        return iter([shown])
    if form == "md":
        return list_markdown(flat, COLUMNS[name], cell_text)
    return csv_lines(flat, COLUMNS[name])


_ABOUT = ("between", "actor")
_WHEN = ("since", "until")
_TOLD = ("speaker", "publisher", "min_confidence", "search")

events = listing(
    "events",
    "List who did what to whom: acts, each with its tellings counted once.",
    *EVENT_FILTERS,
)
claims = listing(
    "claims", "List who asserts, denies, doubts or confirms what.", *_ABOUT, *_WHEN, *_TOLD, "limit"
)
figures = listing(
    "figures", "List the numbers, with what they measure.", *_ABOUT, *_WHEN, *_TOLD, "limit"
)
ties = listing(
    "ties",
    "List standing facts: memberships, embassies, offices.",
    *_ABOUT,
    *("publisher", "min_confidence", "search", "limit"),
)
attributions = listing(
    "attributions",
    "List who says what, about states or not: the words of every quotation and report of speech.",
    *("speaker", "publisher", *_WHEN, "search", "limit"),
)
disputes = listing(
    "disputes",
    "List what is said and contradicted, side by side.",
    *_ABOUT,
    *("speaker", *_WHEN, "limit"),
)
documents = listing(
    "documents", "List the documents of a ledger.", *_ABOUT, "publisher", *_WHEN, "search", "limit"
)
runs = listing("runs", "List the readings that filled a ledger.", "limit")
missed = listing(
    "missed",
    "List unknown names and verbs, most frequent first.\n\n"
    "What looked like an actor or an act and is in no file of the codebook.",
    "limit",
)
