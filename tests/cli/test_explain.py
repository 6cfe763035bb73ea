"""`dragoman explain`: from a record back to the words it rests on, on a ledger that was read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.query import open_ledger

ARTICLES = {
    "plan": "3 March 2022\n\nJamaica's prime minister plans to visit Haiti in April.\n",
    "visit": "20 April 2022\n\nJamaica's prime minister visited Haiti on Tuesday.\n"
    "Cuba denied that it had sent troops to Haiti.\n",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two small articles."""
    from dragoman.cli import run

    folder = tmp_path_factory.mktemp("explain")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = folder / "islands.db"
    assert run(["add", *map(str, sorted(folder.glob("*.txt"))), "--ledger", str(path)]) == 0
    return path


def test_a_report_leads_back_to_its_words(dragoman: Callable[..., Any], ledger: Path) -> None:
    with open_ledger(ledger) as view:
        row = view.reports(dyad="JAM,HTI", statuses="planned").first()
    assert row is not None
    outcome = dragoman("explain", row.report.id, "--ledger", ledger, "--format", "text")
    words = " ".join(outcome.out.split())
    assert (outcome.code, outcome.err) == (0, "")
    assert "status ○ planned" in words
    assert "decided by “plans”" in words
    assert "rule consult.visit, found by “visit”" in words
    assert "verb: SOURCE visit|tour TARGET" in words
    assert "plan.txt" in words


def test_json_holds_the_chain_of_each_report(dragoman: Callable[..., Any], ledger: Path) -> None:
    with open_ledger(ledger) as view:
        events = [row.event.id for row in view.events(dyad="JAM,HTI")]
    for event in events:
        told = json.loads(dragoman("explain", event, "--ledger", ledger, "--format", "jsonl").out)
        assert (told["kind"], told["id"]) == ("event", event)
        for report in told["reports"]:
            text = ARTICLES[Path(report["document"]["uri"]).stem]
            assert report["event"] == event
            assert report["patterns"]
            for name in ("sentence", "evidence", "trigger", "cue"):
                if found := report[name]:
                    assert text[found["start"] : found["end"]] == found["text"]


def test_claims_are_explained_too(dragoman: Callable[..., Any], ledger: Path) -> None:
    with open_ledger(ledger) as view:
        row = view.claims(speaker="CUB").first()
    assert row is not None
    told = json.loads(dragoman("explain", row.claim.id, "--ledger", ledger).out)
    assert (told["kind"], told["stance"]) == ("claim", "denies")
    assert told["sentence"]["text"] == "Cuba denied that it had sent troops to Haiti."


def test_a_beginning_is_enough_if_no_other_id_has_it(
    dragoman: Callable[..., Any], ledger: Path
) -> None:
    with open_ledger(ledger) as view:
        ids = sorted([*(r.event.id for r in view.events()), *(r.report.id for r in view.reports())])
        found = {id_: view.find(id_[:6]) for id_ in ids}
    assert {len(one) for one in found.values()} == {1}
    for id_ in ids:
        told = json.loads(dragoman("explain", id_[:6].upper(), "--ledger", ledger).out)
        assert told["id"] == id_


def test_a_beginning_that_several_share_names_them(
    dragoman: Callable[..., Any], ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.query import Found, View

    many = tuple(Found("report", f"ab{n:014}") for n in range(7))
    monkeypatch.setattr(View, "find", lambda *_: many)
    outcome = dragoman("explain", "ab", "--ledger", ledger)
    assert (outcome.code, outcome.out) == (1, "")
    assert "'ab' is the beginning of several ids: report ab00000000000000, " in outcome.err
    assert outcome.err.endswith("report ab00000000000005, …\n")


@pytest.mark.parametrize("asked", ["zz", "%", "", "a\x1b[31mb"])
def test_an_unknown_id_is_said_and_ends_with_4(
    dragoman: Callable[..., Any], ledger: Path, asked: str
) -> None:
    outcome = dragoman("explain", asked, "--ledger", ledger)
    assert (outcome.code, outcome.out) == (4, "")
    assert outcome.err.startswith("dragoman: nothing in the ledger has an id that begins with ")
    assert len(outcome.err.splitlines()) == 1
    assert "\x1b" not in outcome.err


def test_a_missing_ledger_is_said(dragoman: Callable[..., Any], tmp_path: Path) -> None:
    outcome = dragoman("explain", "ab", "--ledger", tmp_path / "none.db")
    assert outcome.code == 1
    assert "none.db" in outcome.err


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_disputes_between_two_show_sides_days_and_outlets(
    dragoman: Callable[..., Any], tmp_path: Path, form: str
) -> None:
    said = "7 May 2022\n\nTuvalu said on 4 May 2022 that Fiji had seized a Tuvaluan ship.\n"
    denied = "Fiji denied on 6 May 2022 that it had seized a Tuvaluan ship.\n"
    (tmp_path / "a.txt").write_text(said + denied, encoding="utf-8")
    path = tmp_path / "x.db"
    assert dragoman("add", tmp_path / "a.txt", "--ledger", path).code == 0
    outcome = dragoman("disputes", "--between", "Fiji", "TUV", "--ledger", path, "--format", form)
    assert outcome.code == 0
    for words in ("FJI", "TUV", "denies", "2022-05-07", "first", "latest", "outlets"):
        assert words in outcome.out
