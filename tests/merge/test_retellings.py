"""Within a document an act is one report, however often it is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge import retellings
from dragoman.model import EventType, Party, Report, Span, Status

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


@given(
    st.permutations([telling(0), telling(50), telling(90, date="2023"), telling(120, date="2022")])
)
def test_the_order_in_which_tellings_come_does_not_matter(reports: list[Report]) -> None:
    expected = retellings(
        (telling(0), telling(50), telling(90, date="2023"), telling(120, date="2022"))
    )
    assert retellings(tuple(reports)) == expected
