"""Nothing that this process does with a ledger's file lets go of the locks that it has on it.

A system forgets all of a process's locks on a file as soon as the process closes the file anywhere,
however often it has it open. SQLite knows; who opens the file beside it must not. Otherwise the
next process to end takes the ledger for its own and clears away the log that this one writes on:
what it commits from then on is gone when it dies.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.faults.stock import fill

from dragoman.acquire import Fetcher
from dragoman.api import add
from dragoman.ledger import Ledger, open_ledger
from dragoman.model import Skipped
from dragoman.settings import Settings
from dragoman.watch import Watch, round_of

READ = """
import sys
from dragoman.ledger import open_ledger
from dragoman.query import View
with open_ledger(sys.argv[1], create=False) as ledger:
    print(len(list(View(ledger).documents())))
"""


def seen_by_another(path: Path) -> int:
    """The documents that another process finds; it is the last to close the file if it can be."""
    asked = [sys.executable, "-c", READ, path]
    return int(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def _opened(path: Path) -> None:
    open_ledger(path).close()


def _asked(path: Path) -> None:
    with open_ledger(path, create=False) as ledger, ledger.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM event").all()


def _read(path: Path) -> None:
    """Everything in the folder, the ledger and what lies beside it too, as a shell's * names it."""
    (path.parent / "link").symlink_to(path)
    found = list(add(sorted(path.parent.iterdir()), path, settings=Settings(model="none")))
    assert {one.reason for one in found if isinstance(one, Skipped)} == {
        "is a database in use, not a document"
    }
    assert len(found) == 4


def _watched(path: Path) -> None:
    settings = Settings(model="none")
    watch = Watch((str(path.parent),), path)
    list(round_of(watch, settings, Fetcher(settings), lambda: datetime.now(UTC)))


@pytest.mark.parametrize("meanwhile", [_opened, _asked, _read, _watched])
def test_what_is_written_is_seen_by_others_whatever_was_done(
    tmp_path: Path, meanwhile: Callable[[Path], None]
) -> None:
    path = tmp_path / "ledger"
    with open_ledger(path) as ledger:
        fill(ledger, 2)
        meanwhile(path)
        assert seen_by_another(path) == 2
        assert path.with_name("ledger-wal").exists()
        add_more(ledger, path)


def add_more(ledger: Ledger, path: Path) -> None:
    fill(ledger, 4, 2)
    assert seen_by_another(path) == 4
