"""The example notebook: whole, run, and harmless whatever a document says."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "docs" / "notebooks" / "ledger.ipynb"


@pytest.fixture
def notebook():
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


@pytest.fixture
def runner():
    spec = importlib.util.spec_from_file_location(
        "run_notebook", ROOT / "scripts" / "run_notebook.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_a_notebook(notebook):
    nbformat = pytest.importorskip("nbformat", reason="nbformat (extra `dev`) is not installed")
    nbformat.validate(nbformat.from_dict(notebook))


def test_it_was_run_and_shows_tables(notebook):
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    shown = [cell["id"] for cell in code if "text/html" in str(cell["outputs"])]
    assert {"ask", "claims", "table", "figures", "count"} <= set(shown)
    assert str(Path.home()) not in json.dumps(notebook)
    assert "<script" not in json.dumps(notebook)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_its_cells_run(notebook, runner):
    for name in ("pyarrow", "pandas"):
        pytest.importorskip(name, reason=f"{name} (extra `dev`) is not installed")
    made = runner.executed(notebook, NOTEBOOK.parent)
    outputs = {c["id"]: c["outputs"] for c in made["cells"] if c["cell_type"] == "code"}
    assert re.fullmatch(r"\d+ documents read\n", outputs["read"][0]["text"][0])
    assert "<table" in "".join(outputs["ask"][0]["data"]["text/html"])


def test_what_a_cell_shows(runner):
    names = {}
    assert runner.run("x = 2", names, 1) == []
    [printed, shown] = runner.run("print('a\\nb')\nx + 1", names, 2)
    assert printed["text"] == ["a\n", "b\n"]
    assert shown["data"] == {"text/plain": ["3"]}
    assert sys.stdout is not None
