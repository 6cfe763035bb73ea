"""What the lock file installs is what pyproject.toml asks for, and nothing without a hash."""

from __future__ import annotations

import importlib.util
import json
import subprocess
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


LOCKED = SOUND + f"ferry==2.3 ; x == 'z' \\\n    {HASH}\n"
WEAK = {"id": "PYSEC-2031-7", "aliases": ["CVE-2031-44"], "withdrawn": None}
PAGES = {
    "jinja2/2.10": {"info": {"version": "2.10"}, "vulnerabilities": [WEAK]},
    "pycrypto": {"info": {"version": "2.6.1"}, "vulnerabilities": [WEAK]},
    "ferry": {"info": {"version": "2.4"}, "vulnerabilities": []},
    "moon-phase": {"info": {"version": "1.0"}, "vulnerabilities": []},
}


@pytest.fixture
def ask(monkeypatch, tmp_path):
    """The audit of a small lock file, by a PyPI that has these pages."""

    def audit(pages: dict[str, object], *names: str) -> int:
        for name, page in pages.items():
            where = tmp_path / "pypi" / name / "json"
            where.parent.mkdir(parents=True)
            where.write_text(page if isinstance(page, str) else json.dumps(page))
        (tmp_path / "lock.txt").write_text(LOCKED)
        monkeypatch.setattr(lock, "PAGES", (tmp_path / "pypi").as_uri() + "/")
        monkeypatch.setattr(lock, "LOCK", tmp_path / "lock.txt")
        return lock.audit(names)

    return audit


@pytest.mark.parametrize(
    "pycrypto", ["{}", {"info": {"version": "2.6.1"}, "vulnerabilities": []}, "<html>", None]
)
def test_a_mirror_that_knows_no_weakness_is_not_taken_for_a_good_sign(
    ask, capsys, pycrypto
) -> None:
    pages = {"ferry": PAGES["ferry"], "moon-phase": PAGES["moon-phase"]}
    assert ask(pages | ({"pycrypto": pycrypto} if pycrypto else {})) == lock.UNASKED
    assert "nothing was checked" in capsys.readouterr().out


def test_without_pages_of_versions_the_latest_ones_are_asked(ask, capsys) -> None:
    pages = {name: page for name, page in PAGES.items() if name != "jinja2/2.10"}
    assert ask(pages) == lock.UNASKED
    told = capsys.readouterr().out
    assert "not asked: ferry 2.3: PyPI's page is about 2.4\n" in told
    assert "audit: 2 of 3 versions asked, 0 known to be weak" in told


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ({"info": {"version": "1.0"}, "vulnerabilities": [WEAK]}, "PYSEC-2031-7 CVE-2031-44"),
        ({"info": {"version": "1.0.0"}, "vulnerabilities": [WEAK]}, "PYSEC-2031-7 CVE-2031-44"),
        ({"info": {"version": "1.0"}, "vulnerabilities": [WEAK | {"withdrawn": "2031"}]}, None),
        ({"info": {"version": "1.0"}}, "not as expected"),
        ({"info": None, "vulnerabilities": []}, "not as expected"),
        ([], "not as expected"),
        ("<html>", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_what_a_page_tells_counts(ask, capsys, page, words) -> None:
    pages = {"pycrypto": PAGES["pycrypto"]} | ({"moon-phase": page} if page is not None else {})
    done = ask(pages, "Moon.Phase")
    told = capsys.readouterr().out
    assert done == (0 if not words else lock.WEAK if "PYSEC" in words else lock.UNASKED)
    assert (words or "1 of 1 versions asked, 0 known") in told


def test_versions_are_asked_through_pip_audit_where_they_have_pages(ask, monkeypatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        asked.append(Path(command[-1]).read_text().split())
        return subprocess.CompletedProcess(command, int("ferry==2.3" in asked[-1]))

    monkeypatch.setattr(lock.subprocess, "run", run)
    assert ask(PAGES) == lock.WEAK
    assert asked == [["ferry==2.3", "moon-phase==1.0"], ["ferry==2.4"]]


def test_a_name_that_is_not_locked_is_told(ask, capsys) -> None:
    assert ask(PAGES, "tug") == lock.WEAK
    assert "not in requirements/lock.txt: tug" in capsys.readouterr().out
