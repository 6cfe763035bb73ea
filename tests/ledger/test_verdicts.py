"""What people decide is kept, takes effect, survives newer readings and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article, visit

from dragoman.errors import LedgerError
from dragoman.ledger import Decision, Ledger, Verdict, open_ledger
from dragoman.ledger.verdicts import FIELDS
from dragoman.model import Place, Span, identifier
from dragoman.query import EventRow, View

NEWER = ("dragoman 0.2.0", VERSIONS[1])


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with open_ledger(target) as opened:
        read(opened, visit(publisher="A"), visit(publisher="B"), visit(day="2022-07-01"))
        yield opened


def read(ledger: Ledger, *articles: Article, versions: tuple[str, str] = VERSIONS) -> None:
    run = ledger.begin("add", *versions, NOW)
    for article in articles:
        ledger.add(replace(article.records, extractor=versions[0], codebook=versions[1]), run)
    ledger.rederive()


def visits(ledger: Ledger) -> list[EventRow]:
    return list(View(ledger).events(types="CONSULT"))


def judge(ledger: Ledger, decision: str, subject: str, **more: Any) -> str:
    at = f"2026-02-01T00:00:{len(ledger.verdicts()):02}Z"
    return ledger.judge(Verdict(Decision(decision), subject, "asha", at, **more))


def test_what_is_rejected_is_no_event_until_it_is_undone(ledger: Ledger) -> None:
    first, second = visits(ledger)
    verdict = judge(ledger, "reject", second.event.id, why="a rehearsal")
    assert [row.event for row in visits(ledger)] == [first.event]
    assert len(list(View(ledger).reports())) == 6
    judge(ledger, "undo", verdict)
    assert visits(ledger) == [first, second]
    assert [v.decision for v in ledger.verdicts()] == ["reject", "undo"]
    assert ledger.verdicts()[0].why == "a rehearsal"


def test_one_report_can_be_rejected(ledger: Ledger) -> None:
    first, _ = visits(ledger)
    judge(ledger, "reject", first.event.reports[0])
    assert visits(ledger)[0].event.reports == first.event.reports[1:]


def test_a_correction_changes_the_event_and_not_the_record(ledger: Ledger) -> None:
    first, _ = visits(ledger)
    judge(ledger, "correct", first.event.id, field="date", value="2021-05-05")
    judge(ledger, "correct", first.event.id, field="status", value="planned")
    corrected, _ = visits(ledger)
    assert (corrected.event.date, corrected.event.status) == ("2021-05-05", "planned")
    assert corrected.reviewed
    assert {r.report.date for r in corrected.reports} == {"2021-05-04"}


def test_corrected_parties_move_an_event_to_another_pair(ledger: Ledger) -> None:
    first, _ = visits(ledger)
    verdict = judge(ledger, "correct", first.event.id, field="targets", value=["BEN"])
    (moved,) = View(ledger).events(dyad="GHA,BEN")
    assert set(moved.event.reports) == set(first.event.reports)
    assert len(list(View(ledger).events(dyad="GHA,NGA", types="CONSULT"))) == 1
    judge(ledger, "undo", verdict)
    assert list(View(ledger).events(dyad="GHA,BEN")) == []


def test_events_are_merged_and_split(ledger: Ledger) -> None:
    first, second = visits(ledger)
    merge = judge(ledger, "merge", first.event.id, others=(second.event.id,))
    (one,) = visits(ledger)
    assert set(one.event.reports) == {*first.event.reports, *second.event.reports}
    judge(ledger, "undo", merge)
    assert len(visits(ledger)) == 2
    judge(ledger, "split", first.event.id, others=first.event.reports[:1])
    assert sorted(len(row.reports) for row in visits(ledger)) == [1, 1, 1]


def test_what_was_merged_by_hand_is_split_again_and_merged_again(ledger: Ledger) -> None:
    first, second = (row.event for row in visits(ledger))
    merge = judge(ledger, "merge", first.id, others=(second.id,))
    (one,) = visits(ledger)
    split = judge(ledger, "split", one.event.id, others=second.reports)
    assert [row.event for row in visits(ledger)] == [first, second]
    judge(ledger, "undo", split)
    assert [row.event for row in visits(ledger)] == [one.event]
    judge(ledger, "split", one.event.id, others=second.reports)
    judge(ledger, "merge", first.id, others=(second.id,))
    assert [row.event for row in visits(ledger)] == [one.event]
    judge(ledger, "undo", merge)
    assert [row.event for row in visits(ledger)] == [one.event]


def test_a_split_takes_one_of_three_that_were_merged(ledger: Ledger) -> None:
    first, second = (row.event for row in visits(ledger))
    read(ledger, visit(day="2023-08-02"))
    third = visits(ledger)[2].event
    judge(ledger, "merge", first.id, others=(second.id, third.id))
    (one,) = visits(ledger)
    split = judge(ledger, "split", one.event.id, others=second.reports)
    parts = {frozenset(row.event.reports) for row in visits(ledger)}
    assert parts == {frozenset((*first.reports, *third.reports)), frozenset(second.reports)}
    newer = visit(day="2022-07-01")
    newer.reports[0] = replace(newer.reports[0], id="0" * 16)
    read(ledger, newer, versions=NEWER)
    assert {len(row.reports) for row in visits(ledger)} == {3, 1}
    judge(ledger, "undo", split)
    assert [len(row.reports) for row in visits(ledger)] == [4]


def test_a_merge_holds_when_one_of_its_reports_is_rejected(ledger: Ledger) -> None:
    first, second = (row.event for row in visits(ledger))
    read(ledger, visit(day="2023-08-02"))
    third = visits(ledger)[2].event
    judge(ledger, "merge", first.id, others=(second.id, third.id))
    for one in (*first.reports, *second.reports, *third.reports):
        rejection = judge(ledger, "reject", one)
        assert [len(row.reports) for row in visits(ledger)] == [3]
        judge(ledger, "undo", rejection)


def test_accepting_is_seen_and_outweighs_an_earlier_rejection(ledger: Ledger) -> None:
    first, _ = visits(ledger)
    assert not first.reviewed
    judge(ledger, "reject", first.event.reports[0])
    judge(ledger, "accept", first.event.reports[0])
    again, other = visits(ledger)
    assert again.event.reports == first.event.reports
    assert again.reviewed
    assert not other.reviewed


def test_verdicts_hold_when_a_newer_version_reads_again(ledger: Ledger) -> None:
    _, second = visits(ledger)
    judge(ledger, "correct", second.event.id, field="targets", value=["BEN"])
    article = visit(day="2022-07-01")
    article.reports[:] = [
        replace(report, id=identifier(report.id, "newer")) for report in article.reports
    ]
    article.claims.clear()
    read(ledger, article, versions=NEWER)
    (moved,) = View(ledger).events(dyad="GHA,BEN")
    assert moved.event.reports == (article.reports[0].id,)
    assert ledger.conflicts() == []


def test_what_a_newer_reading_lost_is_listed(ledger: Ledger) -> None:
    _, second = visits(ledger)
    verdict = judge(ledger, "accept", second.event.id)
    article = visit(day="2022-07-01")
    del article.reports[0]
    read(ledger, article, versions=NEWER)
    (lost,) = ledger.conflicts()
    assert (lost.kind, lost.verdict, lost.document) == ("lost", verdict, article.id)
    assert lost.quote == second.best.report.evidence.text
    article = visit(day="2022-07-01")
    read(ledger, article, versions=("dragoman 0.3.0", VERSIONS[1]))
    assert ledger.conflicts() == []
    assert visits(ledger)[1].reviewed


def cut_elsewhere(article: Article, start: int, end: int) -> None:
    """The same article, its first report quoted from `start` to `end`, as another version would."""
    first = article.reports[0]
    quote = Span.of(article.text, start, end)
    article.reports[0] = replace(first, id=identifier(first.id, quote), evidence=quote)


def test_verdicts_hold_when_the_quote_is_cut_elsewhere(ledger: Ledger) -> None:
    _, second = visits(ledger)
    judge(ledger, "correct", second.event.id, field="place", value=["Ibadan", "NGA"])
    article = visit(day="2022-07-01")
    cut_elsewhere(article, 0, 70)
    article.claims.clear()
    read(ledger, article, versions=NEWER)
    _, again = visits(ledger)
    assert again.event.place == Place("Ibadan", "NGA")
    assert ledger.conflicts() == []


def test_verdicts_hold_when_the_text_has_changed_around_the_quote(ledger: Ledger) -> None:
    _, second = visits(ledger)
    judge(ledger, "reject", second.event.id)
    article = visit(day="2022-07-01")
    moved = Article("Correction. " + article.text, id=article.id, published="2022-07-01")
    moved.report("CONSULT", "GHA", "NGA",
                 "The president of Ghana arrived in Lagos on Tuesday for talks", "talks",
                 date="2022-07-01", symmetric=True)  # fmt: skip
    read(ledger, moved)
    assert len(visits(ledger)) == 1
    assert ledger.conflicts() == []


def test_another_act_of_the_same_sentence_is_not_meant(ledger: Ledger) -> None:
    _, second = visits(ledger)
    judge(ledger, "reject", second.event.id)
    article = visit(day="2022-07-01")
    article.report("CONSULT", "GHA", "NGA", "arrived in Lagos on Tuesday", "arrived",
                   date="2022-07-01", symmetric=True)  # fmt: skip
    del article.reports[0]
    article.claims.clear()
    read(ledger, article, versions=NEWER)
    assert len(visits(ledger)) == 2
    assert [conflict.kind for conflict in ledger.conflicts()] == ["lost"]


def test_what_another_person_decided_otherwise_is_listed(ledger: Ledger) -> None:
    first, _ = visits(ledger)
    report = first.event.reports[0]
    asha = judge(ledger, "reject", report)
    ben = ledger.judge(Verdict(Decision.ACCEPT, report, "ben", "2026-03-01T00:00:00Z"))
    (conflict,) = ledger.conflicts()
    assert (conflict.kind, conflict.verdict, conflict.against) == ("overruled", asha, ben)
    assert (conflict.by, conflict.report) == ("asha", report)
    judge(ledger, "undo", asha)
    assert ledger.conflicts() == []


def test_a_merge_that_another_person_splits_is_listed(ledger: Ledger) -> None:
    first, second = (row.event for row in visits(ledger))
    merge = judge(ledger, "merge", first.id, others=(second.id,))
    (one,) = visits(ledger)
    inside = Verdict(
        Decision.SPLIT, one.event.id, "ben", "2026-03-01T00:00:00Z", others=second.reports
    )
    split = ledger.judge(inside)
    (conflict,) = ledger.conflicts()
    assert (conflict.kind, conflict.verdict, conflict.against) == ("overruled", merge, split)
    judge(ledger, "undo", split)
    assert ledger.conflicts() == []


def test_an_undoing_can_be_undone(ledger: Ledger) -> None:
    _, second = visits(ledger)
    verdict = judge(ledger, "reject", second.event.id)
    undoing = judge(ledger, "undo", verdict)
    assert len(visits(ledger)) == 2
    judge(ledger, "undo", undoing)
    assert len(visits(ledger)) == 1


def test_every_field_can_be_corrected(ledger: Ledger) -> None:
    first, _ = visits(ledger)
    given = {
        "type": "COOPERATE", "mode": None, "status": "planned", "date": "2021-05",
        "symmetric": False, "sources": ["GHA"], "targets": ["NGA", "BEN"], "speakers": ["BEN"],
        "place": "Abuja", "contexts": ["economic"], "goldstein": 2.5,
    }  # fmt: skip
    assert set(given) == set(FIELDS)
    for name, value in given.items():
        judge(ledger, "correct", first.event.id, field=name, value=value)
    (row,) = View(ledger).events(actor="BEN")
    event = row.event
    assert (event.type, event.mode, event.status, event.date) == (
        "COOPERATE", None, "planned", "2021-05",
    )  # fmt: skip
    assert (event.sources, event.targets, event.symmetric) == (("GHA",), ("NGA", "BEN"), False)
    assert (event.place, event.goldstein) == (Place("Abuja"), 2.5)


@pytest.mark.parametrize(
    ("decision", "subject", "more", "words"),
    [
        ("reject", "none", {}, "there is no event or report none"),
        ("undo", "none", {}, "there is no verdict none"),
        ("correct", "0", {"field": "colour", "value": "red"}, "no field 'colour' to correct"),
        ("correct", "0", {"field": "status", "value": "maybe"}, "cannot correct status"),
        ("correct", "0", {"field": "date", "value": "soon"}, "is no EDTF date"),
        ("correct", "0", {"field": "targets", "value": "BEN"}, "expected a list of codes"),
        ("split", "0", {}, "expected some, not all"),
    ],
)
def test_what_makes_no_sense_is_refused(
    ledger: Ledger, decision: str, subject: str, more: dict[str, Any], words: str
) -> None:
    real = visits(ledger)[0].event.id if subject == "0" else subject
    with pytest.raises(LedgerError, match=words):
        judge(ledger, decision, real, **more)
    assert ledger.verdicts() == []


def test_events_of_other_parties_are_not_merged(ledger: Ledger) -> None:
    (sanction, *_) = View(ledger).events(types="SANCTION")
    with pytest.raises(LedgerError, match="correct the parties first"):
        judge(ledger, "merge", visits(ledger)[0].event.id, others=(sanction.event.id,))
