"""Two commands that add to one ledger at once: every document once, and the same as one alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.faults.stock import answers, fill
from tests.ledger.targets import other_target, target

from dragoman.ledger import open_ledger
from dragoman.ledger.care import check
from dragoman.query import View

__all__ = ["other_target", "target"]
ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 16
FILL = """
import sys
from dragoman.ledger import open_ledger
from tests.faults.stock import fill
added = 0
with open_ledger(sys.argv[1]) as ledger:
    sys.stdin.readline()
    for done in range(0, int(sys.argv[2]), 4):
        added += fill(ledger, done + 4, done)
print(added)
"""


def test_two_writers_at_once_end_where_one_ends(target: str, other_target: str) -> None:
    open_ledger(target).close()
    command = [sys.executable, "-c", FILL, target, str(DOCUMENTS)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    added = [int(writer.communicate()[0]) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sum(added) == DOCUMENTS
    with open_ledger(target) as ledger:
        assert check(ledger) == []
        assert len(list(View(ledger).runs())) == 2 * DOCUMENTS // 4
    with open_ledger(other_target) as alone:
        fill(alone, DOCUMENTS)
    assert answers(target) == answers(other_target)
