"""Options and arguments that several commands share, worded once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from dragoman.errors import ReadError, SettingsError


class Date(click.ParamType[str]):
    """A calendar date, or a month or year."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the date while the command line is read."""
        from dragoman.dates import check_date

        try:
            return check_date(str(value))
        except ReadError as error:
            self.fail(str(error), param, ctx)


def _fetching(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """The settings in force, with fetching where it is asked for."""
    if wanted and context.obj is not None:
        context.obj = replace(context.obj, fetch=True)


def _mapping(context: click.Context, parameter: click.Parameter, given: str | None) -> None:
    """The settings in force, with the columns that the user names."""
    if given and context.obj is not None:
        from dragoman.acquire.columns import columns

        try:
            columns(given)
        except SettingsError as error:
            raise click.BadParameter(str(error), context, parameter) from None
        context.obj = replace(context.obj, columns=given)


def _hiring(context: click.Context, _: click.Parameter, many: int | None) -> None:
    """The settings in force, with as many processes as are asked for."""
    if many is not None and context.obj is not None:
        context.obj = replace(context.obj, workers=many)


paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
published_option = click.option(
    "--published",
    type=Date(),
    metavar="DATE",
    help="The publication date, whatever the documents say of themselves.",
)
fetch_option = click.option(
    "--fetch",
    is_flag=True,
    expose_value=False,
    callback=_fetching,
    help="Fetch from the web the articles that feeds and lists of addresses in files only name.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(min=0, max=512),
    metavar="N",
    expose_value=False,
    callback=_hiring,
    help="Read with N processes; 0: one for each core. By default the setting `workers` (1).",
)
columns_option = click.option(
    "--columns",
    metavar="NAME=COLUMN,…",
    expose_value=False,
    callback=_mapping,
    help="Which column of a table or field of JSON lines holds what: text, html, title, published, "
    "updated, publisher, authors, url, id, language.",
)
out_option = click.option(
    "--out",
    default="-",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write to FILE instead of standard output.",
)
ledger_option = click.option(
    "--ledger",
    metavar="FILE|URL",
    help="The ledger; by default the setting `ledger` (dragoman.db).",
)
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    help="table on a terminal, jsonl when piped.",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "md", "parquet"]),
    help="table on a terminal, jsonl when piped, csv into a file; parquet needs --out.",
)
FILTERS = {
    "between": click.option(
        "--between", nargs=2, metavar="A B", help="Between two parties, by name or code."
    ),
    "actor": click.option("--actor", metavar="A", help="With this party on any side."),
    "types": click.option(
        "--type", "types", multiple=True, metavar="TYPE", help="PLOVER type; may be repeated."
    ),
    "quads": click.option(
        "--quad",
        "quads",
        multiple=True,
        metavar="QUAD",
        help="Quad class: 1 to 4, or verbal-cooperation, material-cooperation, verbal-conflict, "
        "material-conflict; may be repeated.",
    ),
    "statuses": click.option(
        "--status",
        "statuses",
        multiple=True,
        metavar="STATUS",
        help="occurred, ongoing, planned, proposed, alleged, denied or not_occurred; "
        "may be repeated.",
    ),
    "since": click.option(
        "--since", metavar="DATE", help="From this date on (YYYY, YYYY-MM, YYYY-MM-DD)."
    ),
    "until": click.option("--until", metavar="DATE", help="Up to and including this date."),
    "period": click.option(
        "--period",
        metavar="EDTF",
        help="That may lie in this time: 2019, 2019-03/2019-05, 201X, ../2020.",
    ),
    "place": click.option(
        "--place", metavar="PLACE", help="In this town, or country by its three-letter code."
    ),
    "reviewed": click.option(
        "--reviewed/--unreviewed",
        default=None,
        help="Only what a person has confirmed, or only what nobody has.",
    ),
    "speaker": click.option("--speaker", metavar="A", help="On the word of this party."),
    "publisher": click.option("--publisher", metavar="NAME", help="Told by this outlet."),
    "min_confidence": click.option(
        "--min-confidence", metavar="0-1", help="Leave out what the reader is less sure of."
    ),
    "disputed": click.option(
        "--disputed/--undisputed",
        default=None,
        help="Only what sources contradict one another about, or only what they do not.",
    ),
    "search": click.option("--search", metavar="WORDS", help="Told in documents with these words."),
    "limit": click.option(
        "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many rows."
    ),
}
# What events can be asked by, wherever they are listed or handed on.
EVENT_FILTERS = (
    *("between", "actor", "types", "quads", "statuses", "disputed", "reviewed"),
    *("since", "until", "period", "place", "speaker", "publisher", "min_confidence"),
    *("search", "limit"),
)


def check_parquet(form: str | None, out: str) -> None:
    """Refuse to write a Parquet file to standard output."""
    if form == "parquet" and out == "-":
        raise click.UsageError("a Parquet file is no text: name one with --out FILE")
