"""Spans quote what stands there, ids depend on every part, and values do not change."""

from __future__ import annotations

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
