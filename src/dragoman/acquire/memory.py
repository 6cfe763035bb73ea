"""What was fetched before, so that nothing is fetched in vain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

DONE = "done"


@dataclass(frozen=True, slots=True)
class Seen:
    """How an address was left: the server's marks of its version, the change that a feed told.

    `outcome` is "done" or the reason why nothing was taken, `tries` how often it was asked in vain;
    None when it is not to be asked again for this change.
    """

    etag: str | None = None
    modified: str | None = None
    mark: str | None = None
    outcome: str = DONE
    tries: int | None = None


class Memory(Protocol):
    """Where it is kept between one fetching and the next."""

    @property
    def reading(self) -> str:
        """The versions that read now: what others read is read again."""

    def recall(self, url: str) -> Seen | None:
        """How an address was left the last time; None when it is new."""

    def remember(self, url: str, seen: Seen) -> None:
        """Keep how an address was left, when all that it held is safely read."""


class Forgetful:
    """No memory: every address is new."""

    reading = ""

    def recall(self, url: str) -> Seen | None:  # noqa: ARG002
        """Nothing is known."""
        return None

    def remember(self, url: str, seen: Seen) -> None:
        """Nothing is kept."""
