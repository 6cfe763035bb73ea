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
    given = {"told": f"2019-02-{number:02}", "publisher": f"p{number}"} | more
    return Stated(claim, given.pop("document", f"d{number}"), **given)


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


def test_a_dispute_is_the_same_when_its_event_has_more_claims() -> None:
    asserted = said(1, "GTM", "asserts", "Mexico diverted the river", event="e")
    denied = said(2, "MEX", "denies", "that any water was touched", event="e")
    more = said(3, "BLZ", "confirms", "the river ran dry", event="e")
    (one,), (other,) = disputes([asserted, denied]), disputes([asserted, denied, more])
    assert one.id == other.id
    elsewhere = [
        said(4, "GTM", "asserts", "x", event="f"),
        said(5, "MEX", "denies", "x", event="f"),
    ]
    assert len({d.id for d in disputes([asserted, denied, *elsewhere])}) == 2


def test_whoever_says_yes_and_no_is_opposed_by_whoever_says_only_one() -> None:
    yes = said(1, "GTM", "asserts", "the river is dry", event="e")
    both = said(2, "GTM", "denies", "the river is dry", event="e")
    other = said(3, "MEX", "denies", "the river is dry", event="e")
    assert disputes([yes, both]) == ()
    assert len(disputes([yes, both, other])) == 1
    assert (
        len(disputes([yes, both, said(3, "MEX", "confirms", "the river is dry", event="e")])) == 1
    )


def test_that_charge_belongs_to_what_its_document_says_of_the_same_parties() -> None:
    asserted = said(1, "GTM", "asserts", "Mexican engineers diverted the Suchiate river")
    same = said(2, "MEX", "denies", "the allegation", document="d1")
    (found,) = disputes([asserted, same])
    assert {id_ for side in found.sides for id_ in side.claims} == {"c1", "c2"}
    assert disputes([asserted, said(2, "MEX", "denies", "the allegation")]) == ()
    # Where its document says two things, it is of neither.
    second = said(3, "GTM", "asserts", "Mexico closed the consulate in Tapachula", document="d1")
    assert disputes([asserted, second, same]) == ()


def test_the_fullest_assertion_is_the_one_that_others_face() -> None:
    brief = said(1, "GTM", "asserts", "diverted the Suchiate")
    full = said(2, "GTM", "asserts", "Mexican engineers diverted the Suchiate river in spring")
    denied = said(3, "MEX", "denies", "that engineers diverted the Suchiate river")
    (found,) = disputes([brief, full, denied])
    assert {id_ for side in found.sides for id_ in side.claims} >= {"c2", "c3"}
