"""`dragoman add`: read documents into a ledger."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.options import (
    columns_option,
    fetch_option,
    ledger_option,
    paths_argument,
    published_option,
    workers_option,
)
from dragoman.cli.progress import watched
from dragoman.cli.scaling import add_on_cluster, cluster_asked, engine_options
from dragoman.cli.tally import told
from dragoman.settings import Settings


@click.command(short_help="Read documents into a ledger.")
@paths_argument
@ledger_option
@published_option
@columns_option
@fetch_option
@workers_option
@engine_options
@click.pass_obj
def add(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    ledger: str | None,
    published: str | None,
    **engine: Any,
) -> int:
    """Read documents into a ledger; those that it knows already cost no reading.

    PATH is a file, a folder, a glob, an address of the web (a page or a feed), or - for standard
    input. The ledger is made if there is none. What was done when the reading is interrupted stays
    done.

    Read are text, Markdown, HTML, PDF, Word (.docx), mail (.eml, .mbox), JSON lines, CSV, TSV,
    Parquet, web archives (.warc), feeds, files of GDELT, and all of these packed (.gz, .bz2, .xz)
    or within .zip and .tar.

    \b
    dragoman add articles/ --ledger my.db
    dragoman add corpus.csv --columns text=body,published=date
    dragoman add https://news.example/feed.xml
    dragoman add articles/ --ledger postgresql://user@host/news
    dragoman add s3://archive/2023/ --engine ray --address auto --out s3://archive/tables/
    """
    from dragoman.api import add as added
    from dragoman.ledger.opening import shown

    if asked := cluster_asked(paths, published, **engine):
        return add_on_cluster(asked, settings, ledger)
    target = ledger or settings.ledger
    with told(f"ledger {shown(target)}") as tally:
        for outcome in watched(
            added(paths, target, published=published, settings=settings), "Reading"
        ):
            tally.count(outcome)
    return tally.exit
