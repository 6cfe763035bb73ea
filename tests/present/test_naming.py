"""Parties are called as people call them."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.errors import QueryError
from dragoman.present.naming import code_of, names


def test_oppositions_and_rebels_have_names():
    known = names(load_codebook(()))
    assert known["CHLOPP"] == "opposition in Chile"
    assert known["USAOPP"] == "opposition in the United States"
    assert known["MLIREB"] == "rebels in Mali"
    assert known["CHL"] == "Chile"


@pytest.mark.parametrize(
    ("words", "code"), [("Chile", "CHL"), ("chl", "CHL"), ("chlopp", "CHLOPP")]
)
def test_codes_and_names_are_understood(words, code):
    assert code_of(words, load_codebook(())) == code


def test_the_nearest_names_are_told():
    with pytest.raises(QueryError, match="did you mean Chile"):
        code_of("Chili", load_codebook(()))
