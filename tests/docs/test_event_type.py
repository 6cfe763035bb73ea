"""The page on adding an event type: its commands run, and the type goes all the way."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import time
from pathlib import Path

import pytest

from dragoman.cli.exits import Exit
from dragoman.relation import SHIPPED
from dragoman.relation.learned import BACKGROUND, LEARNED

DOCS = Path(__file__).resolve().parents[2] / "docs"
NEWS = """The Egyptian frigate docked in Lagos on Friday. Norway's prime minister visited Lima.

Ghana condemned Togo on Monday."""
shipped = pytest.mark.skipif(
    not (SHIPPED / BACKGROUND).is_file(), reason="the relation model does not ship yet"
)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A project with the page's folder, and no relation model."""
    shutil.copytree(DOCS / "howto" / "port-calls", tmp_path / "port-calls")
    (tmp_path / "port-calls" / LEARNED).unlink(missing_ok=True)
    (tmp_path / "news.txt").write_text(NEWS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_CODEBOOK", "port-calls")
    monkeypatch.setenv("DRAGOMAN_MODEL", "none")
    return tmp_path


def lines(outcome):
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_the_commands_of_the_page_run(here, dragoman):
    page = (DOCS / "howto" / "add-an-event-type.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\s*\$ dragoman (.*)$", page, re.MULTILINE)
    assert len(shown) == 4
    for command in shown:
        if "train" not in command:
            outcome = dragoman(*shlex.split(command))
            assert (outcome.code, outcome.err) == (Exit.DONE, ""), command


def test_the_type_is_checked_and_shown(here, dragoman):
    assert "event type added: PORT_CALL" in dragoman("codebook", "check").out
    assert len(lines(dragoman("codebook", "show"))) == 17
    [row] = lines(dragoman("codebook", "show", "port-call"))
    assert (row["type"], row["cameo"], row["goldstein"]) == ("PORT_CALL", "042", 1.9)


def test_frames_alone_code_the_type(here, dragoman):
    [record] = lines(dragoman("read", "news.txt"))
    found = {(event["type"], event["sources"][0]["code"]) for event in record["events"]}
    assert found == {("PORT_CALL", "EGY"), ("CONSULT", "NOR"), ("ACCUSE", "GHA")}


def test_the_type_goes_all_the_way(here, dragoman, monkeypatch):
    assert dragoman("add", "news.txt", "--published", "2024-03-11", "--ledger", "x.db").code == 0
    asked = ("--type", "PORT_CALL", "--ledger", "x.db")
    assert len(lines(dragoman("events", *asked))) == 1
    assert len(lines(dragoman("events", "--quad", "1", "--ledger", "x.db"))) == 2
    assert "Port call" in dragoman("dossier", "EGY", "NGA", "--ledger", "x.db").out
    for form, words in [("plover", '"PORT_CALL"'), ("polecat", "PORT_CALL"), ("icews", "042")]:
        outcome = dragoman("export", form, *asked)
        assert outcome.code == Exit.DONE, outcome.err
        assert words in outcome.out, form
    panel = dragoman("export", "panel", "--ledger", "x.db").out.splitlines()
    assert "n_port_call" in panel[0].split(",")
    typo = dragoman("events", "--type", "PORT_CALLS", "--ledger", "x.db")
    assert typo.code == Exit.FAILED
    assert "'PORT_CALLS' is no event type; known: AGREE" in typo.err
    assert "PORT_CALL" in typo.err.partition("known")[2]


def test_without_the_folder_its_type_is_missed_by_name(here, dragoman, monkeypatch):
    assert dragoman("add", "news.txt", "--published", "2024-03-11", "--ledger", "x.db").code == 0
    monkeypatch.delenv("DRAGOMAN_CODEBOOK")
    outcome = dragoman("export", "plover", "--ledger", "x.db")
    assert outcome.code == Exit.FAILED
    assert "PORT_CALL is no event type of the codebook in use" in outcome.err
    assert len(lines(dragoman("events", "--ledger", "x.db"))) == 3


def test_there_must_be_something_to_teach(here, dragoman):
    for folder, words in [("port-calls", "no relation model"), ("nowhere", "no such folder")]:
        outcome = dragoman("codebook", "train", folder)
        assert outcome.code == Exit.FAILED
        assert words in outcome.err


@shipped
def test_the_model_learns_the_type(here, dragoman, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_MODEL", "shipped")
    start = time.monotonic()
    outcome = dragoman("codebook", "train", "port-calls")
    assert outcome.code == Exit.DONE, outcome.err
    assert time.monotonic() - start < 120
    assert "24 examples, 20 near-misses" in outcome.out
    measured = json.loads((here / "port-calls" / LEARNED).read_text())["types"]["PORT_CALL"][
        "measured"
    ]
    assert measured["framed_found"] >= 15
    assert sum(measured["background"].values()) < 60
    sentence = "The Moroccan frigate docked in Abidjan on Friday."
    [row] = lines(dragoman("codebook", "explain", sentence))
    assert row["verdict"].startswith("an act: PORT_CALL (")
