"""The benchmark of load in small: a real server, readers and a writer for a few seconds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="pip install 'dragoman[web]'")
pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
pytest.importorskip("httpx2", reason="pip install 'dragoman[dev]'")

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("load") / "news.db"
    done = run(BENCHMARKS / "ledger.py", "300", path, "--only", "fill,copies,derive")
    assert done.returncode == 0, done.stderr
    return path


@pytest.mark.slow
@pytest.mark.parametrize(("readers", "seconds"), [("--readers=8", 4), ("--crowd=60", 3)])
def test_readers_and_a_writer_are_borne(made_up: Path, readers: str, seconds: int) -> None:
    done = run(
        BENCHMARKS / "load.py", made_up, readers, f"--seconds={seconds}", "--write-pause=0.5"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["ok"]
    assert found["answers"] >= 1
    assert found["added"] >= 5
    assert "| all |" in done.stdout


def test_what_is_not_borne_is_told() -> None:
    sound = {
        "answers": 9, "wrong": 0, "longest": 1.0, "without_time": 0, "told_to_wait": 0, "added": 5,
        "memory": [50, 100, 110], "seconds": 600.0,
    }  # fmt: skip
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from load import failures
    finally:
        sys.path.remove(str(BENCHMARKS))
    assert failures(sound, crowded=False) == []
    for change, words in (
        ({"answers": 0}, "nothing was answered"),
        ({"wrong": 1}, "answers were wrong"),
        ({"longest": 61.0}, "an answer took too long"),
        ({"without_time": 1}, "nobody was told how long to wait"),
        ({"told_to_wait": 1}, "readers were sent away"),
        ({"added": 0}, "nothing was added"),
        ({"memory": [50, 100, 150]}, "memory grew"),
    ):
        assert failures(sound | change, crowded=False) == [words]
    assert failures(sound | {"told_to_wait": 9}, crowded=True) == []
