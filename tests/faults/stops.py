"""`dragoman add` that ends at a place of one's choice: at a statement, or at a line of Python."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from tests.faults.medley import medley, retold

from dragoman import filling
from dragoman.analysis import Acquired
from dragoman.clean import copies  # noqa: F401
from dragoman.cli import add, main, tally  # noqa: F401
from dragoman.codebook import load_codebook
from dragoman.ledger import deriving  # noqa: F401
from dragoman.model import Document, Records
from dragoman.reading import outcomes
from dragoman.settings import Settings

DOCUMENTS = 5
FIRST = medley(Random(3), DOCUMENTS)
READINGS = {"first": FIRST, "second": retold(Random(4), FIRST)}
_HERE = ("dragoman/filling", "dragoman/ledger/", "dragoman/reading/", "dragoman/cli/")
TRACED = (*_HERE, "sqlalchemy/engine/", "sqlalchemy/pool/", "contextlib", "click/core")
processes = multiprocessing.get_context("forkserver")
# What is imported where the processes are forked from costs none of them anything.
processes.set_forkserver_preload([__name__, "pytest"])
if "multiprocessing.forkserver" in sys.modules:
    load_codebook(())


@dataclass(frozen=True, slots=True)
class Stop:
    """What befalls a filling, and at which step: kill, interrupt, twice, terminate, busy or none.

    Steps are the statements, commits and rollbacks, or with `lines` the lines of Python that run.
    """

    how: str = "none"
    at: int = -1
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a filling ended: the exit code (-9 killed), what it said, how many steps it had taken."""

    code: int
    said: str
    steps: int


def folder_of(path: Path) -> Path:
    """A folder with a file for each document; what it says stands in READINGS."""
    path.mkdir()
    for number in range(DOCUMENTS):
        (path / f"{number:02}.txt").write_text(f"Document {number}.\n", encoding="utf-8")
    return path


def added(folder: Path, target: str, reading: str = "first", stop: Stop = Stop()) -> Ended:
    """Add the folder in a process of its own, which may be stopped."""
    notes = folder.with_name("notes")
    notes.unlink(missing_ok=True)
    process = processes.Process(target=_add, args=(folder, target, reading, stop, notes))
    process.start()
    process.join(120)
    assert process.exitcode is not None, "it hangs"
    *said, steps = notes.read_text(encoding="utf-8").splitlines() if process.exitcode >= 0 else "0"
    return Ended(process.exitcode, "\n".join(said), int(steps))


def _add(folder: Path, target: str, reading: str, stop: Stop, notes: Path) -> None:
    """What runs in the process: the command itself, but for the reading."""
    _tell(READINGS[reading], reading)
    with notes.open("a", encoding="utf-8") as told:
        os.dup2(told.fileno(), sys.stderr.fileno())
    # What starts the tests in the background may have them ignore interrupts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    counter = Counter(stop)
    (_trace if stop.lines else _listen)(counter.step)
    code: Any = 1
    try:
        main(["add", str(folder), "--ledger", target])
    except SystemExit as left:
        code = left.code
    finally:
        sys.settrace(None)
        counter.stop = Stop()
        sys.stderr.flush()
        with notes.open("a", encoding="utf-8") as told:
            told.write(f"\n{counter.steps}\n")
    sys.exit(code)


def _tell(articles: Sequence[Any], reading: str) -> None:
    """Have documents say what is made up for them, instead of reading them."""
    codebook = filling._version(load_codebook(()))
    versions = {"extractor": reading, "codebook": codebook}
    by_id = {article.id: replace(article.records, **versions) for article in articles}

    def clean(found: Sequence[Acquired], _: Settings) -> list[Document]:
        return [articles[int(Path(one.uri).stem)].records.document for one in found]

    def read(documents: Sequence[Document], _: Settings) -> list[Records]:
        return [by_id[document.id] for document in documents]

    outcomes.clean_batch, outcomes.read_nameless = clean, read  # type: ignore[assignment]
    filling.extractor = lambda _: reading  # type: ignore[assignment]
    filling.TOGETHER, filling.AT_ONCE, filling.PATIENCE = 2, 3, 1e9


class Counter:
    """Counts the steps and does at one of them what is to befall."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        self.steps = 0

    def step(self) -> None:
        """One more."""
        self.steps += 1
        if self.stop.how == "twice" and self.steps in {self.stop.at, self.stop.at + 1}:
            os.kill(os.getpid(), signal.SIGINT)
        elif self.steps == self.stop.at:
            befall(self.stop.how)


def befall(how: str) -> None:
    """Let it happen to this process."""
    if how == "busy":
        locked = sqlite3.OperationalError("database is locked")
        raise OperationalError("", None, locked)
    signals = {"kill": signal.SIGKILL, "interrupt": signal.SIGINT, "terminate": signal.SIGTERM}
    os.kill(os.getpid(), signals[how])


def _listen(step: Callable[[], None]) -> None:
    def executing(*_: Any, **__: Any) -> None:
        step()

    for name in ("do_execute", "do_executemany", "do_execute_no_params", "commit", "rollback"):
        event.listen(Engine, name, executing)


def _trace(step: Callable[[], None]) -> None:
    def line(_: FrameType, kind: str, __: Any) -> Any:
        if kind == "line":
            step()
        return line

    def call(frame: FrameType, _: str, __: Any) -> Any:
        name = frame.f_code.co_filename.replace(os.sep, "/")
        return line if any(part in name for part in TRACED) else None

    sys.settrace(call)
