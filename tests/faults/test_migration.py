"""A migration that is killed anywhere: it is the old ledger or the new one, never half."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.stock import answers

from dragoman.ledger import open_ledger, upgrading
from dragoman.ledger.care import check

FIXTURES = Path(__file__).resolve().parents[1] / "ledger" / "fixtures"
KEPT = sorted(FIXTURES.glob("schema*.db.gz"))
# Counts the statements that write, and ends the process before one of them.
UPGRADE = """
import os, signal, sys
from sqlalchemy import Engine, event
from dragoman.ledger import open_ledger
left = int(sys.argv[2])
count = 0
@event.listens_for(Engine, "before_cursor_execute")
def counted(connection, cursor, statement, *rest):
    global count
    if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
        count += 1
        if count == left:
            os.kill(os.getpid(), signal.SIGKILL)
@event.listens_for(Engine, "commit")
def committed(connection):
    global count
    count += 1
    if count == left:
        os.kill(os.getpid(), signal.SIGKILL)
open_ledger(sys.argv[1]).close()
print(count)
"""


def upgraded(path: Path, left: int) -> subprocess.CompletedProcess[str]:
    """Open a ledger in a process that is killed before so many statements (0: never)."""
    command = [sys.executable, "-c", UPGRADE, str(path), str(left)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def schema(path: Path) -> str:
    """The schema that a file says it has."""
    with sqlite3.connect(path) as connection:
        row = connection.execute("SELECT value FROM ledger_info WHERE name = 'schema'").fetchone()
    connection.close()
    return str(row[0])


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_killed_anywhere_it_is_old_or_new_with_everything(kept: Path, tmp_path: Path) -> None:
    old = gzip.decompress(kept.read_bytes())
    before = kept.name.removeprefix("schema").partition(".")[0]
    whole = tmp_path / "whole.db"
    whole.write_bytes(old)
    statements = int(upgraded(whole, 0).stdout)
    wanted = answers(whole)
    assert statements > 3
    for left in sorted({1, 2, statements // 3, statements // 2, statements - 1, statements}):
        folder = tmp_path / str(left)
        folder.mkdir()
        path = folder / "my.db"
        path.write_bytes(old)
        assert upgraded(path, left).returncode == -9
        assert schema(path) in {before, str(upgrading.SCHEMA)}
        for copy in folder.glob("my.db.schema-*"):
            assert schema(copy) == before
        assert answers(path) == wanted  # opening it takes the steps again
        with open_ledger(path) as ledger:
            assert check(ledger) == []
        copies = [copy for copy in folder.glob("my.db.schema-*") if schema(copy) == before]
        assert copies


def test_a_ledger_of_every_schema_before_is_kept() -> None:
    """Whoever raises the schema adds a ledger of the one before to the fixtures."""
    there = {path.name.partition(".")[0] for path in KEPT}
    assert there >= {f"schema{number}" for number in range(1, upgrading.SCHEMA)}
