"""What the lock file installs is what pyproject.toml asks for, and nothing without a hash."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("packaging")

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("lock", ROOT / "scripts" / "lock.py")
assert spec is not None
assert spec.loader is not None
lock = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lock)

PROJECT = """
[project]
name = "port-log"
dependencies = ["ferry>=2,<3"]
[project.optional-dependencies]
tide = ["moon.phase>=1; sys_platform == 'linux'"]
dev = ["port-log[tide]"]
"""
HASH = "--hash=sha256:" + "ab" * 32
SOUND = (
    f"# head\nferry==2.4 \\\n    {HASH} \\\n    {HASH}\nmoon-phase==1.0 ; x == 'y' \\\n    {HASH}\n"
)


def test_the_lock_file_fits() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    told = list(lock.wrongs(project, lock.LOCK.read_text(encoding="utf-8")))
    assert told == [], "`make lock` writes requirements/lock.txt anew"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SOUND, None),
        (SOUND.replace("2.4", "3.0"), "ferry is locked at 3.0, asked for is"),
        (SOUND.partition("moon")[0], "moon.phase is asked for and not locked"),
        (SOUND + "tug==1.0\n", "tug 1.0 has no hash"),
        (SOUND.replace("ab", "a", 40), "ferry 2.4 has no hash"),
        (SOUND + "-e git+https://code.example/x\n", "not every line"),
        (SOUND + "tug @ https://code.example/tug.whl\n", "not every line"),
    ],
)
def test_what_does_not_fit_is_told(text: str, words: str | None) -> None:
    told = list(lock.wrongs(PROJECT, text))
    assert bool(told) == bool(words)
    assert not words or any(words in one for one in told)


def test_a_mirror_that_knows_no_weakness_is_not_taken_for_a_good_sign(
    monkeypatch, tmp_path
) -> None:
    for text, silent in (
        ("{}", True),
        ('{"vulnerabilities": []}', True),
        ("<html>", True),
        ('{"vulnerabilities": [{"id": "PYSEC-2019-217"}]}', False),
    ):
        (tmp_path / "answer").write_text(text)
        monkeypatch.setattr(lock, "KNOWN_WEAK", (tmp_path / "answer").as_uri())
        assert bool(lock._silent()) is silent, text
    monkeypatch.setattr(lock, "KNOWN_WEAK", (tmp_path / "nothing").as_uri())
    assert lock._silent()
    assert lock.audit() == lock.UNREACHABLE
