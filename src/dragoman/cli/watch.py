"""`dragoman watch`: add what is new from folders and feeds, and tell what it changes."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import fetch_option, ledger_option, workers_option
from dragoman.cli.output import say
from dragoman.cli.tally import Tally
from dragoman.errors import DragomanError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.acquire import Fetcher
    from dragoman.watch import Watch

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST = 10


class Span(click.ParamType[int]):
    """A span of time such as 30s, 15m, 2h or 1d, in seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Check the span while the command line is read."""
        found = re.fullmatch(r"(\d{1,6})\s*([smhd])", str(value).strip().lower())
        seconds = int(found[1]) * _UNITS[found[2]] if found else 0
        if not found or seconds < SHORTEST:
            expected = f"expected a time such as 15m, 2h or 1d, at least {SHORTEST}s"
            self.fail(f"{value!r}: {expected}", param, ctx)
        return seconds


@click.command(short_help="Add what is new again and again, and tell what changes.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@ledger_option
@click.option(
    "--between",
    "pairs",
    nargs=2,
    multiple=True,
    metavar="A B",
    help="Tell only what passes between these two, by name or code; may be repeated.",
)
@click.option(
    "--every", type=Span(), default="15m", metavar="TIME", help="Time between rounds (15m)."
)
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option(
    "--notify",
    multiple=True,
    metavar="WHERE",
    help="Tell it in a feed (news.atom), in mails (mail:FOLDER) or to a webhook (https://…) "
    "instead of on standard output; may be repeated.",
)
@click.option("--to", metavar="ADDRESS", help="To whom the mails are addressed.")
@click.option(
    "--name", default="", metavar="NAME", help="Name of the watch; by default that of its pairs."
)
@fetch_option
@workers_option
@click.pass_obj
def watch(
    settings: Settings,
    sources: tuple[str, ...],
    ledger: str | None,
    pairs: tuple[tuple[str, str], ...],
    every: int,
    once: bool,
    notify: tuple[str, ...],
    to: str | None,
    name: str,
) -> int:
    """Add what is new in folders and feeds, and tell of new events, disputes and changed figures.

    SOURCE is a folder, a file, or the address of a feed or page. What the ledger holds before the
    first round is not told. Stopped at any moment and started again, a watch goes on where it was.

    \b
    dragoman watch https://news.example/feed.xml inbox/ --between CHL PER --notify news.atom
    dragoman watch inbox/ --once --notify mail:outbox --to desk@ministry.example
    """
    from dragoman.acquire import Fetcher
    from dragoman.watch import Printed, Watch, channel

    if "-" in sources:
        raise click.UsageError("standard input cannot be watched; name a folder or feed")
    watched = Watch(
        sources=sources,
        target=ledger or settings.ledger,
        pairs=tuple(_codes(pair, settings) for pair in pairs),
        channels=tuple(channel(told, to) for told in notify) or (Printed(_print),),
        name=name,
    )
    return _rounds(watched, settings, Fetcher(settings), every, once)


def _codes(pair: tuple[str, str], settings: Settings) -> tuple[str, str]:
    from dragoman.codebook import load_codebook
    from dragoman.present.naming import code_of

    codebook = load_codebook(settings.codebook)
    a, b = (code_of(name, codebook) for name in pair)
    if a == b:
        raise click.UsageError(f"--between {pair[0]} {pair[1]}: both are {a}")
    return a, b


def _print(text: str) -> None:
    click.echo(text, nl=False)


def _rounds(watched: Watch, settings: Settings, fetcher: Fetcher, every: int, once: bool) -> int:
    while True:
        start = time.monotonic()
        try:
            ended = _round(watched, settings, fetcher)
        except DragomanError as error:
            if once:
                raise
            say(f"dragoman: {error}; the next round will try again")
        else:
            if once:
                return ended
        time.sleep(max(0.0, start + every - time.monotonic()))


def _round(watched: Watch, settings: Settings, fetcher: Fetcher) -> Exit:
    from dragoman.watch import DeliveryError, round_of

    tally, undelivered = Tally(), 0
    for outcome in round_of(watched, settings, fetcher, lambda: datetime.now(UTC)):
        if isinstance(outcome, DeliveryError):
            undelivered += 1
            say(f"dragoman: not told yet: {outcome}")
        else:
            tally.count(outcome)
    say(f"dragoman: {_now()} {tally}")
    if undelivered and tally.exit == Exit.DONE:
        return Exit.SOME_FAILED
    return tally.exit


def _now() -> str:
    return datetime.now().astimezone().strftime("%H:%M")
