"""One round of a watch after the other: add what is new, find what it changes, tell it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from dragoman.acquire import Fetcher
from dragoman.codebook import load_codebook
from dragoman.filling import Outcome, fill, reading
from dragoman.ledger import Ledger, open_ledger, watching
from dragoman.ledger.remembering import Remembered
from dragoman.ledger.store import stamp
from dragoman.ledger.watching import Notice
from dragoman.model import Skipped
from dragoman.present.naming import names
from dragoman.query.news import news
from dragoman.settings import Settings
from dragoman.watch.channels import Channel
from dragoman.watch.delivery import DeliveryError
from dragoman.watch.folders import Folders
from dragoman.watch.noticing import Pair, findings
from dragoman.watch.wording import worded

SHOWN = 200  # notices that a feed shows


@dataclass(frozen=True, slots=True)
class Watch:
    """What to watch for whom: sources, pairs of codes (none: all), where to tell it."""

    sources: tuple[str, ...]
    target: str | os.PathLike[str]
    pairs: tuple[Pair, ...] = ()
    channels: tuple[Channel, ...] = ()
    name: str = ""

    @property
    def called(self) -> str:
        """The name under which the ledger knows how far the watch has told."""
        pairs = sorted("-".join(sorted(pair)) for pair in self.pairs)
        return self.name or "+".join(pairs) or "all"


def round_of(
    watch: Watch,
    settings: Settings,
    fetcher: Fetcher,
    clock: Callable[[], datetime],
) -> Iterator[Outcome | DeliveryError]:
    """Add what is new and tell what it changes; what became of each document is yielded.

    A round that is cut off anywhere is made up for by the next: nothing is lost or told twice.
    """
    with open_ledger(watch.target) as ledger:
        since = watching.begin(ledger, watch.called, clock())
        memory = Remembered(ledger, reading(settings), clock)
        folders = Folders(watch.sources, memory)
        found = list(folders.changed())
        yield from (place for place in found if isinstance(place, Skipped))
        paths = [place for place in found if isinstance(place, str)]
        yield from fill(
            paths, watch.target, {}, settings, clock, command="watch", fetcher=fetcher, quiet=True
        )
        folders.taken()
        _notice(ledger, watch, since, settings, clock)
        yield from deliver(ledger, watch, clock)


def _notice(
    ledger: Ledger, watch: Watch, since: int, settings: Settings, clock: Callable[[], datetime]
) -> None:
    """Keep what is new as notices that wait to be told."""
    found = news(ledger, since)
    if found.until == since:
        return
    codebook, at = load_codebook(settings.codebook), stamp(clock())
    named = names(codebook)
    notices = [
        worded(finding, named, watch.called, found.until, at)
        for finding in findings(found, codebook.matters, watch.pairs)
    ]
    channels = [channel.name for channel in watch.channels]
    watching.tell(ledger, watch.called, (since, found.until), notices, channels)


def deliver(ledger: Ledger, watch: Watch, clock: Callable[[], datetime]) -> Iterator[DeliveryError]:
    """Tell what waits, round by round; what cannot be told now waits on."""
    for channel in watch.channels:
        waiting = watching.waiting(ledger, watch.called, channel.name)
        latest = watching.latest(ledger, watch.called, SHOWN) if waiting else []
        try:
            for _, told in groupby(waiting, key=lambda notice: notice.at):
                _send(ledger, watch, channel, list(told), latest, clock)
        except DeliveryError as error:
            yield error


def _send(
    ledger: Ledger,
    watch: Watch,
    channel: Channel,
    notices: Sequence[Notice],
    latest: Sequence[Notice],
    clock: Callable[[], datetime],
) -> None:
    channel.send(watch.called, notices, latest)
    watching.delivered(ledger, notices, channel.name, clock())
