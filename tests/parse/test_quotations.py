"""Quotations are found by their marks, straight or curved, closed or not."""

from __future__ import annotations

import pytest

from dragoman.parse.quotations import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We came,” she said.", ["We came,"]),
        ('"We came," she said, "and left."', ["We came,", "and left."]),
        ('He called it a "farce" and a "crime".', ["farce", "crime"]),
        ("«Nous venons», dit-elle.", ["Nous venons"]),
        ("“This runs on to the next paragraph.", ["This runs on to the next paragraph."]),
        ('A 6" pipe was laid.', []),
        ("No marks at all.", []),
        ("“”", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    found = quotations(text, [(0, len(text))])
    assert [text[q.inner_start : q.inner_end] for q in found] == expected


def test_a_mark_left_open_does_not_reach_into_the_next_paragraph() -> None:
    text = "“First part.\n“Second part.”"
    found = quotations(text, [(0, 12), (13, len(text))])
    assert [text[q.start : q.end] for q in found] == ["“First part.", "“Second part.”"]
