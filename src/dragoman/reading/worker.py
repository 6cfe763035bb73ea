"""What runs in a process that reads for another: take a batch, do the work, send the results.

Imported in the process from which the others are forked, where the platform has such a one, it
loads the models once for all of them: they share that memory.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from dragoman.errors import DragomanError
from dragoman.model import Document
from dragoman.reading.crew import Work
from dragoman.settings import Settings

PRELOAD = "DRAGOMAN_PRELOAD"  # in the environment of the process to be forked: its settings
_PAGE = (
    "<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>"
    "Peru's president met her colleague from Chile in Lima on 3 May 2021, officials said. “We "
    "will sign the agreement next week,” she said. Chile denied that it had closed its embassy. "
    "Trade of the two countries rose by 4 per cent to 900 million dollars in 2020."
    "</p></article></body></html>"
)
MOST_BYTES = 1_000_000_000  # of memory: a process that has grown so far makes way for a new one


def one_thread() -> None:
    """Let the libraries that calculate use one thread in this process: there are others like it."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"


def serve(connection: Connection, settings: Settings) -> None:
    """Do what comes until nothing more comes or this process has grown too large."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever sends the work decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    one_thread()
    jobs: SimpleQueue[tuple[int, Work, list[Any]] | None] = SimpleQueue()
    # A thread takes the jobs in, so that the sender never waits for one that is being done.
    Thread(target=_take, args=(connection, jobs), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError):
        while (job := jobs.get()) is not None:
            connection.send(_done(*job, settings))
            if resident() > MOST_BYTES:
                return


def _take(connection: Connection, jobs: SimpleQueue[tuple[int, Work, list[Any]] | None]) -> None:
    with suppress(EOFError, OSError):
        while True:
            jobs.put(connection.recv())
    jobs.put(None)


def _done(
    number: int, work: Work, things: list[Any], settings: Settings
) -> tuple[int, list[Any] | DragomanError]:
    try:
        return number, list(work(things, settings))
    except DragomanError as error:  # such as a model that cannot be loaded: the run cannot go on
        return number, error


def resident() -> int:
    """The bytes of memory that this process has, shared ones included; 0 where it cannot know."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - no file of a user
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _preload(told: str) -> None:
    one_thread()
    from dragoman.analysis import Acquired
    from dragoman.reading.work import clean_batch, read_nameless

    settings = pickle.loads(bytes.fromhex(told))  # noqa: S301 - our own environment
    # Much is loaded or made only when it is first needed: so it is needed here.
    [page] = clean_batch([Acquired("warm.html", _PAGE, "html")], settings)
    read_nameless([page] if isinstance(page, Document) else [], settings)
    gc.collect()
    gc.freeze()  # a collection would write to every page, and what is written is no longer shared


if PRELOAD in os.environ and "multiprocessing.forkserver" in sys.modules:
    # What cannot be loaded here is told by the first process that wants it.
    with suppress(Exception):
        _preload(os.environ.pop(PRELOAD))
