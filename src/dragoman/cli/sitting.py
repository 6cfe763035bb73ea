"""A person at a queue: one thing is shown after another, one key decides."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import Protocol

from dragoman.cli.output import say
from dragoman.errors import LedgerError, QueryError


class Sitting(Protocol):
    """Where a person is in a queue, and what keys do there."""

    at: int

    @property
    def queue(self) -> Sized:
        """What waits, decided or not."""

    def show(self) -> None:
        """Print what is at hand."""

    def act(self, key: str, words: str) -> None:
        """Do what one key says."""


def go(sitting: Sitting, keys: Callable[[], tuple[str, str]]) -> None:
    """Show one thing after another and do what the keys say, until the end or `q`."""
    shown = -1
    while True:
        if shown != sitting.at:
            shown = sitting.at
            sitting.show()
        key, words = keys()
        if key == "q" or (sitting.at == len(sitting.queue) and key != "u"):
            return
        try:
            sitting.act(key, words)
        except (LedgerError, QueryError) as error:
            say(f"dragoman: {error}")
