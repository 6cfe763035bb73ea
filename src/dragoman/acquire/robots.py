"""What a site allows programs to fetch, as its robots.txt says (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dragoman.acquire.requesting import Answer

AGENT = "dragoman"
LARGEST = 512_000  # bytes that are read of a robots.txt; RFC 9309 asks for 500 KiB at least
SLOWEST = 60.0  # a site may ask for longer pauses; nobody could wait for its articles


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; `parsed` is None where they allow or refuse everything.

    `closed` is why they cannot be read now.
    """

    parsed: Any = None
    closed: str | None = None

    def allow(self, url: str) -> bool:
        """Whether an address of the site may be fetched."""
        if self.parsed is None:
            return self.closed is None
        return bool(self.parsed.can_fetch(url, AGENT))

    @property
    def pause(self) -> float:
        """The seconds between two requests that the site asks for."""
        asked = self.parsed.crawl_delay(AGENT) if self.parsed is not None else None
        return min(float(asked or 0.0), SLOWEST)


def rules(answer: Answer) -> Rules:
    """The rules that an answer for robots.txt sets.

    Without such a file everything is allowed; while the server cannot say, nothing is.
    """
    if answer.status >= 500 or answer.status == 429:
        return Rules(closed=f"the server answers {answer.status}")
    if answer.status != 200:
        return Rules()
    from protego import Protego

    return Rules(Protego.parse(answer.body[:LARGEST].decode("utf-8", "replace")))
