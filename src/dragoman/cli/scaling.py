"""`dragoman add --engine ray` and `dragoman ledger import`: a cluster reads, a ledger gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import click

from dragoman.cli.ledger import ledger as ledger_commands
from dragoman.cli.options import ledger_option
from dragoman.cli.progress import watched
from dragoman.cli.tally import told
from dragoman.settings import Settings

_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["local", "ray"]),
        default="local",
        show_default=True,
        help="Read on this machine, or on a cluster of Ray into the tables of --out.",
    ),
    click.option(
        "--address",
        metavar="HOST:PORT",
        help="The cluster; by default RAY_ADDRESS, else this machine's processors.",
    ),
    click.option(
        "--out",
        metavar="DIR|URL",
        help="With --engine ray: a folder that all workers see, or s3://, gs:// …",
    ),
    click.option(
        "--shard",
        type=click.IntRange(min=1),
        metavar="N",
        help="With --engine ray: how many documents are read and kept together (200).",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is read on a cluster, and where to."""

    paths: tuple[str, ...]
    out: str
    address: str | None
    shard: int | None
    published: str | None


def engine_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a reading that may be done by a cluster."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def cluster_asked(
    paths: tuple[str, ...], published: str | None, engine: str, **given: Any
) -> Asked | None:
    """What a cluster is asked to read; None when this machine reads."""
    if engine == "ray":
        if not given["out"]:
            raise click.UsageError("--engine ray needs --out: the folder for what it finds.")
        return Asked(paths, published=published, **given)
    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"--{name} is for --engine ray.")
    return None


def add_on_cluster(asked: Asked, settings: Settings, ledger: str | None) -> int:
    """Read on the cluster, and into a ledger where one is named; how it went as an exit code."""
    with told(f"tables {asked.out}") as tally:
        for part in watched(_read(asked, settings), "Reading"):
            tally.counts["done"] += part.done
            tally.counts["known"] += part.known
            for one in part.unread:
                tally.count(one)
    if ledger is not None:
        _imported(asked.out, ledger)
    return tally.exit


def _read(asked: Asked, settings: Settings) -> Iterator[Any]:
    from dragoman.errors import DragomanError
    from dragoman.scale import add
    from dragoman.scale.running import SHARD

    if settings.fetch:
        raise DragomanError("a cluster fetches nothing from the web; leave out --fetch")
    return add(
        asked.paths,
        asked.out,
        address=asked.address,
        workers=settings.workers if settings.workers > 1 else None,
        shard=asked.shard or SHARD,
        published=asked.published,
        settings=settings,
    )


@ledger_commands.command("import", short_help="Fill a ledger from the tables of a cluster.")
@click.argument("out", metavar="DIR|URL")
@ledger_option
@click.pass_obj
def import_(settings: Settings, out: str, ledger: str | None) -> int:
    """Fill a ledger from the folder that `dragoman add --engine ray --out DIR` wrote.

    The ledger is as if this machine had read the documents. A run that it has already is passed
    over, so that the same folder can be imported again after each run.
    """
    return _imported(out, ledger or settings.ledger)


def _imported(out: str, ledger: str) -> int:
    from dragoman.ledger.opening import shown
    from dragoman.scale import import_into

    with told(f"ledger {shown(ledger)}") as tally:
        for outcome in watched(import_into(ledger, out), "Importing"):
            tally.count(outcome)
    return tally.exit
