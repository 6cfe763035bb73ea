"""Marks may overlap: the pieces together are the text, each in the marks that hold it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Span
from dragoman.present.pieces import pieces
from dragoman.present.world import HEIGHT, WIDTH, at, outlines

TEXT = "Kenya and Uganda opened a bridge"
SPANS = st.tuples(st.integers(0, 31), st.integers(1, 32)).filter(lambda p: p[0] < p[1])


@given(st.lists(st.tuples(SPANS, st.sampled_from(["event", "claim", "cue"])), max_size=8), SPANS)
def test_pieces_are_the_text_and_know_their_marks(marks, whole):
    span = Span.of(TEXT, *whole)
    named = [(Span.of(TEXT, *ends), name) for ends, name in marks]
    cut = pieces(span, named)
    assert "".join(piece.text for piece in cut) == span.text
    for piece in cut:
        for at_ in range(piece.start, piece.start + len(piece.text)):
            held = {name for one, name in named if one.start <= at_ < one.end}
            assert set(piece.marks) == held


def test_the_map_keeps_places_in_order():
    west, east = at(-70, 20), at(30, 20)
    north, south = at(30, 60), at(30, -30)
    assert west[0] < east[0]
    assert north[1] < east[1] < south[1]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in (at(-180, 0), at(180, 83)))


def test_no_coast_runs_across_the_map():
    """Where an island lies on both sides of the antimeridian, its halves are drawn apart."""
    steps = [s for path in str(outlines()).split('d="')[1:] for s in path.split("l")[1:]]
    numbers = [
        int(n)
        for step in steps
        for n in step.split('"')[0].replace("z", " ").replace("M", " ").split()[:-2]
    ]
    assert max(map(abs, numbers)) < 5_000
