"""Who reads: this process alone, or several; whoever it is, results come in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from dragoman.errors import SettingsError
from dragoman.model import Document
from dragoman.settings import Settings

TOGETHER = 8  # documents that go to a process at once
CHARACTERS = 60_000  # of a batch: long documents go by themselves


@dataclass(frozen=True, slots=True)
class Ready:
    """A result that needs no work, in its place among those that do."""

    result: Any


# What is done with a batch: one result for each thing, in order.
Work = Callable[[Sequence[Any], Settings], Sequence[Any]]


class Crew(Protocol):
    """Does a kind of work on many things; use it as a context manager."""

    def each(self, work: Work, things: Iterable[Any]) -> Iterator[Any]:
        """The results of the work on each thing, in the order of the things.

        Things are taken only a little ahead of the results that are gone through. A thing that is
        Ready stands for its own result.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def crew(settings: Settings) -> Crew:
    """As many processes as the settings ask for; one is this process, 0 one for each core."""
    from dragoman.reading.pool import Pool

    if settings.workers < 0:
        raise SettingsError(f"setting workers: {settings.workers} processes cannot read")
    many = settings.workers or cores()
    return Alone(settings) if many == 1 else Pool(settings, many)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Alone:
    """This process, which does everything one by one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def each(self, work: Work, things: Iterable[Any]) -> Iterator[Any]:
        """The results of the work on each thing, in order."""
        for thing in things:
            if isinstance(thing, Ready):
                yield thing.result
            else:
                yield from work([thing], self.settings)


def batches(things: Iterable[Any]) -> Iterator[list[Any] | Ready]:
    """The things in batches that grow: the first results are to come soon."""
    batch: list[Any] = []
    size, most = 0, 1
    for thing in things:
        if isinstance(thing, Ready):
            if batch:
                yield batch
                batch, size = [], 0
            yield thing
            continue
        batch.append(thing)
        size += _size(thing)
        if len(batch) >= most or size >= CHARACTERS:
            yield batch
            batch, size, most = [], 0, min(2 * most, TOGETHER)
    if batch:
        yield batch


def _size(thing: Any) -> int:
    return len(thing.text if isinstance(thing, Document) else thing.content)
