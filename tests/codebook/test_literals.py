"""What a regular expression cannot do without: nothing that it fits may lack it."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.literals import Sieve, literals, small


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ("harbour", {"harbour"}),
        ("Ha (?:wall|gate)s?", {"ha wall", "ha walls", "ha gate", "ha gates"}),
        (r"\d+ boats?\b.{0,20}", {" boat", " boats"}),
        ("(?:open|close)d.*gates", {"gates"}),
        ("(?=.*tide)high", {"high"}),
        ("(?!low)[ht]ide", {"hide", "tide"}),
        ("(?:ebb and ){2,4}flow", {"ebb and "}),
        ("(?:harbour){2}", {"harbour"}),
        ("(?P<sea>north sea|baltic)", {"north sea", "baltic"}),
        ("(?>north sea|baltic)", {"north sea", "baltic"}),
        ("©|quay", None),
        ("quay|[a-z]", None),
        ("(?:quay)?", None),
        (".*", None),
        ("", None),
        (r"(q)uay\1", {"quay"}),
        ("[^q]uay", {"uay"}),
        ("ça va", {"a va"}),
    ],
)
def test_the_letters_are_those_of_every_match(expression: str, needed: set[str] | None) -> None:
    assert literals(expression) == needed


def test_a_choice_of_too_many_spellings_needs_the_rest() -> None:
    parts = "(?:a|b|c)?(?:d|e|f)?(?:g|h|i)?(?:k|l|m)? at anchor"
    assert all(spelling.endswith(" at anchor") for spelling in literals(parts) or ["none"])


def test_an_expression_that_is_none_is_an_error() -> None:
    with pytest.raises(re.error):
        literals("(quay")


def test_small_letters_stand_for_all_that_are_alike_without_case() -> None:
    letters = re.compile("[a-z]", re.IGNORECASE)
    alike = [c for c in map(chr, range(sys.maxunicode + 1)) if letters.fullmatch(c)]
    assert len(alike) == 56  # the 52 of ASCII, dotted I, dotless i, long s, the sign of kelvin
    for c in alike:
        [letter] = [a for a in map(chr, range(97, 123)) if re.fullmatch(a, c, re.IGNORECASE)]
        assert small(c) == letter


EXPRESSIONS = st.recursive(
    st.text("abkSİ .", min_size=1, max_size=3).map(re.escape)
    | st.sampled_from(["[ab]", "[^a]", ".", r"\w", r"\b", "(?=a)", "(?!b)", "^", "$"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})")
        | st.tuples(inner, st.sampled_from(["?", "*", "+", "{1,2}", "{2}", "+?"])).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(EXPRESSIONS, st.text("abkKsſSİıi ", max_size=12), st.booleans())
def test_what_fits_holds_the_letters_that_are_needed(
    expression: str, text: str, without_case: bool
) -> None:
    flags = re.IGNORECASE if without_case else re.NOFLAG
    needed = literals(expression, flags)
    if re.search(expression, text, flags) and needed is not None:
        assert any(spelling in small(text) for spelling in needed)


def test_a_sieve_lets_pass_what_may_fit_and_nothing_else() -> None:
    sieve = Sieve([literals("harbour|port"), None, literals("airport"), literals("port of call")])
    assert sieve.passing("the AIRPORT") == [0, 1, 2]
    assert sieve.passing("ports of call") == [0, 1]
    assert sieve.passing("") == [1]


def test_a_sieve_of_nothing_lets_nothing_pass() -> None:
    assert Sieve([]).passing("harbour") == []
