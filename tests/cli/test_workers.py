"""`dragoman add --workers`: the ledger of one process, whatever befalls the several."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).with_name("dragoman")
FORKS = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
MANY = 60
STATES = ("Kenya", "Ghana", "Chile", "Norway", "Jordan", "Vietnam", "Poland", "Cuba", "Fiji")
TOWNS = ("Nairobi", "Accra", "Santiago", "Oslo", "Amman", "Hanoi", "Warsaw", "Havana", "Suva")
RECORDS = ("report", "claim", "figure", "tie", "attribution", "missed", "report_party", "document")


def articles(folder: Path) -> None:
    """Short articles, with a copy of every tenth and one that is empty."""
    folder.mkdir()
    chance = random.Random(7)
    for n in range(MANY):
        (a, b), town = chance.sample(STATES, 2), chance.choice(TOWNS)
        text = (
            f"The foreign minister of {a} met her counterpart from {b} in {town} on 3 May 2021. "
            f"{b} denied that it had expelled the ambassador of {a}. "
            f"Trade between {a} and {b} reached {chance.randint(20, 900)} million dollars in 2020. "
            f"{a} will send {chance.randint(20, 900)} tonnes of wheat to {b} next month.\n"
        )
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
        if n % 10 == 0:
            (folder / f"{n:03}-copy.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("  \n", encoding="utf-8")


def adding(folder: Path, ledger: Path, workers: int) -> subprocess.Popen[str]:
    command = [PROGRAM, "add", *sorted(folder.iterdir()), "--ledger", ledger]
    return subprocess.Popen(
        [*command, "--workers", str(workers)],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"DRAGOMAN_MODEL": "none"},
        start_new_session=True,
        # What starts the tests in the background may have them ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def contents(ledger: Path, derived: bool = True) -> dict[str, Any]:
    """All records, and events by their ids, without what tells one run from another."""
    connection = sqlite3.connect(ledger)
    found: dict[str, Any] = {}
    for table in RECORDS:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(f'"{c}"' for c in columns if c not in {"run", "superseded_by"})
        found[table] = connection.execute(f"SELECT {kept} FROM {table} ORDER BY 1, 2, 3").fetchall()
    for table in ("event", "dispute", "series") if derived else ():
        found[table] = sorted(connection.execute(f"SELECT id FROM {table}").fetchall())
    connection.close()
    return found


def count(ledger: Path) -> int:
    try:
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def until(ledger: Path, running: subprocess.Popen[str], documents: int) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and running.poll() is None and count(ledger) < documents:
        time.sleep(0.02)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("workers") / "in"
    articles(made)
    return made


@pytest.fixture(scope="module")
def alone(folder) -> dict[str, Any]:
    """What one process makes of the articles."""
    with adding(folder, folder.parent / "alone.db", 1) as running:
        _, err = running.communicate()
    assert running.returncode == 3
    assert "66 documents read, 1 skipped" in err
    found = contents(folder.parent / "alone.db")
    assert len(found["report"]) > MANY
    return found


def test_several_make_the_ledger_of_one(folder, alone, tmp_path):
    with adding(folder, tmp_path / "x.db", 3) as running:
        _, err = running.communicate()
    assert running.returncode == 3
    assert "66 documents read, 1 skipped" in err
    assert contents(tmp_path / "x.db") == alone


def test_interrupted_and_started_again_nothing_is_missing(folder, alone, tmp_path):
    """Ctrl-C reaches all processes of the terminal; what was yielded is kept and shows."""
    ledger = tmp_path / "x.db"
    with adding(folder, ledger, 2) as running:
        until(ledger, running, 5)
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate()
    assert running.returncode == 130, err
    assert "Traceback" not in err
    assert 0 < count(ledger) < 66
    with sqlite3.connect(ledger) as connection:
        assert connection.execute("SELECT count(*) FROM stale").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM event").fetchone() > (0,)
    with adding(folder, ledger, 2) as running:
        _, err = running.communicate()
    assert "known" in err
    assert contents(ledger) == alone


@FORKS
def test_a_killed_process_costs_nothing(folder, alone, tmp_path):
    """Its documents are read by another, and are where they were."""
    ledger = tmp_path / "x.db"
    with adding(folder, ledger, 2) as running:
        until(ledger, running, 5)
        killed = [os.kill(pid, signal.SIGKILL) for pid in readers(running.pid)]
        _, err = running.communicate()
    assert killed
    assert "66 documents read, 1 skipped" in err
    assert contents(ledger) == alone


def readers(parent: int) -> list[int]:
    """The processes that read: children of the one that the program forks them from."""
    found = []
    for server in children(parent):
        found += children(server)
    return found


def children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(one) for one in told.split()]


def test_the_number_is_checked(dragoman, tmp_path):
    assert dragoman("add", "x.txt", "--workers", "-1").code == 2
    assert dragoman("add", "x.txt", "--workers", "two").code == 2
    (tmp_path / "a.txt").write_text("Norway met Finland in Oslo.\n", encoding="utf-8")
    outcome = dragoman("read", tmp_path / "a.txt", "--workers", "0", "--format", "jsonl")
    assert outcome.code == 0
    assert '"uri"' in outcome.out
