"""`dragoman read`: print what documents say, storing nothing."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dragoman.cli.options import (
    columns_option,
    fetch_option,
    form_option,
    out_option,
    paths_argument,
    published_option,
    workers_option,
)
from dragoman.cli.output import chosen, coloured, on_terminal, width, write
from dragoman.cli.progress import watched
from dragoman.cli.tally import Tally
from dragoman.settings import Settings


@click.command(short_help="Print what documents say, storing nothing.")
@paths_argument
@form_option
@click.option(
    "--with",
    "extra",
    type=click.Choice(["attributions"]),
    multiple=True,
    help="Print every attribution in the text as well (jsonl only).",
)
@published_option
@columns_option
@fetch_option
@workers_option
@out_option
@click.pass_obj
def read(
    settings: Settings,
    paths: tuple[str, ...],
    form: str | None,
    extra: tuple[str, ...],
    published: str | None,
    out: str,
) -> int:
    """Print the records of each document, storing nothing.

    PATH is a file, a folder, a glob, an address of the web (a page or a feed), or - for standard
    input.

    Read are text, Markdown, HTML, PDF, Word (.docx), mail (.eml, .mbox), JSON lines, CSV, TSV,
    Parquet, web archives (.warc), feeds, files of GDELT, and all of these packed (.gz, .bz2, .xz)
    or within .zip and .tar.
    """
    tally = Tally()
    form = chosen(form if form or out == "-" else "jsonl")
    write(_pieces(settings, paths, published, tally, form, "attributions" in extra), out)
    return tally.exit


def _pieces(
    settings: Settings,
    paths: tuple[str, ...],
    published: str | None,
    tally: Tally,
    form: str,
    attributions: bool,
) -> Iterator[str]:
    from dragoman.export.records import records_json, to_line
    from dragoman.present.reading import reading_text
    from dragoman.reading import read_many

    fields = {"published": published} if published else {}
    outcomes = read_many(paths, fields=fields, settings=settings)
    # A bar beneath a table that is being printed would tear it.
    shown = outcomes if on_terminal() else watched(outcomes, "Reading")
    for records in tally.read(shown):
        if form == "table":
            yield reading_text(records, width=width(), colour=coloured())
        else:
            yield to_line(records_json(records, attributions=attributions)) + "\n"
