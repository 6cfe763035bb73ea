"""A reading that is killed at any moment and started again ends where an undisturbed one ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

ROUNDS = int(os.environ.get("DRAGOMAN_KILLS", "40"))
DOCUMENTS = 60
FILL = f"""
import sys
from dragoman.ledger import open_ledger
from tests.ledger.samples import NOW, VERSIONS, visit
print("ready", flush=True)
with open_ledger(sys.argv[1]) as ledger:
    run = ledger.begin("add", *VERSIONS, NOW)
    for n in range({DOCUMENTS}):
        day = f"2021-{{1 + n % 12:02}}-{{1 + n % 28:02}}"
        article = visit(day=day, publisher=f"Paper {{n % 7}}")
        records = article.records
        if not ledger.knows(records.document, *VERSIONS):
            ledger.add(records, run)
        if n % 20 == 19:
            ledger.rederive()
    ledger.rederive()
    ledger.finish(run, NOW)
"""
# Which run added a document depends on when the first was killed; all else must be the same.
BY_RUN = {"run", "superseded_by"}


def start(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", FILL, str(path)], stdout=subprocess.PIPE, text=True
    )


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for the runs and what the ledger is called."""
    connection = sqlite3.connect(path)
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = {}
    for name in sorted(n for n in names if "_search" not in n and n not in {"run", "ledger_info"}):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        kept = ", ".join(f'"{column}"' for column in columns if column not in BY_RUN)
        found[name] = sorted(connection.execute(f"SELECT {kept} FROM {name}"), key=repr)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    return found


def derived_by_id(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of derived tables are numbered as they are made: compare them without the numbers."""
    return {
        name: sorted((row[1:] for row in rows), key=repr) if name in {"event", "series"} else rows
        for name, rows in found.items()
        if name not in {"event_report", "event_code", "event_dyad", "series_point", "series_code",
                        "event_redirect"}
    }  # fmt: skip


def run(path: Path, seconds: float | None = None) -> tuple[bool, float]:
    """Fill the ledger, killed after some seconds: whether it ended, and how long it took."""
    with start(path) as filling:
        assert filling.stdout
        filling.stdout.readline()
        begun = time.perf_counter()
        try:
            assert filling.wait(timeout=seconds) == 0
        except subprocess.TimeoutExpired:
            filling.send_signal(signal.SIGKILL)
            return False, time.perf_counter() - begun
        return True, time.perf_counter() - begun


@pytest.mark.slow
def test_killed_at_random_moments_the_ledger_is_the_same(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.db", tmp_path / "killed.db"
    _, lasted = run(whole)
    wanted = derived_by_id(contents(whole))
    assert len(wanted["document"]) == DOCUMENTS

    chance, kills = Random(5), 0
    while kills < ROUNDS:
        ended, _ = run(path, chance.uniform(0, lasted * 0.7))
        kills += not ended
        if ended:
            assert derived_by_id(contents(path)) == wanted
            for file in tmp_path.glob("killed.db*"):
                file.unlink()
    assert run(path)[0]
    assert derived_by_id(contents(path)) == wanted
