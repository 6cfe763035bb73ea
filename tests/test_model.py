"""Spans quote what stands there, ids depend on every part, and values do not change."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import EventType, Party, Report, Span, Status, identifier


@given(st.text(min_size=1), st.data())
def test_a_span_stands_where_it_was_taken(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert span.stands_in(text)
    assert span.text == text[start:end]
    assert not span.stands_in(text[: end - 1])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 6), (5, 6)])
def test_a_span_of_nothing_is_refused(start, end):
    with pytest.raises(ValueError, match="no text at"):
        Span.of("talks", start, end)


def test_a_span_overlaps_what_shares_a_character():
    span = Span.of("talks in Lima", 6, 8)
    assert span.overlaps(7, 20)
    assert not span.overlaps(8, 20)
    assert not span.overlaps(0, 6)


@given(st.lists(st.one_of(st.none(), st.text(), st.integers()), min_size=1), st.data())
def test_an_id_depends_on_every_part(parts, data):
    at = data.draw(st.integers(0, len(parts) - 1))
    changed = [*parts[:at], f"{parts[at]}x", *parts[at + 1 :]]
    assert identifier(*parts) == identifier(*parts)
    assert identifier(*parts) != identifier(*changed)


def test_an_id_keeps_its_parts_apart():
    assert identifier("ab", "c") != identifier("a", "bc")


def test_the_speaker_is_the_innermost():
    span = Span.of("talks", 0, 5)
    chain = (Party("PER", "the opposition", "they"), Party("CHL", "Chile", "the minister"))
    report = Report("e", EventType.CONSULT, chain[:1], chain[1:], Status.ALLEGED, span, span, 0.5)
    assert report.speaker is None
    told = replace(report, speakers=chain)
    assert told.speaker == chain[1]
    assert told.codes == {"PER", "CHL"}


def test_values_are_frozen():
    with pytest.raises(FrozenInstanceError):
        Party("CHL", "Chile", "Chile").code = "PER"  # type: ignore[misc]


def test_a_type_can_be_added():
    kind = EventType.add("WHALE_TREATY", 3)
    assert EventType("WHALE_TREATY") is kind
    assert pickle.loads(pickle.dumps(kind)) is kind
    assert (str(kind), kind.name, kind.quad, kind.cooperative) == (
        *("WHALE_TREATY", "WHALE_TREATY"),
        *(3, False),
    )
    assert kind not in list(EventType)
    assert EventType.known()[:16] == tuple(EventType)
    assert kind in EventType.known()


def test_a_type_known_by_name_alone_has_no_quad_class():
    kind = EventType.add("KITE_TREATY")
    assert (kind.quad, kind.cooperative) == (None, False)
    assert EventType.add("KITE_TREATY", 2).quad == 2
    assert EventType.add("KITE_TREATY").quad == 2


def test_one_of_the_sixteen_stays_what_it_is():
    assert EventType.add("AID", 4) is EventType.AID
    assert EventType.AID.quad == 2


@pytest.mark.parametrize("name", ["", "Ab", "A", "PORT CALL", "port_call", "X" * 33, "1ST"])
def test_what_is_no_name_is_not_added(name):
    with pytest.raises(ValueError, match="no name of an event type"):
        EventType.add(name)
