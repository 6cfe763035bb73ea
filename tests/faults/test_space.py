"""A disk that is full, or may not be written: what was there stays, and the user is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.stock import answers, fill, stocked

from dragoman.cli import run
from dragoman.ledger import open_ledger
from dragoman.ledger.care import check

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")
# Runs where a folder of its own, of so many kilobytes, is mounted for it alone.
MOUNTED = 'mount -t tmpfs -o size=$1k none $2 && shift 2 && exec "$@"'
ADD = """
import sys
from pathlib import Path
from dragoman.errors import LedgerError
from dragoman.ledger import open_ledger
from dragoman.ledger.care import backup, check
from tests.faults.stock import fill
path = Path(sys.argv[1]) / "my.db"
done = 0
with open_ledger(path) as ledger:
    try:
        for done in range(0, 4000, 5):
            fill(ledger, done + 5, done)
    except LedgerError as error:
        print(error)
with open_ledger(path, create=False) as ledger:
    print(check(ledger))
    try:
        backup(ledger, path.with_name("copy.db"))
    except LedgerError as error:
        print(error)
print(path.with_name("copy.db").exists())
(Path(sys.argv[2]) / "my.db").write_bytes(path.read_bytes())
for part in ("-wal",):
    beside = Path(f"{path}{part}")
    if beside.exists():
        (Path(sys.argv[2]) / f"my.db{part}").write_bytes(beside.read_bytes())
"""


def in_small_space(kilobytes: int, place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command that sees a disk of its own at a place."""
    if not shutil.which("unshare"):
        pytest.skip("unshare is not here to mount a small disk")
    mounted = ["unshare", "--mount", "--map-root-user", "sh", "-c", MOUNTED, "sh"]
    done = subprocess.run(
        [*mounted, str(kilobytes), str(place), *command], capture_output=True, text=True,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    if "permission denied" in done.stderr.lower() or "not permitted" in done.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    return done


def test_a_full_disk_keeps_what_was_added_and_the_rest_follows(tmp_path: Path) -> None:
    small, after = tmp_path / "small", tmp_path / "after"
    small.mkdir()
    after.mkdir()
    done = in_small_space(1500, small, sys.executable, "-c", ADD, str(small), str(after))
    said = done.stdout.splitlines()
    assert said[0].endswith("cannot grow: the disk is full; what was added before is kept"), done
    assert said[1] == "[]"
    assert "cannot be copied" in said[2]
    assert said[3] == "False"
    with open_ledger(after / "my.db", create=False) as ledger:
        fill(ledger, 60)
        assert check(ledger) == []
    assert answers(after / "my.db") == answers(stocked(tmp_path / "whole.db", 60))


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_cannot_be_written_is_told(
    tmp_path: Path, form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = stocked(tmp_path / "my.db", 3)
    code = run(["events", "--ledger", str(path), "--format", form, "--out", str(FULL)])
    assert code == 1
    told = capfd.readouterr().err
    assert "space" in told
    assert "Traceback" not in told
