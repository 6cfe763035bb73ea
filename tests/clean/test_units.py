"""Units: lines, wrapped paragraphs, sentences of endless lines; nothing lost, nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean.units import Unit, sentences, units

WRAPPED = """Home
The finance ministers of Chad and Qatar met in Doha on Sunday and agreed to
build a cold store at N'Djamena airport, which is to be ready by the end of
next year, officials from both sides said.
It will cost 14 million dollars and be paid for by a fund that the two states
set up in 2016.
"""


def test_lines_are_units_without_blanks_at_their_ends() -> None:
    found = units("\ufeff One \r\n\r\n\u200b\tTwo\u00a0\u2028Three")
    assert [(unit.text, unit.apart) for unit in found] == [
        ("One", False),
        ("Two", True),
        ("Three", False),
    ]


def test_wrapped_lines_become_a_paragraph() -> None:
    found = units(WRAPPED)
    assert [unit.text.split()[0] for unit in found] == ["Home", "The", "It"]
    assert found[1].text.endswith("both sides said.")


def test_paragraphs_of_one_line_stay_apart() -> None:
    text = "Chad met Qatar in Doha on Sunday.\nThey agreed on a cold store.\nIt is cheap.\n"
    assert len(units(text)) == 3


def test_an_endless_line_is_taken_by_sentences() -> None:
    line = "Mr. Deby spoke to the U.S. envoy. " * 40
    found = units(line)
    assert len(found) == 40
    assert {unit.text for unit in found} == {"Mr. Deby spoke to the U.S. envoy."}
    assert {unit.line for unit in found} == {0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("“He left.” She stayed.", ["“He left.”", "She stayed."]),
        ("Gen. Sall left on Jan. 4.", ["Gen. Sall left on Jan. 4."]),
        ("It ended.Follow our channel.", ["It ended.", "Follow our channel."]),
        ("The deal ended  Read the rest", ["The deal ended", "Read the rest"]),
    ],
)
def test_sentences_are_parted(text: str, expected: list[str]) -> None:
    assert [s.text for s in sentences(text, Unit(0, len(text), text))] == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA .\n\r\u2028\u200b\u00a0”?1"), max_size=120))
def test_units_cover_the_text_in_order(text: str) -> None:
    found = units(text)
    at = 0
    for unit in found:
        assert at <= unit.start < unit.end
        assert text[unit.start : unit.end] == unit.text
        at = unit.end
    words = "".join(c for c in text if c.isalnum())
    assert "".join(c for unit in found for c in unit.text if c.isalnum()) == words
