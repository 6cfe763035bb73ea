"""What people are to judge and what they judged, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.ledger import Decision, Ledger, Verdict, open_ledger
from dragoman.query import View
from dragoman.query.filter import Filter
from dragoman.query.judging import concord, given, left_to_judge, seconded, waiting


@pytest.fixture
def view(target: str) -> Iterator[View]:
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for article in (visit(publisher="A"), visit(publisher="B"), visit(day="2022-07-01")):
            ledger.add(article.records, run)
        ledger.rederive()
        yield View(ledger)


def judge(ledger: Ledger, by: str, decision: str, subject: str) -> str:
    at = f"2026-02-01T00:00:{len(ledger.verdicts()):02}Z"
    return ledger.judge(Verdict(Decision(decision), subject, by, at))


def test_what_was_confirmed_waits_no_more(view: View) -> None:
    queue = waiting(view, Filter(), 10)
    assert [one.row for one in queue] == list(view.queue())
    assert [one.worth for one in queue] == sorted((one.worth for one in queue), reverse=True)
    assert left_to_judge(view) == (len(queue), 0)
    first = queue[0].row.event.id
    verdict = judge(view.ledger, "asha", "accept", first)
    assert [one.row.event.id for one in waiting(view, Filter(), 10)] == [
        one.row.event.id for one in queue[1:]
    ]
    assert waiting(view, Filter(), 1, skip=1)[0].row == queue[2].row
    assert left_to_judge(view) == (len(queue) - 1, 1)
    judge(view.ledger, "asha", "undo", verdict)
    assert left_to_judge(view) == (len(queue), 0)


def test_the_trail_shows_what_was_undone(view: View) -> None:
    row = waiting(view, Filter(), 1)[0].row
    verdict = judge(view.ledger, "asha", "reject", row.event.id)
    undoing = judge(view.ledger, "ben", "undo", verdict)
    trail = given(view, about=row.event.reports)
    assert [(one.verdict.decision, one.undone) for one in trail] == [
        (Decision.UNDO, None),
        (Decision.REJECT, undoing),
    ]
    assert given(view, limit=1) == trail[:1]
    assert given(view, about=["none"]) == []


def test_what_was_undone_by_mistake_counts_again(view: View) -> None:
    event = waiting(view, Filter(), 1)[0].row.event
    for person in ("asha", "ben"):
        verdict = judge(view.ledger, person, "accept", event.id)
        undoing = judge(view.ledger, person, "undo", verdict)
        assert concord(view) == []
        again = judge(view.ledger, person, "undo", undoing)
        trail = {one.verdict.id: one.undone for one in given(view, about=event.reports)}
        assert (trail[verdict], trail[undoing], trail[again]) == (None, again, None)
    (found,) = concord(view)
    assert found.both == found.agreed == len(event.reports)


def test_a_second_opinion_is_asked_for_what_stands(view: View) -> None:
    report = waiting(view, Filter(), 1)[0].row.event.reports[0]
    verdict = judge(view.ledger, "asha", "reject", report)
    own = judge(view.ledger, "ben", "accept", report)
    assert seconded(view, "ben", 10) == []
    judge(view.ledger, "ben", "undo", own)
    assert [row.report.id for row in seconded(view, "ben", 10)] == [report]
    judge(view.ledger, "asha", "undo", verdict)
    assert seconded(view, "ben", 10) == []


def test_two_people_agree_as_far_as_they_do(view: View) -> None:
    reports = [id_ for one in waiting(view, Filter(), 10) for id_ in one.row.event.reports][:4]
    for number, report in enumerate(reports):
        judge(view.ledger, "asha", "accept" if number % 2 else "reject", report)
    assert {row.report.id for row in seconded(view, "ben", 10)} == set(reports)
    assert seconded(view, "asha", 10) == []
    for number, report in enumerate(reports):
        judge(view.ledger, "ben", "accept" if number % 2 or not number else "reject", report)
    assert seconded(view, "ben", 10) == []
    (found,) = concord(view)
    assert (found.one, found.other, found.both, found.agreed) == ("asha", "ben", 4, 3)
    assert found.kappa == pytest.approx(0.5)
    assert found.apart == ((reports[0], "reject", "accept"),)


def test_a_verdict_is_shown_by_the_report_that_it_is_about_now(view: View) -> None:
    row = view.events(publisher="A").first()
    assert row is not None
    told = row.reports[0]
    judge(view.ledger, "asha", "accept", told.report.id)
    records = next(view.records([told.source.id]))
    anew = replace(told.report, id="anew", mode=None)
    read = replace(records, extractor="newer", events=(anew,))
    run = view.ledger.begin("add", *VERSIONS, NOW)
    assert view.ledger.add(read, run)
    view.ledger.rederive()
    assert [one.verdict.by for one in given(view, about=["anew"])] == ["asha"]
    assert [row.report.id for row in seconded(view, "ben", 10)] == ["anew"]
