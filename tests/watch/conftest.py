"""A watch whose rounds a test can run one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.acquire.server import Site, serving
from tests.ledger.targets import target
from tests.watch.reading import read_nameless

from dragoman.acquire import Fetcher
from dragoman.ledger.watching import Notice
from dragoman.settings import Settings
from dragoman.watch import DeliveryError, Watch, round_of

__all__ = ["target"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine."""
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _quick_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read by the tests' own reader: loading the real one takes seconds."""
    monkeypatch.setattr("dragoman.reading.outcomes.read_nameless", read_nameless)


@dataclass
class Heard:
    """A channel that keeps what it is told, or fails as often as it is asked to."""

    name: str = "heard"
    told: list[Notice] = field(default_factory=list)
    failing: int = 0

    def send(self, watch: str, notices: Sequence[Notice], latest: Sequence[Notice]) -> None:
        if self.failing:
            self.failing -= 1
            raise DeliveryError("nobody listens")
        self.told += notices

    def take(self) -> list[tuple[str, str]]:
        """Kind and title of what was told since the last time."""
        told = [(notice.kind, notice.body["title"]) for notice in self.told]
        self.told.clear()
        return told


@dataclass
class Desk:
    """A folder, a ledger and a watch on both."""

    folder: Path
    watch: Watch
    heard: Heard
    fetcher: Fetcher
    settings: Settings
    day: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def write(self, name: str, text: str, day: str = "2021-05-04") -> None:
        """Put an article into the folder."""
        (self.folder / name).write_text(f"Published: {day}\n\n{text}\n")

    def round(self) -> list[tuple[str, str]]:
        """Run a round and return what it told."""
        self.outcomes = list(round_of(self.watch, self.settings, self.fetcher, self.clock))
        return self.heard.take()

    def clock(self) -> datetime:
        self.day += timedelta(minutes=15)
        return self.day

    def watching(self, *sources: str, **changed: Any) -> Desk:
        """The same with other sources, pairs or channels."""
        new = {"sources": sources} if sources else {}
        return replace(self, watch=replace(self.watch, **new, **changed))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A watch of all pairs on an empty folder."""
    return _desk(tmp_path, tmp_path / "x.db")


@pytest.fixture
def any_desk(tmp_path: Path, target: str) -> Desk:
    """The same, once for each kind of database."""
    return _desk(tmp_path, target)


def _desk(tmp_path: Path, target: str | Path) -> Desk:
    folder, heard = tmp_path / "in", Heard()
    folder.mkdir()
    settings = Settings(allow_private=True, host_seconds=0.0, fetch_seconds=2.0)
    fetcher = Fetcher(settings, sleep=lambda _: None)
    watch = Watch((str(folder),), target, channels=(heard,))
    return Desk(folder, watch, heard, fetcher, settings)
