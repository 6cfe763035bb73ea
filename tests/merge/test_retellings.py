"""Within a document an act is one report, however often it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge import retellings
from dragoman.model import EventType, Party, Place, Report, Span, Status

KEN, UGA = Party("KEN", "Kenya", "Kenya"), Party("UGA", "Uganda", "Uganda")


def telling(start: int, **changes: object) -> Report:
    text = "talks"
    report = Report(
        id=f"r{start}",
        type=EventType.CONSULT,
        sources=(KEN,),
        targets=(UGA,),
        status=Status.OCCURRED,
        evidence=Span(start, start + 20, "x" * 20),
        trigger=Span(start, start + len(text), text),
        confidence=0.7,
        symmetric=True,
        rule="consult.meet",
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def test_the_surest_telling_leads_and_keeps_the_others() -> None:
    (kept,) = retellings((telling(0), telling(50, confidence=0.9)))
    assert kept.id == "r50"
    assert [s.start for s in kept.further] == [0]


def test_a_date_told_once_is_the_date_of_the_act() -> None:
    (kept,) = retellings((telling(0, confidence=0.9), telling(50, date="2023-05-04")))
    assert (kept.id, kept.date) == ("r0", "2023-05-04")


def test_different_dates_are_different_acts() -> None:
    assert len(retellings((telling(0, date="2022"), telling(50, date="2023")))) == 2


def test_an_act_done_and_the_same_act_planned_stay_apart() -> None:
    assert len(retellings((telling(0), telling(50, status=Status.PLANNED)))) == 2


def test_who_acts_matters_unless_the_act_is_mutual() -> None:
    turned = {"sources": (UGA,), "targets": (KEN,)}
    assert len(retellings((telling(0), telling(50, **turned)))) == 1
    aid = {"type": EventType.AID, "symmetric": False}
    assert len(retellings((telling(0, **aid), telling(50, **aid, **turned)))) == 2


def test_the_date_comes_with_its_phrase_and_reason_and_the_place_from_whoever_names_it() -> None:
    nakuru = Place("Nakuru", "KEN", -0.3, 36.1, 184622)
    dated = {"date": "2023-05-04", "date_phrase": "on Thursday", "date_reason": "a weekday"}
    (kept,) = retellings(
        (telling(0, confidence=0.9), telling(50, **dated), telling(90, place=nakuru))
    )
    assert (kept.id, kept.date, kept.date_phrase, kept.date_reason) == ("r0", *dated.values())
    assert kept.place == nakuru
    lamu = Place("Lamu", "KEN", -2.3, 40.9, 189741)
    (kept,) = retellings((telling(0, confidence=0.9, place=lamu), telling(50, place=nakuru)))
    assert kept.place == lamu
    (kept,) = retellings((telling(0, confidence=0.9, date="2023"), telling(50)))
    assert (kept.date, kept.place) == ("2023", None)


def test_meetings_are_one_however_they_are_worded_and_statements_are_not() -> None:
    visit = {"trigger": Span(50, 55, "visit"), "rule": "consult.visit"}
    assert len(retellings((telling(0), telling(50, **visit)))) == 2
    same_word, same_rule = (
        visit | {"rule": "consult.meet"},
        visit | {"trigger": Span(50, 55, "talks")},
    )
    assert len(retellings((telling(0), telling(50, **same_word)))) == 1
    assert len(retellings((telling(0), telling(50, **same_rule)))) == 1
    for kind in (EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT):
        said = {"type": kind}
        assert len(retellings((telling(0, **said), telling(50, **said)))) == 1
        assert len(retellings((telling(0, **said), telling(50, **said, **same_word)))) == 2
        assert len(retellings((telling(0, **said), telling(50, **said, **same_rule)))) == 2


def test_forms_of_a_word_are_one_word() -> None:
    forms = {"type": EventType.ACCUSE, "rule": "accuse.blame"}
    one = telling(0, **forms, trigger=Span(0, 7, "Accused"))
    assert len(retellings((one, telling(50, **forms, trigger=Span(50, 58, "accusing"))))) == 1
    assert len(retellings((one, telling(50, **forms, trigger=Span(50, 54, "accu"))))) == 2


@pytest.mark.parametrize(
    ("one", "other", "acts"),
    [
        (Status.OCCURRED, Status.ONGOING, 1),
        (Status.PLANNED, Status.PROPOSED, 1),
        (Status.OCCURRED, Status.DENIED, 2),
        (Status.OCCURRED, Status.PLANNED, 2),
        (Status.DENIED, Status.DENIED, 1),
    ],
)
def test_which_statuses_are_of_one_act(one: Status, other: Status, acts: int) -> None:
    assert len(retellings((telling(0, status=one), telling(50, status=other)))) == acts


@given(
    st.permutations([telling(0), telling(50), telling(90, date="2023"), telling(120, date="2022")])
)
def test_the_order_in_which_tellings_come_does_not_matter(reports: list[Report]) -> None:
    expected = retellings(
        (telling(0), telling(50), telling(90, date="2023"), telling(120, date="2022"))
    )
    assert retellings(tuple(reports)) == expected
