"""What the page about clusters says to do with the tables works on tables."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.scale import world

from dragoman.cli import dragoman as group

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "cluster.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ dragoman (.*)$", TEXT, re.MULTILINE)


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a cluster leaves it, beside which one works."""
    pytest.importorskip("pyarrow", reason="needs the extra ray")
    monkeypatch.chdir(tmp_path)
    told = world.work("tables")
    world.keep_run(told, [world.news(3, 12)])
    world.merged(told)
    return tmp_path / "tables"


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("add ")])
def test_the_options_of_reading_are_there(command: str) -> None:
    name, *words = shlex.split(command)
    made = group.get_command(None, name).make_context(name, words)  # type: ignore[arg-type]
    assert made.params["engine"] == "ray"
    assert made.params["out"]


def test_the_tables_become_a_ledger(dragoman, tables: Path) -> None:
    [command] = [c for c in COMMANDS if c.startswith("ledger import")]
    done = dragoman(*shlex.split(command))
    assert done.code == 0, done.err
    assert dragoman("events", "--ledger", "archive.db", "--format", "csv").out.count("\n") > 5


@pytest.mark.filterwarnings("ignore")
def test_the_python_of_the_page_runs(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("pandas", "duckdb"):
        pytest.importorskip(name, reason="needs the extra dev")
    blocks = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    for block in blocks:
        if "dragoman.scale" not in block:
            exec(compile(block, "cluster.md", "exec"), {})
    assert "goldstein" in capsys.readouterr().out
    assert len(blocks) == 4
    listed = {path.name for path in tables.iterdir()}
    assert {name for name in listed if f"{name}/" not in TEXT} == {"_lists.json"}
