"""What a ledger answers, to whom it is asked and in which order."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article, party

from dragoman.errors import QueryError
from dragoman.ledger import Decision, Verdict, open_ledger
from dragoman.model import EventType, Place, Stance
from dragoman.query import View


def articles() -> list[Article]:
    """The doings of three neighbours, dated to the day, the month, the year, and never."""
    one = Article(
        "Kenya and Uganda held talks in Kisumu. Uganda accused Tanzania of blocking fish exports. "
        "Tanzania denied blocking any exports. Trade between Kenya and Uganda reached 900 million.",
        published="2022-03-05",
        publisher="Lake Herald",
        title="Neighbours meet",
    )
    one.report(
        "CONSULT", "KEN", "UGA", "Kenya and Uganda held talks in Kisumu", "talks",
        date="2022-03-04", symmetric=True, confidence=0.9, place="Kisumu",
    )  # fmt: skip
    blocked = one.report(
        "COERCE", "TZA", "UGA", "blocking fish exports", "blocking", date="2022-03",
        status="alleged", speakers=(party("UGA"),), confidence=0.6,
    )  # fmt: skip
    one.claim("UGA", "asserts", "blocking fish exports", ("TZA", "UGA"), event=blocked.id)
    one.claim("TZA", "denies", "blocking any exports", ("TZA", "UGA"), event=blocked.id)
    one.figure("trade", ("KEN", "UGA"), 900e6, "USD", "900 million", period="2021")
    two = Article(
        "Kenya lent Uganda two ferries in 2019. The Café Zürich pact was signed by all three.",
        published="2022-04",
        publisher="Coast Daily",
    )
    two.report("AID", "KEN", "UGA", "Kenya lent Uganda two ferries", "lent", date="2019",
               confidence=0.5, place=Place("Kenya", "KEN"))  # fmt: skip
    two.report("AGREE", "KEN UGA TZA", "", "The Café Zürich pact was signed", "signed")
    two.figure("trade", ("UGA", "KEN"), 700e6, "USD", "two", period="2019")
    two.said("lent", "two ferries", "UGA")
    two.said("signed", "by all three")
    two.tie("membership", "KEN", "EAC", "all three")
    two.tie("office_holder", "Amina Odhiambo", "foreign minister KEN", "Kenya")
    return [one, two]


@pytest.fixture
def view(target: str) -> Iterator[View]:
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for article in articles():
            ledger.add(article.records, run)
        ledger.rederive()
        ledger.finish(run, NOW)
        yield View(ledger)


def types(view: View, **asked: Any) -> list[str]:
    return [row.event.type.value for row in view.events(**asked)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["AID", "COERCE", "CONSULT", "AGREE"]),
        ({"dyad": "UGA,KEN"}, ["AID", "CONSULT", "AGREE"]),
        ({"dyad": ("TZA", "KEN")}, ["AGREE"]),
        ({"actor": "TZA"}, ["COERCE", "AGREE"]),
        ({"dyad": "KEN,UGA", "actor": "TZA"}, ["AGREE"]),
        ({"types": "AID,COERCE"}, ["AID", "COERCE"]),
        ({"quads": "material-conflict"}, ["COERCE"]),
        ({"statuses": "alleged"}, ["COERCE"]),
        ({"since": "2022"}, ["COERCE", "CONSULT"]),
        ({"until": "2019-06"}, ["AID"]),
        ({"since": "2019-06", "until": "2020"}, ["AID"]),
        ({"since": "2022-03-05"}, ["COERCE"]),
        ({"period": "2019"}, ["AID"]),
        ({"period": "2022-03-04/2022-03-05"}, ["COERCE", "CONSULT"]),
        ({"period": "201X"}, ["AID"]),
        ({"period": "2022", "until": "2022-03-03"}, ["COERCE"]),
        ({"period": "../2020"}, ["AID"]),
        ({"place": "kisumu"}, ["CONSULT"]),
        ({"place": "KEN"}, ["AID"]),
        ({"place": "Nakuru"}, []),
        ({"reviewed": True}, []),
        ({"reviewed": "no", "quads": 2}, ["AID"]),
        ({"speaker": "UGA"}, ["COERCE"]),
        ({"publisher": "Coast Daily"}, ["AID", "AGREE"]),
        ({"publisher": "Coast Daily", "dyad": "UGA,KEN"}, ["AID", "AGREE"]),
        ({"publisher": "Coast Daily", "speaker": "UGA"}, []),
        ({"publisher": "Lake Herald", "speaker": "UGA", "text": "fish"}, ["COERCE"]),
        ({"speaker": "KEN"}, []),
        ({"min_confidence": 0.85}, ["CONSULT"]),
        ({"disputed": True}, ["COERCE"]),
        ({"disputed": False, "actor": "UGA"}, ["AID", "CONSULT", "AGREE"]),
        ({"text": "ferry"}, ["AID"]),
        ({"text": "cafe zurich"}, ["AGREE"]),
        ({"text": '"fish exports"'}, ["COERCE"]),
        ({"text": '"exports fish"'}, []),
        ({"text": "kenya -talks"}, ["AID"]),
        ({"text": "ferries NEAR* OR pact"}, []),
        ({"text": "the Uganda and in"}, []),
        ({"limit": 2}, ["AID", "COERCE"]),
        ({"actor": "NOR"}, []),
    ],
)
def test_events_by_filter(view: View, asked: dict[str, Any], found: list[str]) -> None:
    assert types(view, **asked) == found


def test_reports_are_asked_by_the_same_filter(view: View) -> None:
    for asked in ({"dyad": "UGA,KEN"}, {"since": "2022"}, {"speaker": "UGA"}, {"disputed": True},
                  {"text": "ferry"}, {"publisher": "Coast Daily"}, {"quads": 4},
                  {"place": "KEN"}, {"reviewed": False}, {"period": "2019"}):  # fmt: skip
        assert [r.report.type.value for r in view.reports(**asked)] == types(view, **asked)


def test_an_event_carries_its_quotes(view: View) -> None:
    (row,) = view.events(types="CONSULT")
    assert row.best.report.evidence.text == "Kenya and Uganda held talks in Kisumu"
    assert row.best.source.title == "Neighbours meet"
    assert row.best.source.published == "2022-03-05"
    assert row.best.event == row.event.id
    assert row.event.reports == (row.best.report.id,)


def test_pages_follow_each_other(view: View) -> None:
    whole = [row.event.id for row in view.events()]
    seen: list[str] = []
    after: str | None = None
    for _ in range(len(whole)):
        page = view.events(limit=1, after=after).page()
        seen += [row.event.id for row in page.rows]
        after = page.next
    assert seen == whole
    assert after is None


@pytest.mark.parametrize("kind", ["reports", "claims", "figures", "ties", "documents"])
def test_every_kind_has_pages(view: View, kind: str) -> None:
    ask = getattr(view, kind)
    whole = list(ask())
    first = ask(limit=1).page()
    rest = ask(limit=100, after=first.next).page()
    assert [*first.rows, *rest.rows] == whole
    assert len(whole) >= 2
    assert rest.next is None


def test_a_cursor_of_another_list_is_refused(view: View) -> None:
    page = view.events(limit=1).page()
    with pytest.raises(QueryError, match="expected the cursor that a page ended with"):
        view.reports(after=page.next)
    with pytest.raises(QueryError, match="expected the cursor that a page ended with"):
        view.events(after="nonsense")


def test_a_listing_can_be_read_twice(view: View) -> None:
    listing = view.events()
    assert list(listing) == list(listing)
    assert listing.first() == next(iter(listing))
    assert listing.to_dicts()[0]["event"]["type"] == "AID"
    assert view.events(actor="NOR").first() is None


def test_claims_stand_with_their_event_and_dispute(view: View) -> None:
    denied, asserted = sorted(view.claims(), key=lambda r: r.claim.stance, reverse=True)
    assert (denied.claim.stance, asserted.claim.stance) == (Stance.DENIES, Stance.ASSERTS)
    (event,) = view.events(types="COERCE")
    assert denied.event == asserted.event == event.event.id
    assert [r.claim.stance for r in view.claims(speaker="TZA")] == [Stance.DENIES]
    assert len(list(view.claims(disputed=True))) == 2
    assert list(view.claims(disputed=False)) == []
    assert list(view.claims(dyad="KEN,UGA")) == []


def test_a_dispute_shows_both_sides(view: View) -> None:
    (row,) = view.disputes(dyad="UGA,TZA")
    assert [(s.stance, s.speakers) for s in row.dispute.sides] == [
        (Stance.ASSERTS, ("UGA",)),
        (Stance.DENIES, ("TZA",)),
    ]
    assert {c.claim.speaker.code for c in row.claims} == {"UGA", "TZA"}
    assert list(view.disputes(actor="KEN")) == []
    assert len(list(view.disputes(speaker="TZA", since="2022", until="2022"))) == 1
    assert list(view.disputes(until="2021")) == []


def test_a_series_lists_its_points_in_time(view: View) -> None:
    (row,) = view.series(dyad="KEN,UGA")
    assert [(p.period, p.value) for p in row.series.points] == [("2019", 700e6), ("2021", 900e6)]
    assert [f.figure.period for f in row.figures] == ["2019", "2021"]
    assert [r.series.id for r in view.series(since="2021")] == [row.series.id]
    assert list(view.series(since="2022")) == []


def test_ties_are_found_by_either_end(view: View) -> None:
    assert [r.tie.object for r in view.ties(actor="EAC")] == ["EAC"]
    assert [r.tie.kind for r in view.ties(actor="KEN")] == ["membership", "office_holder"]


def test_documents_are_found_by_what_they_say(view: View) -> None:
    assert [r.source.publisher for r in view.documents()] == ["Lake Herald", "Coast Daily"]
    assert [r.source.publisher for r in view.documents(text="kisumu")] == ["Lake Herald"]
    assert [r.source.publisher for r in view.documents(text="neighbours")] == ["Lake Herald"]
    assert [r.source.publisher for r in view.documents(since="2022-04-10")] == ["Coast Daily"]
    assert len(list(view.documents(dyad="KEN,UGA"))) == 2
    assert [r.source.publisher for r in view.documents(actor="EAC")] == []
    (one,) = view.documents(publisher="Lake Herald")
    assert (one.events, one.claims, one.figures, one.ties) == (2, 2, 1, 0)


@pytest.mark.parametrize(
    ("kind", "asked", "words"),
    [
        ("ties", {"types": "AID"}, "ties cannot be asked by types; known: actor"),
        ("runs", {"actor": "KEN"}, "runs cannot be asked by actor"),
        ("events", {"text": "?!"}, "expected a word to search for"),
        ("events", {"text": "-ferry"}, "expected a word to search for"),
        ("events", {"color": "red"}, "unknown filter color"),
    ],
)
def test_what_makes_no_sense_is_refused(
    view: View, kind: str, asked: dict[str, Any], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        list(getattr(view, kind)(**asked))


def test_records_come_back_document_by_document(view: View) -> None:
    made = {article.id: article.records for article in articles()}
    assert {r.document.id: r for r in view.records(made)} == made
    assert view.document("none") is None
    assert view.event("none") is None


def test_who_says_what_is_listed(view: View) -> None:
    rows = list(view.attributions())
    assert [row.attribution.content.text for row in rows] == ["two ferries", "by all three"]
    assert rows[0].source.publisher == "Coast Daily"
    assert [r.attribution.cue.text for r in view.attributions(speaker="UGA")] == ["lent"]
    assert [r.attribution.cue.text for r in view.attributions(text="three")] == ["signed"]
    assert list(view.attributions(since="2022-05")) == []
    first = view.attributions(limit=1).page()
    assert [*first.rows, *view.attributions(after=first.next)] == rows


def test_what_needs_a_person_most_comes_first(view: View) -> None:
    queue = [row.event for row in view.queue()]
    assert queue[0].disputed
    assert [event.type for event in queue] == ["COERCE", "AID", "AGREE", "CONSULT"]
    page = view.queue(limit=3).page()
    assert [row.event for row in view.queue(after=page.next)] == queue[3:]
    assert [row.event.type for row in view.queue(dyad="KEN,TZA")] == ["AGREE"]
    view.ledger.judge(Verdict(Decision.ACCEPT, queue[0].id, "asha", "2026-01-01T00:00:00Z"))
    assert [row.event for row in view.queue()] == queue[1:]
    assert types(view, reviewed=True) == ["COERCE"]


ASK = """
import sys
from dragoman.query import open_ledger
with open_ledger(sys.argv[1]) as view:
    print([row.event.type.value for row in view.events(types="ferry-pact")])
"""


def test_a_type_that_only_the_ledger_knows_can_be_asked_for(target: str) -> None:
    article = Article("Kenya and Uganda opened a ferry line.", published="2022-06-01")
    kind = EventType.add("FERRY_PACT", 2).value
    article.report(kind, "KEN", "UGA", "Kenya and Uganda opened a ferry line", "opened")
    with open_ledger(target) as ledger:
        ledger.add(article.records, ledger.begin("add", *VERSIONS, NOW))
        ledger.rederive()
    asked = subprocess.run(
        [sys.executable, "-c", ASK, target], capture_output=True, text=True, check=True
    )
    assert asked.stdout == "['FERRY_PACT']\n"
