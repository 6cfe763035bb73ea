"""What the relation model is shown keeps its marks, in order, within the length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.relation import Marked, encode
from dragoman.relation.marking import FIRST, LAST, MARKS

TEXT = "Oslo thanked Lima for its help."


def pieces(words: str) -> list[int]:
    return [1000 + len(word) for word in words.split()]


def test_marks_stand_around_what_they_mark():
    ids = encode(Marked(TEXT, (0, 4), (13, 17), (5, 12)), pieces)
    assert ids == [FIRST, 2, 1004, 3, 6, 1007, 7, 4, 1004, 5, 1003, 1003, 1005, LAST]


def test_what_is_not_there_is_not_marked():
    ids = encode(Marked(TEXT, None, (13, 17)), pieces)
    assert ids == [FIRST, 1004, 1007, 4, 1004, 5, 1003, 1003, 1005, LAST]


def test_what_touches_is_closed_before_the_next_opens():
    ids = encode(Marked("ab", (0, 1), (1, 2)), lambda words: [9] * len(words))
    assert ids == [FIRST, 2, 9, 3, 4, 9, 5, LAST]


def test_a_mark_within_a_mark_stays_within():
    ids = encode(Marked("abc", (0, 3), None, (1, 2)), lambda words: [9] * len(words))
    assert ids == [FIRST, 2, 9, 6, 9, 7, 9, 3, LAST]


@given(before=st.integers(0, 60), between=st.integers(0, 30), after=st.integers(0, 60))
def test_a_long_text_is_cut_around_the_marks(before, between, after):
    words = ["x"] * before + ["Oslo"] + ["y"] * between + ["Lima"] + ["z"] * after
    text = " ".join(words)
    one = text.index("Oslo")
    other = text.index("Lima")
    marked = Marked(text, (one, one + 4), (other, other + 4))
    ids = encode(marked, pieces, 48)
    assert len(ids) == min(48, len(words) + 6)
    assert (ids[0], ids[-1]) == (FIRST, LAST)
    assert [i for i in ids if i in (2, 3, 4, 5)] == [2, 3, 4, 5]


def test_what_is_too_long_even_so_keeps_its_beginning():
    text = "Oslo " + "y " * 90 + "Lima"
    ids = encode(Marked(text, (0, 4), (len(text) - 4, len(text))), pieces, 48)
    assert len(ids) == 48
    assert ids[1] == MARKS["source"][0]
