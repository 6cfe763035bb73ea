"""From a folder of articles to a dossier: the way of the first user."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dragoman.cli.exits import Exit


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger with all examples, filled once."""
    from dragoman.cli import run

    path = tmp_path_factory.mktemp("ledger") / "examples.db"
    examples = Path(__file__).parents[2] / "examples"
    assert run(["add", str(examples), "--ledger", str(path)]) == Exit.DONE
    return path


def listed(dragoman, what, ledger, *filters):
    outcome = dragoman(what, "--ledger", ledger, "--format", "jsonl", *filters)
    assert outcome.code in {Exit.DONE, Exit.NOTHING}, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_the_dossier_tells_what_passed(dragoman, ledger):
    outcome = dragoman("dossier", "TUR", "EGY", "--ledger", ledger, "--format", "text")
    assert outcome.code == Exit.DONE
    for words in ("Turkey", "Egypt", "2013", "2021", "2024", "15"):
        assert words in outcome.out


def test_states_may_be_named(dragoman, ledger):
    by_code = dragoman("dossier", "TUR", "EGY", "--ledger", ledger, "--format", "md")
    by_name = dragoman("dossier", "Turkey", "Egypt", "--ledger", ledger, "--format", "md")
    assert by_name.out == by_code.out


def test_the_page_needs_nothing_from_elsewhere(dragoman, ledger, tmp_path):
    page = tmp_path / "dossier.html"
    arguments = ("--ledger", ledger, "--format", "html", "--out", page)
    assert dragoman("dossier", "TUR", "EGY", *arguments).code == Exit.DONE
    html = page.read_text(encoding="utf-8")
    assert not re.findall(r"""<(?:link|script|img|iframe)[^>]+(?:src|href)=["']?http""", html)
    assert "exploratory" in html or "persona non grata" in html


def test_the_dossier_of_strangers_is_empty(dragoman, ledger):
    outcome = dragoman("dossier", "PRY", "NPL", "--ledger", ledger)
    assert outcome.code == Exit.NOTHING


def test_visits_are_in_the_ledger(dragoman, ledger):
    events = listed(dragoman, "events", ledger, "--between", "TUR", "EGY")
    visits = {e["date"] for e in events if e["type"] == "CONSULT" and e["status"] == "occurred"}
    assert {"2024-02-14", "2024-09-04"} <= visits


def test_the_denial_and_what_it_contradicts_are_both_told(dragoman, ledger):
    claims = listed(dragoman, "claims", ledger, "--between", "TUR", "EGY")
    assert any(c["stance"] == "denies" and c["speaker"]["code"] == "EGY" for c in claims)


def test_the_dispute_has_both_sides(dragoman, ledger):
    [dispute] = listed(dragoman, "disputes", ledger, "--between", "TUR", "EGY")
    sides = {side["stance"]: side["speakers"] for side in dispute["sides"]}
    assert sides == {"asserts": ["TUR"], "denies": ["EGY"]}
    assert dispute["outlets"] > 1
    page = dragoman("dossier", "TUR", "EGY", "--ledger", ledger, "--format", "md").out
    assert "resumed diplomatic contacts" in page


def test_the_trade_series_has_its_years(dragoman, ledger):
    figures = listed(dragoman, "figures", ledger, "--between", "TUR", "EGY")
    levels = [f for f in figures if f["measure"] == "trade turnover" and f["kind"] == "level"]
    trade = {f["period"]: f["value"] for f in levels}
    assert trade["2012"] == 5_000_000_000
    assert trade["2022"] == 7_700_000_000


def test_a_copied_text_is_one_outlet(dragoman, ledger):
    documents = {Path(d["uri"]).name: d for d in listed(dragoman, "documents", ledger)}
    wire, copy = documents["sisi-in-ankara.txt"], documents["gazette-sisi-in-ankara.html"]
    assert wire["cluster"]
    assert wire["cluster"] == copy["cluster"]
    assert documents["levant-review-ankara.md"]["cluster"] != wire["cluster"]


def test_filters_narrow(dragoman, ledger):
    everything = listed(dragoman, "events", ledger)
    recent = listed(dragoman, "events", ledger, "--since", "2024-01-01")
    assert 0 < len(recent) < len(everything)
    assert all(e["date"] and e["date"] >= "2024" for e in recent)


def test_what_was_missed_and_when_it_was_read_are_told(dragoman, ledger):
    assert dragoman("runs", "--ledger", ledger).code == Exit.DONE
    assert dragoman("missed", "--ledger", ledger).code == Exit.DONE


def test_adding_again_reads_nothing(dragoman, ledger, examples):
    before = dragoman("events", "--ledger", ledger, "--format", "jsonl").out
    outcome = dragoman("add", examples, "--ledger", ledger)
    assert outcome.code == Exit.DONE
    assert "0 documents read" in outcome.err
    assert dragoman("events", "--ledger", ledger, "--format", "jsonl").out == before


def test_the_order_of_adding_does_not_matter(dragoman, examples, tmp_path):
    files = [examples / "contacts-2021.txt", examples / "cairo-denies-2021.html"]
    printed = []
    for number, order in enumerate([files, files[::-1]]):
        path = tmp_path / f"{number}.db"
        for file in order:
            assert dragoman("add", file, "--ledger", path).code == Exit.DONE
        printed.append(dragoman("dossier", "TUR", "EGY", "--ledger", path, "--format", "md").out)
    assert printed[0] == printed[1]


def test_python_sees_the_same_events(dragoman, ledger):
    from dragoman import open_ledger

    with open_ledger(str(ledger)) as opened:
        found = {row.event.id for row in opened.events(dyad=("TUR", "EGY"))}
    listed_ids = {e["id"] for e in listed(dragoman, "events", ledger, "--between", "TUR", "EGY")}
    assert found == listed_ids
    assert len(found) > 10


def test_a_ledger_that_is_none_is_refused(dragoman, tmp_path):
    wrong = tmp_path / "notes.db"
    wrong.write_text("these are only notes\n" * 100, encoding="utf-8")
    outcome = dragoman("events", "--ledger", wrong)
    assert outcome.code == Exit.FAILED
    assert "notes.db" in outcome.err
    assert wrong.read_text(encoding="utf-8").startswith("these are only notes")
