"""Merging does not depend on the order of arrival, and no report is lost or told twice."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.matters import load_matters
from dragoman.codebook.ordinary import load_ordinary
from dragoman.ledger.bounds import bounds
from dragoman.merge import Counted, Stated, Telling, disputes, events, series
from dragoman.merge.reckoning import DERIVED
from dragoman.model import (
    Claim,
    EventType,
    Figure,
    FigureKind,
    Party,
    Place,
    Report,
    Span,
    Stance,
    Status,
)

MATTERS = load_matters()
ORDINARY = load_ordinary()
CODES = ("DZA", "TUN", "LBY", "UN")
WORDS = "gas fish visa rail drone wheat court signed met agreed fired talks visit pact".split()
DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 31))
dates = st.one_of(
    st.none(),
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: f"{day.isoformat()}/{(day + timedelta(days=5)).isoformat()}"),
    st.sampled_from(["2020", "2019/2020", "../2020", "2020~"]),
)
parties = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(
    lambda codes: tuple(Party(code, code, code) for code in codes)
)
places = st.sampled_from(
    [None, Place("Tunis", "TUN", 1.0, 1.0, 1), Place("Oran", "DZA"), Place("Sfax")]
)
papers = st.sampled_from([None, "A", "B", "C"])
copies = st.sampled_from([None, None, "x", "y"])
days = st.one_of(st.none(), DAYS.map(date.isoformat))


@st.composite
def told(draw: st.DrawFn, number: int) -> Telling:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)))
    edtf = draw(dates)
    report = Report(
        id=f"{draw(st.integers(0, 999)):03}-{number}",
        type=draw(st.sampled_from([EventType.CONSULT, EventType.AGREE, EventType.ASSAULT])),
        sources=draw(parties),
        targets=draw(parties),
        status=draw(st.sampled_from(Status)),
        evidence=Span(0, len(text), text),
        trigger=Span(0, 4, text[:4]),
        confidence=draw(st.sampled_from([0.3, 0.5, 0.8])),
        mode=draw(st.sampled_from([None, "visit", "phone"])),
        symmetric=draw(st.booleans()),
        date=edtf,
        place=draw(places),
    )
    document = f"d{draw(st.integers(0, 9))}"
    return Telling(report, document, draw(copies), draw(papers), draw(days), *bounds(edtf))


@st.composite
def many(draw: st.DrawFn) -> list[Telling]:
    return [draw(told(number)) for number in range(draw(st.integers(0, 14)))]


@settings(max_examples=60, deadline=None)
@given(many(), st.randoms(use_true_random=False))
def test_events_do_not_depend_on_the_order(found: list[Telling], chance: object) -> None:
    before = events(found, ordinary=ORDINARY)
    chance.shuffle(found)  # type: ignore[attr-defined]
    assert events(found, ordinary=ORDINARY) == before


@settings(max_examples=60, deadline=None)
@given(many())
def test_every_report_tells_one_event(found: list[Telling]) -> None:
    made = events(found, ordinary=ORDINARY)
    assert sorted(id_ for event in made for id_ in event.reports) == sorted(
        telling.report.id for telling in found
    )
    assert len({event.id for event in made}) == len(made)
    for event in made:
        assert 1 <= event.outlets <= len(event.reports)
        assert 0 < event.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(many())
def test_no_event_holds_two_days(found: list[Telling]) -> None:
    """Within an event all bounds of dates overlap, but for a day more.

    An outlet may correct the day in a later version, and a denial may be dated by itself.
    """
    spans = {
        t.report.id: (t.earliest, t.latest)
        if t.cluster is None and t.report.status != Status.DENIED
        else (None, None)
        for t in found
    }
    for event in events(found, ordinary=ORDINARY):
        known = [span for id_ in event.reports if (span := spans[id_])[0] and span[1]]
        for first, last in known:
            for other_first, _ in known:
                gap = date.fromisoformat(other_first) - date.fromisoformat(last)
                assert gap <= timedelta(days=1), (first, last, other_first)


@st.composite
def stated(draw: st.DrawFn, number: int) -> Stated:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))
    code = draw(st.sampled_from(CODES))
    claim = Claim(
        id=f"c{draw(st.integers(0, 999)):03}-{number}",
        speaker=Party(code, code, code),
        stance=draw(st.sampled_from(Stance)),
        proposition=text,
        about=draw(st.sampled_from([("DZA", "TUN"), ("TUN", "DZA"), ("LBY",)])),
        evidence=Span(0, len(text), text),
        confidence=0.5,
    )
    event = draw(st.sampled_from([None, None, "e1", "e2"]))
    return Stated(claim, f"d{number}", draw(copies), draw(papers), draw(days), event)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.randoms(use_true_random=False))
def test_disputes_have_two_sides_in_any_order(data: st.DataObject, chance: object) -> None:
    claims = [data.draw(stated(number)) for number in range(data.draw(st.integers(0, 10)))]
    made = disputes(claims, matters=MATTERS)
    for dispute in made:
        stances = {side.stance for side in dispute.sides}
        assert stances & {Stance.ASSERTS, Stance.CONFIRMS}
        assert stances & {Stance.DENIES, Stance.DOUBTS}
        assert len({code for side in dispute.sides for code in side.speakers}) > 1
    told_once = [id_ for dispute in made for side in dispute.sides for id_ in side.claims]
    assert len(told_once) == len(set(told_once))
    chance.shuffle(claims)  # type: ignore[attr-defined]
    assert disputes(claims, matters=MATTERS) == made


@st.composite
def counted(draw: st.DrawFn, number: int) -> Counted:
    period = draw(st.sampled_from([None, "2018", "2019", "2018/2019"]))
    figure = Figure(
        id=f"f{draw(st.integers(0, 999)):03}-{number}",
        measure=draw(st.sampled_from(["trade", "Trade", "loans"])),
        actors=draw(st.sampled_from([("DZA", "TUN"), ("TUN", "DZA")])),
        value=draw(st.sampled_from([80e6, 85e6, 85.5e6, 90e6, 1.0, -3.0, 0.0])),
        unit=draw(st.sampled_from(["USD", "EUR"])),
        kind=draw(st.sampled_from([FigureKind.LEVEL, FigureKind.CHANGE_PCT])),
        evidence=Span(0, 1, "x"),
        number=Span(0, 1, "x"),
        confidence=0.5,
        period=period,
        modifier=draw(st.sampled_from([None, "more than", "almost"])),
    )
    return Counted(figure, f"d{number}", None, draw(papers), None, *bounds(period))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.randoms(use_true_random=False))
def test_every_figure_stands_in_one_point_in_any_order(data: st.DataObject, chance: object) -> None:
    figures = [data.draw(counted(number)) for number in range(data.draw(st.integers(0, 12)))]
    made = series(figures)
    told = [p for one in made for p in one.points if p.modifier != DERIVED]
    used = [id_ for point in told for id_ in point.figures]
    assert sorted(used) == sorted(c.figure.id for c in figures)
    chance.shuffle(figures)  # type: ignore[attr-defined]
    assert series(figures) == made
