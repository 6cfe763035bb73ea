"""What all tests share: the way to the examples, the command line, and the marks that skip."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, saying why, what this machine cannot run."""
    absent = {
        "gold": (not SHARED.is_dir(), "the annotated articles (../shared) are not here"),
        "browser": (shutil.which("chromium") is None, "Chromium is not installed"),
    }
    for item in items:
        for mark, (missing, why) in absent.items():
            if missing and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture
def examples() -> Path:
    """The folder of example articles."""
    return ROOT / "examples"


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Dragoman = Callable[..., Outcome]


@pytest.fixture
def dragoman(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Dragoman:
    """Run the command line in this process: `dragoman("read", path, stdin=b"…")`."""
    from dragoman.cli import run

    def call(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return call
