"""The same articles give the same bytes, wherever and on how many cores they are read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ("contacts-2021.txt", "erdogan-in-cairo.html", "maritime-2020.txt")
HERE = {
    "PYTHONHASHSEED": "1",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
THERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "America/Adak",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "LANGUAGE": "tr",
    "PYTHONUTF8": "0",
    "OMP_NUM_THREADS": "8",
    "OPENBLAS_NUM_THREADS": "8",
    "MKL_NUM_THREADS": "8",
    "PYTHONOPTIMIZE": "1",
    "NO_COLOR": "1",
    "COLUMNS": "20",
}


def read(folder: Path, files: list[str], environment: dict[str, str], *before: str) -> list[str]:
    """What the command says of files, sorted, from a folder and an environment."""
    command = [str(Path(sys.executable).with_name("dragoman")), "read", *files]
    done = subprocess.run(
        [*before, *command, "--format", "jsonl", "--with", "attributions"],
        capture_output=True,
        check=True,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)} | environment,
    )
    return sorted(done.stdout.decode("utf-8").splitlines())


def test_the_environment_changes_nothing(tmp_path: Path) -> None:
    for name in ARTICLES:
        shutil.copy(ROOT / "examples" / name, tmp_path / name)
    one_core = ("taskset", "--cpu-list", "0") if shutil.which("taskset") else ()
    here = read(tmp_path, list(ARTICLES), HERE, *one_core)
    there = read(tmp_path, list(reversed(ARTICLES)), THERE)
    assert len(here) == len(ARTICLES)
    assert here == there
    assert sum(map(len, here)) > 10_000
