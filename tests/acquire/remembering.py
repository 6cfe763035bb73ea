"""What was fetched before, kept in a dictionary as the ledger keeps it in a table."""

from __future__ import annotations

from dragoman.acquire import Seen


class Kept:
    """A memory in a dictionary."""

    reading = "1"

    def __init__(self) -> None:
        self.seen: dict[str, Seen] = {}

    def recall(self, url: str) -> Seen | None:
        return self.seen.get(url)

    def remember(self, url: str, seen: Seen) -> None:
        self.seen[url] = seen
