"""A story that its outlet published anew, in a ledger: one source, the later one counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.ledger.samples import Article
from tests.ledger.test_verdicts import judge, read

from dragoman.codebook import load_codebook
from dragoman.ledger import Ledger, open_ledger
from dragoman.model import Status
from dragoman.present.explaining import explanation_text
from dragoman.present.explanation import explained
from dragoman.query import EventRow, Found, View

LEAD = (
    "Chad {} its embassy in Gabon on Monday. Trade between the two was {} million dollars in 2020."
)


def story(
    day: str, words: str, amount: int, publisher: str = "Coastal Post", **more: str
) -> Article:
    article = Article(LEAD.format(words, amount), publisher=publisher, published=day, cluster="c")
    told = article.text[:40].rpartition(" ")[0]
    word = "closed" if "closed" in words else "close"
    article.report("SANCTION", "TCD", "GAB", told, word, date="2021-05-03", **more)
    figure = f"{amount} million dollars"
    article.figure("trade", ("GAB", "TCD"), amount * 1e6, "USD", figure, period="2020")
    return article


FIRST = story("2021-05-04", "closed", 12)
SECOND = story("2021-05-06", "did not close", 14, status="not_occurred")


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with open_ledger(target) as opened:
        yield opened


def only(ledger: Ledger) -> EventRow:
    (row,) = View(ledger).events()
    return row


def test_the_later_version_counts_whichever_comes_first(ledger: Ledger) -> None:
    read(ledger, SECOND)
    read(ledger, FIRST)
    row = only(ledger)
    assert row.event.statuses == (Status.OCCURRED, Status.NOT_OCCURRED)
    assert (row.event.status, row.event.outlets) == (Status.NOT_OCCURRED, 1)
    assert not row.event.disputed
    (series,) = View(ledger).series()
    points = [(p.value, p.modifier, p.conflict) for p in series.series.points]
    assert points == [(12e6, "formerly", False), (14e6, None, False)]
    assert len(list(View(ledger).reports())) == 2


def test_the_explanation_names_the_later_version(ledger: Ledger) -> None:
    read(ledger, FIRST, SECOND)
    view = View(ledger)
    told = explained(view, Found("event", only(ledger).event.id), load_codebook())
    assert told is not None
    assert {old: new.id for old, new in told.later.items()} == {FIRST.id: SECOND.id}
    assert "later version" in explanation_text(told)
    assert "it still tells the act" in explanation_text(told)


def test_another_outlet_and_a_correction_by_hand_dispute_it(ledger: Ledger) -> None:
    read(ledger, FIRST, SECOND)
    judged = judge(ledger, "correct", SECOND.reports[0].id, field="status", value="occurred")
    assert (only(ledger).event.status, only(ledger).event.disputed) == (Status.OCCURRED, False)
    judge(ledger, "undo", judged)
    read(ledger, story("2021-05-05", "closed", 12, publisher="Inland Post"))
    row = only(ledger)
    assert (row.event.outlets, row.event.disputed) == (1, True)
    assert row.event.statuses == (Status.OCCURRED, Status.NOT_OCCURRED)
