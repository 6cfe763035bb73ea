"""Sentences keep their exact places, whatever stands between them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Document
from dragoman.parse.sentences import paragraphs, sentence_spans


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text, 0, len(text), "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks opened. They closed.", ["Talks opened.", "They closed."]),
        ("The U.S. envoy met Gen. Diallo on Feb. 8 in Bamako.", None),
        ("A\u00a0. B met C\u2003in Oslo.", None),
        ("The ship left at 5 p.m. Monday for Oran.", None),
        ("“We came. We spoke,” she said.", ["“We came.", "We spoke,” she said."]),
        ("He left. “We will return,” he said.", ["He left.", "“We will return,” he said."]),
        ('He left. "We will return," he said.', ["He left.", '"We will return," he said.']),
        (
            "Mali left the bloc in 2024. Niger did too!",
            ["Mali left the bloc in 2024.", "Niger did too!"],
        ),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    assert split(text) == (expected or [text])


def test_paragraphs_are_lines_within_the_body() -> None:
    text = "menu\n  First line. \r\n\r\nSecond line.\u2028Third.\nfooter"
    start, end = text.index("  First"), text.index("\nfooter")
    document = Document("d", "d", text, ((start, end),))
    assert [text[a:b] for a, b in paragraphs(document)] == ["First line.", "Second line.", "Third."]


def test_a_line_that_was_only_wrapped_goes_on() -> None:
    wrapped = (
        "The foreign ministers of Chad and Niger met on Tuesday in the\n"
        "capital, where they spoke of the border for two hours and left\r\n"
        "without a word.\nNothing was signed\nand nobody was surprised."
    )
    document = Document("d", "d", wrapped, ((0, len(wrapped)),))
    found = [wrapped[a:b].split()[-1] for a, b in paragraphs(document)]
    assert found == ["word.", "signed", "surprised."]


@pytest.mark.parametrize(
    "dateline",
    [
        "NAIROBI, March 3 (AFP) - ",
        "KINGSTON, 3 March 2022 – ",
        "BOGOTA - ",
        "LIMA, Jan. 4, 2019 — ",
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(dateline: str) -> None:
    text = f"{dateline}Jamaica thanked Haiti."
    document = Document("d", "d", text, ((0, len(text)),))
    assert [text[a:b] for a, b in paragraphs(document)] == ["Jamaica thanked Haiti."]


@given(st.text(alphabet='ab .!?"“”\n\u00a0\u2003\u2028\u200bAÉ…', max_size=80))
def test_spans_are_ordered_trimmed_and_lose_no_word(text: str) -> None:
    spans = sentence_spans(text, 0, len(text), "en")
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
