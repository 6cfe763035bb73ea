"""The blocks of R in the page on analysis run as they stand, one after the other."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.faults.stock import stocked

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "analyse.md"
MADE = """
events --format csv --out events.csv
export panel --balanced --out panel.csv
export icews --out icews.tab
"""


def blocks(language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


def has(package: str) -> bool:
    asked = f'quit(status = !requireNamespace("{package}", quietly = TRUE))'
    return (
        subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def folder(tmp_path: Path, dragoman, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that the page reads."""
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed (apt-get install r-base-core r-cran-rsqlite)")
    stocked(tmp_path / "my.db")
    monkeypatch.chdir(tmp_path)
    for line in MADE.strip().splitlines():
        assert dragoman(*line.split(), "--ledger", "my.db").code == 0, line
    return tmp_path


def test_the_blocks_of_r_run(folder: Path) -> None:
    every = blocks("r")
    assert len(every) == 4
    lacking = {p for p in ("arrow", "RSQLite") if not has(p)}
    run = [block for block in every if not any(package in block for package in lacking)]
    done = subprocess.run(
        ["Rscript", "-"],
        input="\n".join(run),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "CONSULT" in done.stdout
    assert "Coefficients" in done.stdout
    assert ("outlets" in done.stdout) == ("RSQLite" not in lacking)
