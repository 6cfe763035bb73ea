"""The body of plain page dumps: 32 layouts of our own, and what must hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clean.conftest import MarkedPage, f1, pages

from dragoman.clean.selection import body
from dragoman.codebook import Codebook, load_codebook

PAGES = pages()
# One sentence after a list of links at the very end reads as a teaser: left out.
FLOOR = {"26-pull-quotes": 0.95}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_body_of_a_page_is_the_marked_one(page: MarkedPage, codebook: Codebook) -> None:
    got = body(page.text, codebook.boilerplate)
    assert f1(page.text, got, page.body) >= FLOOR.get(page.name, 0.99), [
        page.text[a:b] for a, b in got
    ]


def test_all_pages_together_reach_the_floor(codebook: Codebook) -> None:
    scores = [f1(p.text, body(p.text, codebook.boilerplate), p.body) for p in PAGES]
    assert sum(scores) / len(scores) >= 0.995


LINES = st.sampled_from([line for page in PAGES for line in page.text.splitlines()])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=25), st.sampled_from("\n\r"))
def test_spans_are_ordered_apart_and_without_blanks_at_their_ends(
    lines: list[str], end: str
) -> None:
    text = end.join(lines)
    spans = body(text, load_codebook().boilerplate)
    assert list(spans) == sorted(spans)
    for (_, end_of_one), (start_of_next, _) in pairwise(spans):
        assert end_of_one < start_of_next
    for start, stop in spans:
        assert 0 <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()


@pytest.mark.parametrize("text", ["", "   \n\t ", "\ufeff", "\u200b\n\u200b"])
def test_a_blank_text_has_no_body(text: str, codebook: Codebook) -> None:
    assert body(text, codebook.boilerplate) == ()


def test_a_headline_alone_is_kept(codebook: Codebook) -> None:
    text = "Togo and Benin sign border pact"
    assert body(text, codebook.boilerplate) == ((0, len(text)),)


def test_a_credit_at_the_end_of_a_paragraph_is_cut(codebook: Codebook) -> None:
    kept = "Gabon will host the talks in June, its foreign minister said on Friday after a meeting."
    text = kept + " (Reporting by Paul Ndong; Editing by Ann Lee)"
    assert body(text, codebook.boilerplate) == ((0, len(kept)),)
