"""Verdicts from the command line: given, seen, taken back, and refused when they make no sense."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.ledger import open_ledger
from dragoman.query import EventRow
from dragoman.query import open_ledger as open_view

Command = Callable[..., Any]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "lagos.db"
    with open_ledger(path) as opened:
        run = opened.begin("add", *VERSIONS, NOW)
        for article in (visit(publisher="A"), visit(publisher="B"), visit(day="2022-07-01")):
            opened.add(article.records, run)
        opened.rederive()
    return path


def visits(ledger: Path) -> list[EventRow]:
    with open_view(ledger) as view:
        return list(view.events(types="CONSULT"))


@pytest.fixture
def verdict(dragoman: Command, ledger: Path) -> Command:
    """Run `dragoman verdict` on the ledger in the name of asha; returns the id of the verdict."""

    def call(decision: str, *arguments: str) -> str:
        done = dragoman("verdict", decision, *arguments, "--ledger", ledger, "--by", "asha")
        assert (done.code, done.out) == (0, ""), done.err
        return str(done.err.split()[2].rstrip(":"))

    return call


def test_what_is_decided_takes_effect_and_is_listed(
    dragoman: Command, ledger: Path, verdict: Command
) -> None:
    first, second = visits(ledger)
    verdict("accept", first.event.id[:10], "--why", "seen in the gazette")
    rejection = verdict("reject", second.event.id)
    assert [(row.event.id, row.reviewed) for row in visits(ledger)] == [(first.event.id, True)]
    verdict("undo", rejection[:8])
    assert len(visits(ledger)) == 2
    lines = dragoman("verdict", "list", "--ledger", ledger).out.splitlines()
    listed = [json.loads(line) for line in lines]
    assert [row["decision"] for row in listed] == ["accept", "reject", "undo"]
    assert [row["undone"] for row in listed] == [False, True, False]
    assert {row["by"] for row in listed} == {"asha"}
    assert listed[0]["why"] == "seen in the gazette"
    shown = dragoman("verdict", "list", "--ledger", ledger, "--format", "table").out
    assert "gazette" in shown


def test_fields_are_corrected_as_people_write_them(ledger: Path, verdict: Command) -> None:
    first, _ = visits(ledger)
    verdict("correct", first.event.id, "date=2021-05", "status=Planned", "mode=", "place=Ede, NGA")
    event = visits(ledger)[0].event
    assert (event.date, event.status, event.mode) == ("2021-05", "planned", None)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Ede", "NGA")
    verdict("correct", event.id, "targets=Benin")
    with open_view(ledger) as view:
        assert [row.event.targets for row in view.events(dyad="GHA,BEN")] == [("BEN",)]


def test_what_was_corrected_to_what_is_told(dragoman: Command, ledger: Path) -> None:
    first, _ = visits(ledger)
    done = dragoman(
        *("verdict", "correct", first.event.id, "date=2021-05", "targets=Benin", "mode="),
        *("--ledger", ledger, "--by", "asha"),
    )
    told = [line.partition(f"correct {first.event.id} ")[2] for line in done.err.splitlines()]
    assert told == ["date=2021-05", "targets=BEN", "mode="]


def test_events_are_merged_split_and_noted(ledger: Path, verdict: Command) -> None:
    first, second = visits(ledger)
    merge = verdict("merge", first.event.id, second.event.id)
    assert len(visits(ledger)) == 1
    verdict("undo", merge)
    verdict("split", first.event.id, first.event.reports[0])
    assert len(visits(ledger)) == 3
    verdict("note", second.event.id, "compare the embassy's notice")
    assert len(visits(ledger)) == 3


def test_conflicts_are_listed(dragoman: Command, ledger: Path, verdict: Command) -> None:
    assert dragoman("verdict", "conflicts", "--ledger", ledger).code == 4
    first, _ = visits(ledger)
    report = first.event.reports[0]
    verdict("reject", report)
    dragoman("verdict", "accept", report, "--ledger", ledger, "--by", "ben")
    done = dragoman("verdict", "conflicts", "--ledger", ledger)
    (conflict,) = map(json.loads, done.out.splitlines())
    assert (conflict["kind"], conflict["by"], conflict["report"]) == ("overruled", "asha", report)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("accept", "ffffffffffffffff"), "no event or report has an id that begins with"),
        (("accept", ""), "no event or report has an id that begins with"),
        (("undo", "f"), "no verdict has an id that begins with"),
        (("correct", "ID", "date"), "expected FIELD=VALUE; fields: type"),
        (("correct", "ID", "colour=red"), "expected FIELD=VALUE; fields: type"),
        (("correct", "ID", "date=soon"), "cannot correct date: 'soon' is no EDTF date"),
        (("correct", "ID", "status=maybe"), "'maybe' is no status; known: occurred, ongoing"),
        (("correct", "ID", "type=PARTY"), "'PARTY' is no event type; known: AGREE, CONSULT"),
        (("correct", "ID", "mode=sideways"), "'sideways' is no mode; known: "),
        (("correct", "ID", "targets=Atlantis"), "no party is known as 'Atlantis'"),
        (("correct", "ID", "type=DANCE"), "cannot correct type"),
        (("correct", "ID", "symmetric=both"), "expected yes or no"),
        (("correct", "ID", "goldstein=high"), "is no number"),
        (("correct", "ID", "goldstein=99"), "expected a number from -10 to 10"),
        (("split", "ID", "REPORTS"), "expected some, not all"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    dragoman: Command, ledger: Path, arguments: tuple[str, ...], words: str
) -> None:
    first, _ = visits(ledger)
    given: list[str] = []
    for word in arguments:
        given += {"ID": [first.event.id], "REPORTS": first.event.reports}.get(word, [word])
    done = dragoman("verdict", *given, "--ledger", ledger)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    with open_ledger(ledger) as opened:
        assert opened.verdicts() == []
