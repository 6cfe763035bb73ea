"""A server that misbehaves, and a fetcher that need not wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from tests.acquire.server import Site, serving

from dragoman.acquire import Fetcher
from dragoman.settings import Settings


@dataclass
class Clock:
    """A clock that moves only when someone sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine."""
    with serving() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    """Time that stands still."""
    return Clock()


@pytest.fixture
def settings() -> Settings:
    """Settings under which the server of the tests may be asked."""
    return Settings(allow_private=True, fetch_seconds=1.0, max_bytes=1_000_000)


@pytest.fixture
def fetcher(settings: Settings, clock: Clock) -> Fetcher:
    """A fetcher that does not really sleep."""
    return Fetcher(settings, now=clock, sleep=clock.sleep)
