"""Options and arguments that several commands share, worded once."""

from __future__ import annotations

from typing import Any

import click

from dragoman.errors import ReadError


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


paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
published_option = click.option(
    "--published",
    type=Date(),
    metavar="DATE",
    help="The publication date, whatever the documents say of themselves.",
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
