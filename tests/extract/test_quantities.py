"""Amounts in plain sentences: value, unit, modifier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.codebook import load_codebook
from dragoman.extract.quantities import quantities

TABLE = yaml.safe_load(Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TABLE, ids=[row["s"] for row in TABLE])
def test_the_amounts_of_a_sentence(row: dict[str, Any]) -> None:
    codebook = load_codebook()
    found = quantities(row["s"], codebook.numbers, codebook.units)
    told = [[round(q.value * q.factor, 9), q.unit, q.modifier] for q in found]
    assert told == [[*want, None][:3] for want in row["q"]]


def test_a_bare_noun_of_money_means_the_currency_of_the_state_nearby() -> None:
    codebook = load_codebook()
    for states, code in ((["PAK"], "PKR"), (["NPL"], "NPR"), ([], "INR"), (["PAK", "NPL"], "PKR")):
        found = quantities(
            "It cost 30 million rupees.", codebook.numbers, codebook.units, states=states
        )
        assert [q.unit for q in found] == [code]


def test_dollars_are_american_wherever_they_are_spent() -> None:
    codebook = load_codebook()
    found = quantities("It cost 3 dollars.", codebook.numbers, codebook.units, states=["AUS"])
    assert [q.unit for q in found] == ["USD"]


def test_numbers_inside_dates_are_no_amounts() -> None:
    codebook = load_codebook()
    text = "On 12 April 40 trucks left."
    found = quantities(text, codebook.numbers, codebook.units, dates=[(3, 11)])
    assert [q.value for q in found] == [40]


def test_ends_of_a_range_are_marked_and_a_change_with_its_level_is_no_range() -> None:
    codebook = load_codebook()
    sides = {
        "Trade rose from 5 to 7 million euros.": ["low", "high"],
        "Trade rose by 5 percent to 7 million euros.": [None, None],
        "Trade rose from 5 million euros in 2001 to 7 million in 2005.": ["low", "high"],
    }
    for text, expected in sides.items():
        found = quantities(text, codebook.numbers, codebook.units)
        assert [q.side for q in found] == expected


def test_what_only_restates_a_number_in_another_unit_is_marked() -> None:
    codebook = load_codebook()
    found = quantities("It is 7 miles (11 km) long.", codebook.numbers, codebook.units)
    assert [q.restates for q in found] == [False, True]


def test_the_table_is_as_large_as_promised() -> None:
    assert sum(len(row["q"]) for row in TABLE) >= 250
