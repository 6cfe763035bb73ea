"""Proposals at the command line: asked for, listed, decided, and nobody asked by default."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.acquire.server import Site, page, serving
from tests.propose.speaking import PATH, in_turn, proposing, report, saying

from dragoman.query import open_ledger

Command = Callable[..., Any]
TEXT = "LIMA, 6 May 2021 - Chile sent troops to Bolivia on Tuesday.\n"
RIGHT = report("Chile sent troops to Bolivia", "sent", type="AID", mode=None)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        found.pages[PATH] = proposing(RIGHT)
        yield found


@pytest.fixture
def ledger(dragoman: Command, tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT)
    path = tmp_path / "my.db"
    assert dragoman("add", tmp_path / "one.txt", "--ledger", path).code == 0
    return path


@pytest.fixture
def propose(dragoman: Command, ledger: Path, site: Site) -> Command:
    """Ask the server about everything that was coded."""

    def call(*more: str | Path) -> Any:
        at = ("--endpoint", f"{site.url}/v1", "--model", "toy", "--below", "1")
        return dragoman("propose", *at, "--ledger", ledger, *more)

    return call


def aids(ledger: Path) -> list[str]:
    with open_ledger(ledger) as view:
        return [row.best.report.rule or "" for row in view.events(types="AID")]


def test_nobody_is_asked_by_default(dragoman: Command, ledger: Path, site: Site) -> None:
    done = dragoman("propose", "--ledger", ledger)
    assert (done.code, site.asked) == (2, [])
    assert "name --endpoint and --model" in done.err
    done = dragoman("propose", "--endpoint", site.url, "--ledger", ledger)
    assert (done.code, site.asked) == (2, [])


def test_a_dry_run_shows_what_would_be_asked(dragoman: Command, ledger: Path, site: Site) -> None:
    done = dragoman("propose", "--dry-run", "--below", "1", "--ledger", ledger)
    assert done.code == 0
    assert "Chile sent troops to Bolivia" in done.out
    assert "with confidence" in done.out
    assert "1 sentence would be asked about; nothing was sent" in done.err
    assert site.asked == []
    assert dragoman("propose", "--dry-run", "--below", "0", "--ledger", ledger).code == 4


def test_a_proposal_is_listed_accepted_and_taken_back(
    dragoman: Command, propose: Command, ledger: Path
) -> None:
    done = propose()
    assert (done.code, aids(ledger)) == (0, [])
    assert "1 sentence asked about, 1 new proposal, 0 refused, 0 without an answer" in done.err
    assert propose().code == 4
    listed = dragoman("proposals", "--ledger", ledger, "--format", "jsonl")
    one = json.loads(listed.out)
    assert (one["state"], one["model"], one["proposed"]["type"]) == ("waiting", "toy", "AID")
    assert TEXT[one["proposed"]["evidence"]["start"] :].startswith("Chile sent troops")
    shown = dragoman("proposals", "--ledger", ledger, "--format", "table").out
    assert f"PROPOSAL {one['id']}, waiting" in shown
    assert "toy at 127.0.0.1" in shown
    done = dragoman("verdict", "accept", one["id"][:6], "--by", "asha", "--ledger", ledger)
    assert (done.code, aids(ledger)) == (0, ["proposed:toy"])
    assert dragoman("proposals", "--state", "waiting", "--ledger", ledger).code == 4
    verdict = done.err.split()[2].rstrip(":")
    dragoman("verdict", "undo", verdict, "--by", "asha", "--ledger", ledger)
    assert aids(ledger) == []


def test_keys_decide_about_proposals(dragoman: Command, propose: Command, ledger: Path) -> None:
    propose()
    keys = b"x\na\nu\nr a misreading\nu\na it did\nq\n"
    done = dragoman("review", "--proposals", "--by", "asha", "--ledger", ledger, stdin=keys)
    assert done.code == 0
    assert "--- 1 of 1 ---" in done.out
    assert "[a]ccept" in done.err
    assert "1 decided; 0 proposals left" in done.err
    assert aids(ledger) == ["proposed:toy"]
    assert dragoman("review", "--proposals", "--ledger", ledger).code == 4
    done = dragoman("review", "--proposals", "--disputed", "--ledger", ledger)
    assert (done.code, "takes no filter" in done.err) == (2, True)


def test_what_was_refused_is_said_and_listed(
    dragoman: Command, propose: Command, ledger: Path, site: Site
) -> None:
    wrong = RIGHT | {"quote": "Chile invaded Bolivia\x1b[2J"}
    site.pages[PATH] = in_turn(proposing(wrong), saying("sorry"))
    done = propose()
    assert done.code == 0
    assert "refused: its quote “Chile invaded Bolivia [2J” does not stand" in done.err
    assert "\x1b" not in done.err
    listed = dragoman("proposals", "--refused", "--ledger", ledger, "--format", "jsonl")
    assert json.loads(listed.out)["outcome"] == "refused"
    assert (
        "does not stand"
        in dragoman("proposals", "--refused", "--ledger", ledger, "--format", "table").out
    )
    assert dragoman("proposals", "--ledger", ledger).code == 4


def test_a_server_that_does_not_answer_is_an_error(propose: Command, site: Site) -> None:
    site.pages[PATH] = page("", status=400)
    assert propose().code == 3
    site.pages[PATH] = page("", status=401)
    done = propose()
    assert (done.code, "does not let us ask" in done.err) == (1, True)


def test_adding_asks_no_model(
    dragoman: Command, ledger: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_PROPOSE_ENDPOINT", f"{site.url}/v1")
    monkeypatch.setenv("DRAGOMAN_PROPOSE_MODEL", "toy")
    other = ledger.with_name("two.txt")
    other.write_text(TEXT.replace("Chile", "Peru"))
    assert dragoman("add", other, "--ledger", ledger).code == 0
    assert site.asked == []
