"""A real cluster of two machines, one of which is lost in the middle: nothing is lost with it.

`DRAGOMAN_CLUSTER_LINES=FILE.jsonl` adds the articles of a file, for a long run.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ray = pytest.importorskip("ray", reason="needs the extra ray")

from tests.scale.lists import frozen, of_folder, of_ledger  # noqa: E402

MEMORY = 100 * 1024 * 1024  # bytes of each machine's object store
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DISABLE_MEMORY_MONITOR": "1",
    "RAY_raylet_start_wait_time_s": "300",
    "RAY_health_check_initial_delay_ms": "1000",
    "RAY_health_check_period_ms": "1000",
    "RAY_health_check_failure_threshold": "5",
}
MORE = os.environ.get("DRAGOMAN_CLUSTER_LINES")
PATIENCE = 2000 if MORE else 400  # seconds
SHARD = "40" if MORE else "2"
STORIES = (
    "Peru's foreign minister visited Quito on {day} March 2021 and signed an accord on fishing "
    "with Ecuador. Ecuador denied that it had closed the border bridge. Trade between Peru and "
    "Ecuador came to {number} million dollars in 2020.",
    "Ghana accused Togo of holding two trawlers on {day} March 2021. Togo denied holding the "
    "trawlers. Ghana's president promised to send an envoy to Lome.",
)


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two machines with one processor each; the first is the head."""
    from ray.cluster_utils import Cluster

    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    made = Cluster(
        initialize_head=True,
        head_node_args={
            "num_cpus": 1,
            "object_store_memory": MEMORY,
            "include_dashboard": False,
        },
    )
    yield made
    made.shutdown()


def dragoman(*arguments: str | Path) -> list[str]:
    """The command as a user calls it."""
    script = "from dragoman.cli import main; main()"
    return [sys.executable, "-P", "-c", script, *map(str, arguments)]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        dragoman(*arguments), capture_output=True, text=True, check=False, timeout=PATIENCE
    )


@pytest.fixture
def corpus(tmp_path: Path, examples: Path) -> Path:
    """The examples beside lines with copies, an empty one and one that is no JSON."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for path in sorted(examples.iterdir()):
        if path.suffix in {".txt", ".html"}:
            (folder / path.name).write_bytes(path.read_bytes())
    lines = [
        json.dumps(
            {
                "text": STORIES[number % 2].format(day=1 + number // 4, number=100 + number // 2),
                "published": f"2021-03-{2 + number // 4:02}",
                "publisher": f"Paper {number % 3}",
            }
        )
        for number in range(12)
    ]
    lines[5:5] = ['{"text": " "}', "no json"]
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    if MORE:
        (folder / "more.jsonl").write_bytes(Path(MORE).read_bytes())
    return folder


def manifests(out: Path) -> list[dict[str, Any]]:
    """The manifests of the shards that are finished."""
    return [json.loads(p.read_text("utf-8")) for p in sorted(out.glob("_shards/*.json"))]


@pytest.fixture
def occupied(cluster: Any) -> Iterator[Any]:
    """The head's processor is taken until it is let go: the other machine reads first."""
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    placeholder = ray.remote(num_cpus=1)(Placeholder).remote()
    ray.get(placeholder.ready.remote())
    yield placeholder
    ray.shutdown()


class Placeholder:
    """Does nothing, on a processor of its own."""

    def ready(self) -> None:
        """Answers when it is there."""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # those of Ray's own start
def test_a_lost_machine_loses_nothing(
    cluster: Any, occupied: Any, corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    other = cluster.add_node(num_cpus=1, object_store_memory=MEMORY)
    where = ("--engine", "ray", "--address", cluster.address, "--out", out)
    asked = ("add", corpus, *where, "--shard", SHARD)
    reading = subprocess.Popen(dragoman(*asked), stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + PATIENCE
    while not any(one["node"] == other.node_id for one in manifests(out)):
        assert reading.poll() is None, reading.communicate()[1]
        assert time.monotonic() < until, "the second machine has read nothing"
        time.sleep(0.05)
    ray.kill(occupied)
    cluster.remove_node(other, allow_graceful=False)
    before = {one["key"] for one in manifests(out)}
    _, said = reading.communicate(timeout=PATIENCE)
    assert reading.returncode == 3, said  # two lines could not be read
    after = manifests(out)
    assert len(after) - len(before) >= 2, "the machine was lost too late to tell"
    assert {one["node"] for one in after if one["key"] not in before} != {other.node_id}
    assert said.count("dragoman: skipped") == 2

    local = run("add", corpus, "--ledger", tmp_path / "a.db")
    assert local.returncode == 3
    assert of_folder(out) == of_ledger(tmp_path / "a.db")
    assert run("ledger", "import", out, "--ledger", tmp_path / "b.db").returncode == 3
    assert frozen(tmp_path / "b.db") == frozen(tmp_path / "a.db")
    _resumed(asked, out)


def _resumed(asked: tuple[Any, ...], out: Path) -> None:
    """A half-written shard is read again, a finished one is not."""
    lost, *kept = sorted(out.glob("_shards/*.json"))
    stamps = {path: path.stat().st_mtime_ns for path in kept}
    held = {path: path.read_bytes() for path in out.glob("[a-z]*/**/*.parquet")}
    lost.unlink()
    lost.with_suffix(".parquet").write_bytes(b"half")
    (out / "_lists.json").unlink()
    done = run(*asked)
    assert done.returncode == 3, done.stderr
    assert re.search(r"\d documents? read", done.stderr)
    assert lost.exists()
    assert {path: path.stat().st_mtime_ns for path in kept} == stamps
    assert {path: path.read_bytes() for path in out.glob("[a-z]*/**/*.parquet")} == held
