"""Acts told by many become one event each; acts that only resemble each other stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from tests.merge.constructed import tellings

from dragoman.codebook.ordinary import load_ordinary
from dragoman.ledger.bounds import bounds
from dragoman.merge import Telling, events
from dragoman.merge.events import event_of
from dragoman.merge.kinds import kindred
from dragoman.model import EventType, Party, Place, Report, Span, Status

ORDINARY = load_ordinary()
CHL, ARG = Party("CHL", "Chile", "Chile"), Party("ARG", "Argentina", "Argentina")
MENDOZA = Place("Mendoza", "ARG", -32.9, -68.8, 3844421)
ROSARIO = Place("Rosario", "ARG", -32.9, -60.7, 3838583)


def told(
    number: int,
    text: str = "Chile and Argentina held talks on lithium",
    date: str | None = "2015-06-03",
    trigger: str = "talks",
    paper: str | None = None,
    published: str | None = None,
    cluster: str | None = None,
    **changes: Any,
) -> Telling:
    """One telling; every number is a document and a paper of its own."""
    report = Report(
        id=f"r{number:03}",
        type=EventType.CONSULT,
        sources=(CHL,),
        targets=(ARG,),
        status=Status.OCCURRED,
        evidence=Span(0, len(text), text),
        trigger=Span(0, len(trigger), trigger),
        confidence=0.8,
        symmetric=True,
        date=date,
    )
    first_day = published or (bounds(date)[0] if date else None)
    made = replace(report, **changes)
    return Telling(made, f"d{number}", cluster, paper or f"p{number}", first_day, *bounds(date))


def groups(told: Iterable[Telling]) -> list[list[str]]:
    """Which reports come together."""
    return sorted(sorted(event.reports) for event in events(told, ordinary=ORDINARY))


def pairs(found: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in found for pair in combinations(sorted(group), 2)}


@pytest.mark.parametrize("seed", [7, 11, 23])
def test_the_constructed_set_is_merged_well(seed: int) -> None:
    gold: dict[str, set[str]] = defaultdict(set)
    every = tellings(seed)
    for act, telling in every:
        gold[act].add(telling.report.id)
    assert len(every) >= 400
    assert len(gold) >= 120
    found = groups(telling for _, telling in every)
    mine, theirs = pairs(found), pairs(gold.values())
    precision, recall = len(mine & theirs) / len(mine), len(mine & theirs) / len(theirs)
    assert 2 * precision * recall / (precision + recall) >= 0.90
    assert precision >= 0.95
    assert b_cubed(found, list(gold.values())) >= 0.92


def b_cubed(found: list[list[str]], gold: list[set[str]]) -> float:
    """CoNLL's B³ F1: precision and recall of each report's own group, averaged."""
    mine = {id_: set(group) for group in found for id_ in group}
    theirs = {id_: group for group in gold for id_ in group}
    precision = sum(len(mine[i] & theirs[i]) / len(mine[i]) for i in theirs) / len(theirs)
    recall = sum(len(mine[i] & theirs[i]) / len(theirs[i]) for i in theirs) / len(theirs)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"text": "delegations of both states sat down for talks on lithium"}),
        ({}, {"date": "2015-06", "published": "2015-08-01"}),
        ({}, {"date": "2015", "published": "2017-01-01"}),
        ({}, {"date": None, "published": "2015-06-04"}),
        ({"place": MENDOZA}, {"place": Place("Argentina", "ARG"), "mode": "visit"}),
        ({}, {"status": Status.PLANNED, "published": "2015-05-20"}),
        ({"sources": (ARG,), "targets": (CHL,)}, {"symmetric": False}),
        ({"type": EventType.AGREE, "text": "Chile and Argentina signed a pact on lithium"},
         {"type": EventType.SUPPORT, "text": "the pact on lithium was signed with Argentina"}),
    ],
)  # fmt: skip
def test_one_act(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert groups([told(1, **one), told(2, **other)]) == [["r001", "r002"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"date": "2016-06-03"}),
        ({}, {"date": "2015-06-20"}),
        ({}, {"date": None, "published": "2016-06-04"}),
        ({"place": MENDOZA}, {"place": ROSARIO}),
        ({"place": MENDOZA}, {"place": Place("Santiago", "CHL", 0.0, 0.0, 3871336)}),
        ({"mode": "phone"}, {"mode": "visit"}),
        ({}, {"targets": (Party("BRA", "Brazil", "Brazil"),)}),
        ({}, {"type": EventType.SANCTION}),
        ({"type": EventType.ASSAULT, "symmetric": False},
         {"type": EventType.ASSAULT, "symmetric": False, "sources": (ARG,), "targets": (CHL,)}),
        ({"sources": (Party("CHL", "Ana Rojas", "Rojas", "head of state"),)},
         {"sources": (Party("CHL", "Luis Pinto", "Pinto", "foreign minister"),)}),
        ({"type": EventType.ACCUSE, "text": "Chile accused Argentina of diverting a glacier"},
         {"type": EventType.ACCUSE, "text": "Chile accused Argentina of copying its passports"}),
        ({}, {"status": Status.PLANNED, "published": "2015-07-20", "date": "2015"}),
    ],
)  # fmt: skip
def test_two_acts(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert groups([told(1, **one), told(2, **other)]) == [["r001"], ["r002"]]


def test_a_vague_telling_stays_alone_when_it_can_mean_two_acts() -> None:
    first, second = told(1), told(2, date="2015-09-09")
    vague = told(3, text="talks on lithium took place", date="2015", published="2018-01-01")
    assert groups([first, vague]) == [["r001", "r003"]]
    assert groups([first, second, vague]) == [["r001"], ["r002"], ["r003"]]


def test_two_reports_of_one_document_are_two_acts() -> None:
    one, two = told(1), replace(told(2), document="d1")
    assert groups([one, two]) == [["r001"], ["r002"]]


SENT = "Chile sent troops to Argentina"
NO = "Santiago denied that it sent troops there"


def troops(number: int, text: str, status: Status, **more: Any) -> Telling:
    given = {"type": EventType.MOBILIZE, "symmetric": False, "trigger": "sent"} | more
    return told(number, text=text, status=status, **given)


def test_an_act_and_its_denial_in_one_document_are_one_event() -> None:
    says = troops(2, SENT, Status.ALLEGED, published="2015-06-04")
    denies = replace(troops(1, NO, Status.DENIED, date=None, published="2015-06-04"), document="d2")
    denies = replace(denies, report=replace(denies.report, trigger=Span(60, 64, "sent")))
    (event,) = events([denies, says], ordinary=ORDINARY)
    assert event.reports == ("r002", "r001")
    assert event.statuses == (Status.ALLEGED, Status.DENIED)
    assert (event.status, event.disputed, event.date) == (Status.DENIED, True, "2015-06-03")
    happened = troops(3, SENT, Status.OCCURRED, published="2015-06-09")
    (event,) = events([denies, happened, says], ordinary=ORDINARY)
    assert event.statuses == (Status.ALLEGED, Status.DENIED, Status.OCCURRED)
    assert (event.status, event.disputed) == (Status.OCCURRED, True)


@pytest.mark.parametrize(
    "other",
    [
        {"status": Status.ALLEGED},
        {"status": Status.PLANNED},
        {"type": EventType.ASSAULT},
        {"trigger": "denied"},
        {"targets": (Party("BRA", "Brazil", "Brazil"),)},
        {"date": "2014-01-01"},
    ],
)
def test_other_acts_of_one_document_stay_apart(other: dict[str, Any]) -> None:
    says = troops(1, SENT, Status.ALLEGED)
    given = {"status": Status.DENIED, "date": None, "published": "2015-06-04"} | other
    denies = replace(troops(2, NO, given.pop("status"), **given), document="d1")
    assert groups([says, denies]) == [["r001"], ["r002"]]


def test_a_denial_that_is_dated_by_itself_joins_the_act_it_denies() -> None:
    says = troops(1, SENT, Status.ALLEGED, published="2015-06-04")
    denies = troops(2, NO, Status.DENIED, date="2015-06-06", published="2015-06-06")
    (event,) = events([says, denies], ordinary=ORDINARY)
    assert event.statuses == (Status.ALLEGED, Status.DENIED)
    happened = troops(3, NO, Status.OCCURRED, date="2015-06-09", published="2015-06-09")
    assert len(events([says, happened], ordinary=ORDINARY)) == 2


def test_the_event_says_how_it_was_told() -> None:
    plan = told(1, status=Status.PLANNED, date="2015-06", published="2015-05-20", confidence=0.5)
    first = told(2, published="2015-06-04", place=MENDOZA)
    (event,) = events([first, plan, told(3, published="2015-06-09")], ordinary=ORDINARY)
    assert event.statuses == (Status.PLANNED, Status.OCCURRED)
    assert event.status == Status.OCCURRED
    assert event.date == "2015-06-03"
    assert (event.first_told, event.last_told) == ("2015-05-20", "2015-06-09")
    assert event.reports == ("r001", "r002", "r003")
    assert event.outlets == 3
    assert event.place == MENDOZA
    assert event.confidence == pytest.approx(0.98)
    assert not event.disputed


def test_an_act_that_is_denied_is_disputed() -> None:
    says = told(1, status=Status.ALLEGED)
    denies = told(2, status=Status.DENIED, published="2015-06-05")
    (event,) = events([denies, says], ordinary=ORDINARY)
    assert event.statuses == (Status.ALLEGED, Status.DENIED)
    assert event.status == Status.DENIED
    assert event.disputed
    (event,) = events([denies, says, told(3, published="2015-06-08")], ordinary=ORDINARY)
    assert event.status == Status.OCCURRED
    assert event.disputed


def test_copies_and_one_outlet_count_once() -> None:
    same_paper = [told(1, paper="Andes Post"), told(2, paper="ANDES POST")]
    copies = [told(3, cluster="c"), told(4, cluster="c")]
    both = [*same_paper, *copies, told(5, paper="Andes Post", cluster="c")]
    assert [e.outlets for e in events(same_paper)] == [1]
    assert [e.outlets for e in events(copies)] == [1]
    assert [e.outlets for e in events([*same_paper, *copies])] == [2]
    assert [e.outlets for e in events(both)] == [1]
    assert [e.confidence for e in events(copies)] == [0.8]


def test_most_sources_decide_the_date() -> None:
    right = [told(1), told(2)]
    wrong = told(3, date="2015-06-04")
    (event,) = events([*right, wrong], ordinary=ORDINARY)
    assert event.date == "2015-06-03"


def test_a_person_joins_and_parts() -> None:
    one, two = told(1), told(2)
    far = told(3, date="2019-01-01")
    pair = frozenset({"r001", "r002"})
    parted = events([one, two], apart=[pair])
    assert sorted(e.reports for e in parted) == [("r001",), ("r002",)]
    (joined,) = events([one, far], together=[frozenset({"r001", "r003"})])
    assert joined.reports == ("r001", "r003")


def test_kindred_types_are_kindred_both_ways() -> None:
    for one in EventType:
        assert kindred(one, one) == 1
        for other in EventType:
            assert kindred(one, other) == kindred(other, one)


@pytest.mark.parametrize(
    ("dates", "date"),
    [
        # The narrowest bounds count, then most sources, then who told it last.
        (["2015", "2015-06"], "2015-06"),
        (["2015-06", "2015-06-03"], "2015-06-03"),
        (["2015-06-03", "2015-06", "2015-06"], "2015-06-03"),
        (["2015/2016", "2015"], "2015"),
        (["2015", "2015/2016"], "2015"),
        (["2015/2016", "2015-05/2015-07"], "2015-05/2015-07"),
        (["2015-06-03", "2015-06-04", "2015-06-03"], "2015-06-03"),
        (["2015-06-03", "2015-06-04"], "2015-06-04"),
        ([None, "2015"], "2015"),
        ([None, None], None),
    ],
)
def test_the_date_of_an_event(dates: list[str | None], date: str | None) -> None:
    every = [told(n, date=day, published=f"2017-01-0{n}") for n, day in enumerate(dates, 1)]
    assert event_of(every).date == date


def test_a_date_without_bounds_counts_where_there_is_no_other() -> None:
    loose = replace(told(1, date="2015-06-03"), earliest=None, latest=None)
    half = replace(told(1, date="2014"), latest=None)
    assert event_of([loose]).date == "2015-06-03"
    assert event_of([loose, told(2, date="2015")]).date == "2015"
    assert event_of([half, told(2, date="2015-06-03")]).date == "2015-06-03"


def test_a_town_is_the_place_rather_than_a_state_and_most_sources_decide() -> None:
    argentina = Place("Argentina", "ARG")
    states = [told(n, place=argentina) for n in (1, 2)]
    assert event_of(states).place == argentina
    assert event_of([*states, told(3, place=MENDOZA)]).place == MENDOZA
    towns = [told(4, place=ROSARIO), told(5, place=ROSARIO), told(6, place=MENDOZA, confidence=0.9)]
    assert event_of(towns).place == ROSARIO
    assert event_of(towns[1:]).place == MENDOZA
    assert event_of([told(7)]).place is None


def test_an_event_is_mutual_as_its_surest_report_says() -> None:
    assert event_of([told(1)]).symmetric is True
    assert event_of([told(1, symmetric=False, confidence=0.9), told(2)]).symmetric is False


def test_the_id_of_an_event_follows_from_its_reports_alone() -> None:
    one, two = event_of([told(1), told(2)]), event_of([told(2), told(1, confidence=0.9)])
    assert one.id == two.id != event_of([told(2), told(3)]).id


def test_documents_of_no_known_outlet_are_outlets_of_their_own() -> None:
    nameless = [replace(told(n), publisher=None) for n in (1, 2)]
    assert event_of(nameless).outlets == 2
    copies = [replace(t, cluster="c") for t in nameless]
    assert event_of(copies).outlets == 1
    others = [replace(told(n), publisher=None, cluster=f"c{n}") for n in (3, 4)]
    assert event_of([*copies, *others]).outlets == 3
