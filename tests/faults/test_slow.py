"""A slow disk and a file that takes all memory: the work ends, later, with what it ends with."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from tests.acquire.files import docx
from tests.faults.stock import answers, stocked

from dragoman.ledger import open_ledger
from dragoman.query import View

ROOT = Path(__file__).resolve().parents[2]
FILL = """
import sys
from pathlib import Path
from dragoman.ledger import open_ledger
from tests.faults.stock import fill
with open_ledger(sys.argv[1]) as ledger:
    for done in range(0, 12, 2):
        fill(ledger, done + 2, done)
        print(done + 2, flush=True)
"""


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes writing slow."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("needs a C compiler on Linux to make a disk slow")
    made = tmp_path_factory.mktemp("slow") / "slow.so"
    source = Path(__file__).with_name("slow.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made


def test_a_slow_disk_ends_with_the_same_and_readers_do_not_wait(slow: Path, tmp_path: Path) -> None:
    path = tmp_path / "my.db"
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "LD_PRELOAD": str(slow),
        "DISK_MICROSECONDS": "4000",
    }  # fmt: skip
    waited: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-c", FILL, str(path)], env=environment, stdout=subprocess.PIPE, text=True
    ) as filling:
        assert filling.stdout
        filling.stdout.readline()
        begun = time.monotonic()
        while filling.poll() is None:
            asked = time.monotonic()
            with open_ledger(path, create=False) as ledger:
                assert len(list(View(ledger).documents())) >= 2
            waited.append(time.monotonic() - asked)
        lasted = time.monotonic() - begun
        assert filling.returncode == 0
    assert len(waited) > 2
    assert max(waited) < lasted
    assert answers(path) == answers(stocked(tmp_path / "quick.db", 12))


HUNGRY = """
import resource, sys
from pathlib import Path
from dragoman.acquire import acquire
from dragoman.acquire.workshop import Workshop
from dragoman.settings import Settings
import dragoman.acquire.workshop as workshop
start = workshop._started
def bounded():
    process = start()
    resource.prlimit(process.pid, resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
    return process
workshop._started = bounded
for found in acquire([sys.argv[1]], Settings(max_seconds=200)):
    print(Path(found.uri).name, getattr(found, "reason", "taken"), sep="|")
"""


def large_word_file() -> bytes:
    """A Word file of some kilobytes that becomes six million characters of markup."""
    raw = docx(["Peru met Chile."])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:p>", b"<w:p>" + b"<w:r/>" * 1_000_000, 1)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_a_file_that_takes_all_memory_is_left_and_the_next_is_read(tmp_path: Path) -> None:
    pytest.importorskip("mammoth", reason="pip install 'dragoman[documents]'")
    pytest.importorskip("resource", reason="memory cannot be bounded here")
    (tmp_path / "a.docx").write_bytes(docx(["Peru met Chile."]))
    (tmp_path / "b.docx").write_bytes(large_word_file())
    (tmp_path / "c.docx").write_bytes(docx(["Ghana met Togo."]))
    done = subprocess.run(
        [sys.executable, "-c", HUNGRY, str(tmp_path), str(256 << 20)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.splitlines() == [
        "a.docx|taken",
        "b.docx|needs too much memory",
        "c.docx|taken",
    ], done.stderr
