"""The tutorial works as it is written: its commands run, and print what it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines shown beneath it."""
    steps: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif steps and line.strip():
            steps[-1][1].append(line)
    return steps


def pattern(line: str) -> re.Pattern[str]:
    """A shown line as a pattern: … stands for anything, white space for any white space."""
    parts = [r"\s+".join(map(re.escape, part.split())) for part in line.split("…")]
    return re.compile(r"\s*.*".join(parts))


@pytest.mark.slow
def test_the_tutorial_runs(tmp_path):
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    here = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}
    run = 0
    for language, block in FENCE.findall(page):
        steps = shown(block) if language == "console" else [(block, [])]
        for command, lines in steps:
            argv = (
                ["bash", "-c", command]
                if language == "console"
                else [sys.executable, "-c", command]
            )
            done = subprocess.run(
                argv, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{command}\n{done.stderr}"
            at, printed = 0, done.stdout + done.stderr
            for line in lines:
                if line.strip() == "…":
                    continue
                found = pattern(line.strip()).search(printed, at)
                assert found, f"{command}\nshows: {line}\nprints:\n{printed}"
                at = found.end()
            run += 1
    assert run >= 6
