"""`dragoman series`: figures of one measure over time, as a table with bars or as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.listings import pieces, write_parquet_file
from dragoman.cli.options import (
    FILTERS,
    check_parquet,
    format_option,
    ledger_option,
    out_option,
)
from dragoman.cli.output import chosen, say, width, write
from dragoman.settings import Settings


@click.command(short_help="List figures of one measure over time.")
@click.argument("wanted", nargs=-1, metavar="[A B] [MEASURE]")
@FILTERS["between"]
@FILTERS["actor"]
@FILTERS["since"]
@FILTERS["until"]
@FILTERS["limit"]
@format_option
@out_option
@ledger_option
@click.pass_obj
def series(
    settings: Settings,
    /,
    wanted: tuple[str, ...],
    ledger: str | None,
    form: str | None,
    out: str,
    **asked: Any,
) -> int:
    """List figures of one measure over time.

    What cannot both be right is marked; a level and a change that are told give a derived level.

    dragoman series Belarus Syria "trade turnover"
    """
    from dragoman.cli.asking import asked_filter, opened

    pair, measure = _named(wanted)
    if pair and asked["between"]:
        raise click.UsageError("name the two parties once: as A B or with --between")
    asked["between"] = pair or asked["between"]
    check_parquet(form, out)
    with opened(settings, ledger) as view:
        rows = [row for row in view.series(asked_filter(asked, settings)) if _fits(row, measure)]
        if not rows:
            say("dragoman: nothing matched")
            return Exit.NOTHING
        if form == "parquet":
            write_parquet_file("series", rows, out)
        else:
            write(_written(rows, chosen(form if form or out == "-" else "csv"), bool(wanted)), out)
    return Exit.DONE


def _named(wanted: tuple[str, ...]) -> tuple[tuple[str, str] | None, str]:
    """The pair and the measure that the words name."""
    if len(wanted) > 3:
        raise click.UsageError("expected [A B] [MEASURE]; put a measure of two words in quotes")
    measure = wanted[-1] if len(wanted) in (1, 3) else ""
    return ((wanted[0], wanted[1]) if len(wanted) > 1 else None), measure


def _fits(row: Any, measure: str) -> bool:
    return not measure or f" {' '.join(measure.lower().split())} " in f" {row.series.measure} "


def _written(rows: list[Any], form: str, named: bool) -> Iterator[str]:
    """The rows in a format; those asked for by name as a chart of bars on the terminal."""
    if form == "table" and named:
        from dragoman.present.trends import trend_text

        return trend_text((row.series for row in rows), width())
    return pieces("series", rows, form)
