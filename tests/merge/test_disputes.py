"""A dispute has two sides, on one event or one proposition, whoever reports them."""

from __future__ import annotations

from functools import partial
from typing import Any

from dragoman.codebook.matters import load_matters
from dragoman.merge import Stated, Telling
from dragoman.merge import disputes as merged
from dragoman.model import Claim, EventType, Party, Report, Span, Stance, Status

disputes = partial(merged, matters=load_matters())
ABOUT = ("MEX", "GTM")


def said(number: int, code: str, stance: str, words: str, **more: Any) -> Stated:
    claim = Claim(
        id=f"c{number}",
        speaker=Party(code, code, code),
        stance=Stance(stance),
        proposition=words,
        about=more.pop("about", ABOUT),
        evidence=Span(0, len(words), words),
        confidence=0.7,
    )
    return Stated(
        claim, f"d{number}", **{"told": f"2019-02-{number:02}", "publisher": f"p{number}"} | more
    )


def report(status: str, speaker: str | None) -> Telling:
    words = "Mexico diverted the river"
    made = Report(
        id="r1",
        type=EventType.COERCE,
        sources=(Party("MEX", "Mexico", "Mexico"),),
        targets=(Party("GTM", "Guatemala", "it"),),
        status=Status(status),
        evidence=Span(0, len(words), words),
        trigger=Span(7, 15, "diverted"),
        confidence=0.7,
        speakers=(Party(speaker, speaker, speaker),) if speaker else (),
    )
    return Telling(made, "d9", None, "p9", "2019-01-30")


def test_claims_on_one_event_oppose() -> None:
    (found,) = disputes(
        [
            said(1, "GTM", "asserts", "Mexico diverted the river", event="e"),
            said(2, "MEX", "denies", "that any water was touched", event="e"),
            said(3, "GTM", "confirms", "the river ran dry", event="e"),
        ]
    )
    assert [(s.stance, s.speakers, s.claims) for s in found.sides] == [
        (Stance.ASSERTS, ("GTM",), ("c1",)),
        (Stance.CONFIRMS, ("GTM",), ("c3",)),
        (Stance.DENIES, ("MEX",), ("c2",)),
    ]
    assert found.proposition == "Mexico diverted the river"
    assert (found.event, found.outlets) == ("e", 3)
    assert (found.first, found.latest) == ("2019-02-01", "2019-02-03")


def test_claims_in_like_words_oppose_across_documents() -> None:
    asserted = said(1, "GTM", "asserts", "Mexican engineers diverted the Suchiate river")
    denied = said(2, "MEX", "denies", "that its engineers had diverted the Suchiate")
    other = said(3, "MEX", "denies", "closing the consulate in Tapachula")
    (found,) = disputes([other, denied, asserted])
    assert {id_ for side in found.sides for id_ in side.claims} == {"c1", "c2"}
    assert disputes([asserted, other]) == ()


def test_a_loose_denial_joins_the_event_that_it_is_about() -> None:
    asserted = said(1, "GTM", "asserts", "Mexican engineers diverted the Suchiate", event="e")
    denied = said(2, "MEX", "denies", "that engineers diverted the Suchiate")
    (found,) = disputes([denied, asserted])
    assert found.event == "e"


def test_one_speaker_has_no_dispute_with_himself() -> None:
    assert disputes([said(1, "MEX", "asserts", "the river is dry"),
                     said(2, "MEX", "denies", "the river is dry")]) == ()  # fmt: skip
    assert disputes([said(1, "MEX", "denies", "the river is dry"),
                     said(2, "GTM", "doubts", "the river is dry")]) == ()  # fmt: skip


def test_a_report_on_someones_word_is_a_side() -> None:
    denied = said(2, "MEX", "denies", "that any water was touched", event="e")
    (found,) = disputes([denied], {"e": [report("alleged", "GTM")]})
    assert [(s.stance, s.speakers, s.claims) for s in found.sides] == [
        (Stance.ASSERTS, ("GTM",), ()),
        (Stance.DENIES, ("MEX",), ("c2",)),
    ]
    assert found.first == "2019-01-30"
    assert found.outlets == 2
    assert disputes([denied], {"e": [report("alleged", "MEX")]}) == ()
    assert disputes([denied], {"e": [report("planned", "GTM")]}) == ()
    assert disputes([denied], {"e": [report("occurred", None)]}) == ()


def test_copies_count_once() -> None:
    (found,) = disputes(
        [
            said(1, "GTM", "asserts", "x", event="e", cluster="k"),
            said(2, "MEX", "denies", "x", event="e", cluster="k"),
        ]
    )
    assert found.outlets == 1


def test_a_denial_of_an_act_that_was_kept_apart_faces_its_assertion() -> None:
    asserted = said(1, "GTM", "asserts", "that Mexico diverted the Suchiate river", event="e1")
    denied = said(2, "MEX", "denies", "that it had diverted the Suchiate", event="e2")
    elsewhere = said(3, "MEX", "denies", "that it had closed a consulate", event="e3")
    others = said(4, "BLZ", "denies", "diverting the Suchiate", event="e4", about=("BLZ", "GTM"))
    (found,) = disputes([others, elsewhere, denied, asserted])
    assert [(s.stance, s.claims) for s in found.sides] == [
        (Stance.ASSERTS, ("c1",)),
        (Stance.DENIES, ("c2",)),
    ]
    assert (found.event, found.outlets) == ("e1", 2)
    assert disputes([denied, elsewhere]) == ()


def test_a_denial_faces_the_assertion_that_is_most_like_it() -> None:
    ports = said(1, "GTM", "asserts", "that Mexico closed the ports of the gulf", event="e1")
    roads = said(2, "GTM", "asserts", "that Mexico closed the roads to the gulf", event="e2")
    denied = said(3, "MEX", "denies", "that it had closed roads", event="e3")
    (found,) = disputes([denied, ports, roads])
    assert {id_ for side in found.sides for id_ in side.claims} == {"c2", "c3"}
