"""Any of many words, the longest first: found like one after the other, only faster."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.codebook.alternatives import LOOSE, alternatives


def listed(words: set[str]) -> str:
    """The same, word by word."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ([], ""),
        (["pier"], "pier"),
        (["pier", "pier"], "pier"),
        (["pier", "piers"], "pier(?:s)?"),
        (["quay", "pier"], "(?:pier|quay)"),
        (["sea wall", "sea"], r"sea(?:\s+wall)?"),
        (["a.m."], r"a\.m\."),
        (["USD", "us dollar"], r"(?:us\s+dollar|USD)"),
    ],
)
def test_beginnings_are_shared(words: list[str], pattern: str) -> None:
    assert alternatives(words) == pattern


def test_letters_may_be_spelt_in_several_ways() -> None:
    found = re.compile(alternatives(["o'clock"], {**LOOSE, "'": "['’]"}))
    assert found.fullmatch("o’clock")
    assert found.fullmatch("o'clock")


WORDS = st.sets(st.text("abAB k.'", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text("abABkK.' \n", max_size=15), st.sampled_from(["", r"(?!\w)"]), st.booleans())
@example({"US", "us dollar"}, "us dollars", "", True)
@example({"a", "ab"}, "ab", r"(?!\w)", False)
def test_the_same_is_found_as_word_by_word(
    words: set[str], text: str, end: str, without_case: bool
) -> None:
    flags = re.IGNORECASE if without_case else re.NOFLAG
    shared, single = (
        re.compile(f"(?:{pattern}){end}", flags) for pattern in (alternatives(words), listed(words))
    )
    assert [m.span() for m in shared.finditer(text)] == [m.span() for m in single.finditer(text)]
