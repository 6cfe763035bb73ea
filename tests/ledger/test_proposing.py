"""A proposal becomes a report when a person accepts it, for as long as the verdict holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article, visit
from tests.ledger.test_verdicts import NEWER, judge, read, visits

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, open_ledger, proposing
from dragoman.ledger.care import check
from dragoman.ledger.proposing import Question, Replied
from dragoman.model import Report
from dragoman.query import View

DAY = "2022-07-01"


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with open_ledger(target) as opened:
        read(opened, visit(publisher="A"), visit(day=DAY))
        propose(opened)
        yield opened


def proposed() -> Report:
    """What a model makes of the second sentence."""
    article = visit(day=DAY)
    return article.report(
        "COOPERATE", "GHA", "NGA", "Trade between Ghana and Nigeria reached 620 million dollars",
        "Trade", date="2020", symmetric=True, rule="proposed:toy",
    )  # fmt: skip


def question(article: Article) -> Question:
    return Question(article.id, 87, 160, article.text[87:160], "toy", "host:1", "f" * 64)


def propose(ledger: Ledger) -> int:
    run = ledger.begin("propose", "toy at host:1", VERSIONS[1], NOW)
    replied = Replied((proposed(),), ("its trigger does not stand",))
    return proposing.keep(ledger, run, question(visit(day=DAY)), replied, "2026-01-02T03:04:05Z")


def trade(ledger: Ledger) -> list[str]:
    return [id_ for row in View(ledger).events(types="COOPERATE") for id_ in row.event.reports]


def states(ledger: Ledger) -> list[str]:
    return [one.state for one in proposing.proposals(ledger)]


def test_until_it_is_accepted_it_is_no_record(ledger: Ledger) -> None:
    assert trade(ledger) == []
    assert len(list(View(ledger).reports())) == 4
    (one,) = proposing.proposals(ledger)
    assert (one.report, one.state, one.model) == (proposed(), "waiting", "toy")
    assert View(ledger).find(one.report.id) == ()


def test_accepting_makes_it_a_report_and_undoing_takes_it_out(ledger: Ledger) -> None:
    id_ = proposed().id
    before = list(View(ledger).events())
    verdict = judge(ledger, "accept", id_)
    assert trade(ledger) == [id_]
    (row,) = View(ledger).events(types="COOPERATE")
    assert row.reviewed
    assert row.best.report == proposed()
    assert (states(ledger), ledger.conflicts(), check(ledger)) == (["accepted"], [], [])
    undoing = judge(ledger, "undo", verdict)
    assert list(View(ledger).events()) == before
    assert (states(ledger), ledger.conflicts(), check(ledger)) == (["waiting"], [], [])
    judge(ledger, "undo", undoing)
    assert trade(ledger) == [id_]


def test_rejecting_and_thinking_better_of_it(ledger: Ledger) -> None:
    id_ = proposed().id
    rejected = judge(ledger, "reject", id_)
    assert (states(ledger), trade(ledger), ledger.conflicts()) == (["rejected"], [], [])
    judge(ledger, "undo", rejected)
    assert states(ledger) == ["waiting"]
    judge(ledger, "accept", id_)
    judge(ledger, "reject", id_)
    assert (states(ledger), trade(ledger)) == (["rejected"], [])
    judge(ledger, "accept", id_)
    assert (states(ledger), trade(ledger)) == (["accepted"], [id_])


def test_once_accepted_it_is_corrected_like_any_report(ledger: Ledger) -> None:
    id_ = proposed().id
    with pytest.raises(LedgerError, match="is only proposed: accept it first"):
        judge(ledger, "correct", id_, field="status", value="planned")
    judge(ledger, "note", id_, why="ask the statistics office")
    judge(ledger, "accept", id_)
    judge(ledger, "correct", id_, field="status", value="planned")
    (row,) = View(ledger).events(types="COOPERATE")
    assert row.event.status == "planned"


def test_it_stands_when_the_text_is_read_again(ledger: Ledger) -> None:
    id_ = proposed().id
    verdict = judge(ledger, "accept", id_)
    read(ledger, visit(day=DAY), versions=NEWER)
    assert (trade(ledger), ledger.conflicts(), check(ledger)) == ([id_], [], [])
    judge(ledger, "undo", verdict)
    assert trade(ledger) == []


def test_it_moves_with_its_quote_and_is_lost_without_it(ledger: Ledger) -> None:
    id_ = proposed().id
    judge(ledger, "accept", id_)
    old = visit(day=DAY)
    longer = Article("Corrected. " + old.text, id=old.id, published=DAY)
    read(ledger, longer)
    assert trade(ledger) == [id_]
    (row,) = View(ledger).events(types="COOPERATE")
    assert row.best.report.evidence.start == proposed().evidence.start + len("Corrected. ")
    assert check(ledger) == []
    read(ledger, Article("All of it was wrong.", id=old.id, published=DAY))
    assert trade(ledger) == []
    assert [conflict.kind for conflict in ledger.conflicts()] == ["lost"]
    read(ledger, replace(longer))
    assert (trade(ledger), ledger.conflicts()) == ([id_], [])


def test_a_question_is_kept_once_and_a_failed_one_asked_again(ledger: Ledger) -> None:
    asked = question(visit(day=DAY))
    assert proposing.answered(ledger, [asked.id, "other"]) == {asked.id}
    (problem,) = proposing.problems(ledger)
    assert (problem.outcome, problem.problem) == ("proposed", "its trigger does not stand")
    failed = replace(asked, start=1)
    run = ledger.begin("propose", "toy at host:1", VERSIONS[1], NOW)
    at = "2026-01-02T03:04:05Z"
    proposing.keep(ledger, run, failed, Replied(problems=("no answer",), failed=True), at)
    assert proposing.answered(ledger, [failed.id]) == set()
    assert proposing.keep(ledger, run, failed, Replied((proposed(),)), at) == 0
    assert proposing.answered(ledger, [failed.id]) == {failed.id}
    assert len(proposing.proposals(ledger)) == 1


def test_visits_stay_as_they_were(ledger: Ledger) -> None:
    before = visits(ledger)
    judge(ledger, "accept", proposed().id)
    assert visits(ledger) == before
