"""What fuzzing found, and what it starts from, keeps to what must hold of every input."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from fuzz.targets import NAMES, target

ROOT = Path(__file__).resolve().parents[2] / "fuzz"
NEEDS = {
    "docx": "mammoth",
    "pages": "fastapi",
    "pdf": "pypdfium2",
    "rest": "fastapi",
    "warc": "warcio",
}


def inputs(name: str) -> list[Path]:
    """The seeds of a target, and what once broke it."""
    return sorted(p for folder in ("corpus", "findings") for p in (ROOT / folder / name).glob("*"))


@pytest.mark.parametrize("name", NAMES)
def test_no_input_breaks_what_must_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason="pip install 'dragoman[dev]'")
    monkeypatch.setattr(yaml, "load", yaml.load)  # so that what a target puts there goes again
    once = target(name).start()
    given = inputs(name)
    assert given
    for path in given:
        once(path.read_bytes())


def test_the_inputs_are_few_and_small() -> None:
    files = [path for path in ROOT.rglob("*") if path.is_file() and path.suffix != ".py"]
    assert sum(path.stat().st_size for path in files) < 500_000
    known = {path.name for folder in ("corpus", "findings") for path in (ROOT / folder).glob("*")}
    assert known <= set(NAMES)
