"""Several processes that read for this one: bounded in memory, and none of them is missed.

They are forked from a process that has loaded the models, where the platform has such a one. Each
has at most two batches, and not more are taken from the source than they soon need. When a process
dies, what it was at is tried again by itself; what kills two is told as failed.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Self

from dragoman.errors import DragomanError, ReadError
from dragoman.model import Document, Failure, Skipped
from dragoman.reading.crew import Ready, Work, batches
from dragoman.reading.worker import PRELOAD, serve
from dragoman.settings import Settings

DEPTH = 2  # batches that a process has: the next one waits there while it is at the first
TRIES = 2
HOPELESS = 30  # processes that die one after the other, and nothing is done in between
GRACE = 30  # seconds beyond the time limit, within which a process keeps it itself


@dataclass(slots=True)
class Job:
    """Things to be worked on together, and where their results go."""

    number: int
    work: Work
    things: list[Any]
    into: list[Any]  # results by place; what is missing is None
    places: list[int]
    deaths: int = 0


@dataclass(slots=True)
class Worker:
    """A process with the jobs that it has, the first of which it is at, since when."""

    process: Any
    connection: Connection
    jobs: deque[Job] = field(default_factory=deque)
    since: float = 0.0


class Pool:
    """Processes that work for this one; started when there is something for them to do."""

    def __init__(self, settings: Settings, many: int, start: str | None = None) -> None:
        self.settings = settings
        self.many = many
        self.context: Any = multiprocessing.get_context(start or _start())
        self.workers: list[Worker] = []
        self.queue: deque[Job] = deque()
        self.count = 0
        self.deaths = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let no process outlive this; what they were at is dropped."""
        for worker in self.workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()
        self.workers.clear()
        self.queue.clear()

    def each(self, work: Work, things: Iterable[Any]) -> Iterator[Any]:
        """The results of the work on each thing, in the order of the things."""
        waiting: deque[list[Any]] = deque()
        source = batches(things)
        while True:
            while len(waiting) <= DEPTH * self.many:
                batch = next(source, None)
                if batch is None:
                    break
                waiting.append(self._asked(work, batch))
            if not waiting:
                return
            results = waiting.popleft()
            while any(result is None for result in results):
                self._go_on()
            yield from results

    def _asked(self, work: Work, batch: list[Any] | Ready) -> list[Any]:
        if isinstance(batch, Ready):
            return [batch.result]
        results = [None] * len(batch)
        self.queue.append(self._job(work, batch, results, range(len(batch))))
        self._hand_out()
        return results

    def _job(self, work: Work, things: list[Any], into: list[Any], places: Iterable[int]) -> Job:
        self.count += 1
        return Job(self.count, work, things, into, list(places))

    def _hand_out(self) -> None:
        """Give jobs to those who have least to do."""
        while self.queue:
            free = [w for w in self.workers if len(w.jobs) < DEPTH]
            idle = [w for w in free if not w.jobs]
            if not idle and len(self.workers) < self.many:
                idle = [self._hired()]
            if not free and not idle:
                return
            self._give((idle or free)[0], self.queue.popleft())

    def _give(self, worker: Worker, job: Job) -> None:
        if not worker.jobs:
            worker.since = time.monotonic()
        worker.jobs.append(job)
        try:
            worker.connection.send((job.number, job.work, job.things))
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker)

    def _hired(self) -> Worker:
        mine, its = self.context.Pipe()
        if self.context.get_start_method() == "forkserver":
            _preload(self.context, self.settings)
        process = self.context.Process(target=serve, args=(its, self.settings), daemon=True)
        process.start()
        its.close()
        worker = Worker(process, mine)
        self.workers.append(worker)
        return worker

    def _go_on(self) -> None:
        """Wait until something comes from a process, and take it."""
        self._hand_out()
        busy = {w.connection: w for w in self.workers if w.jobs}
        for connection in wait(list(busy), timeout=self._patience()):
            worker = busy[connection]  # type: ignore[index]
            try:
                self._take(worker, *worker.connection.recv())
            except (EOFError, ConnectionResetError):
                self._bury(worker)
        for worker in [w for w in self.workers if w.jobs and self._left(w) <= 0]:
            worker.process.kill()
            self._bury(worker)
        self._hand_out()

    def _patience(self) -> float:
        """Until the first of the processes has taken too long."""
        return max(0.0, min((self._left(w) for w in self.workers if w.jobs), default=0.0))

    def _left(self, worker: Worker) -> float:
        limit = (self.settings.max_seconds + GRACE) * len(worker.jobs[0].things)
        return worker.since + limit - time.monotonic()

    def _take(self, worker: Worker, number: int, found: list[Any] | DragomanError) -> None:
        job = worker.jobs.popleft()
        assert job.number == number
        worker.since, self.deaths = time.monotonic(), 0
        if isinstance(found, DragomanError):
            raise found
        for place, result in zip(job.places, found, strict=True):
            job.into[place] = result

    def _bury(self, worker: Worker) -> None:
        """Take a dead process's jobs back; the one that it was at is tried again in pieces."""
        self.workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        jobs, code = list(worker.jobs), worker.process.exitcode
        if jobs and code != 0:
            self.deaths += 1
            if self.deaths >= HOPELESS:
                raise ReadError(f"the processes that read {_ended(code)}, one after the other")
            jobs[:1] = self._pieces(jobs[0], code)
        self.queue.extendleft(reversed(jobs))

    def _pieces(self, job: Job, code: int | None) -> list[Job]:
        if len(job.things) > 1:
            pairs = zip(job.things, job.places, strict=True)
            return [self._job(job.work, [thing], job.into, [at]) for thing, at in pairs]
        job.deaths += 1
        if job.deaths < TRIES:
            return [job]
        job.into[job.places[0]] = _lost(job.things[0], code)
        return []


def _start() -> str:
    """How processes are started: by forking one that has loaded the models, where that is sound."""
    known = multiprocessing.get_all_start_methods()
    return "forkserver" if "forkserver" in known and sys.platform != "darwin" else "spawn"


def _preload(context: Any, settings: Settings) -> None:
    """Let the process that is forked load the models; one that runs already stays as it is."""
    from multiprocessing import forkserver

    context.set_forkserver_preload(["dragoman.reading.worker"])
    os.environ[PRELOAD] = pickle.dumps(settings).hex()
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[PRELOAD]


def _lost(thing: Any, code: int | None) -> Any:
    """What is said of a thing on which two processes died."""
    why = f"the process that had it {_ended(code)}, and so did another"
    if isinstance(thing, Document):
        return Failure(thing.uri, f"cannot be read: {why}")
    return Skipped(thing.uri, f"cannot be cleaned: {why}")


def _ended(code: int | None) -> str:
    if code is None or code >= 0:
        return f"ended with code {code}"
    reason = "; is there enough memory?" if code == -9 else ""
    return f"was killed (signal {-code}{reason})"
