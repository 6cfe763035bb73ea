"""Values, dates and parties in words; names understood; text made inert; tables that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook import load_codebook
from dragoman.errors import QueryError
from dragoman.model import FigureKind
from dragoman.present.calendar import middle, order, reach
from dragoman.present.inert import inert, markdown_text, web_address
from dragoman.present.naming import code_of
from dragoman.present.table import table, width_of, wrap
from dragoman.present.words import date_words, hedged, in_prose, large, listed, quantity


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "date unknown"),
        ("2025-08-19", "19 August 2025"),
        ("2025-08", "August 2025"),
        ("2025", "2025"),
        ("2013~", "about 2013"),
        ("2013-05?", "perhaps May 2013"),
        ("201X", "2010s"),
        ("2024-05-XX", "May 2024"),
        ("2024-22", "summer 2024"),
        ("2024-32", "southern winter 2024"),
        ("2024-34", "second quarter of 2024"),
        ("1999/2008", "1999 to 2008"),
        ("2013/..", "since 2013"),
        ("../2013-02", "until February 2013"),
        ("gibberish", "gibberish"),
    ],
)
def test_dates(edtf, words):
    assert date_words(edtf) == words


def test_dates_of_every_precision_have_an_order():
    given_dates = ["2024-03-05", None, "2024", "2023-12", "2024-03", "../2023", "2024-03/2024-06"]
    assert sorted(given_dates, key=order) == [
        "../2023", "2023-12", "2024", "2024-03/2024-06", "2024-03", "2024-03-05", None,
    ]  # fmt: skip


def test_places_on_an_axis():
    assert middle("2020") == pytest.approx(2020.5, abs=0.01)
    assert middle(None) is None
    assert reach("2020") is None
    assert reach("2020/2022") == pytest.approx((2020, 2023), abs=0.01)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.25, "0.25"),
        (12400, "12,400"),
        (85500000, "85.5 million"),
        (-3.4e9, "−3.4 billion"),
        (2e12, "2 trillion"),
    ],
)
def test_numbers(value, words):
    assert large(value) == words


@pytest.mark.parametrize(
    ("value", "unit", "kind", "words"),
    [
        (5e6, "EUR", FigureKind.LEVEL, "5 million EUR"),
        (41, "percent", FigureKind.CHANGE_PCT, "+41 %"),
        (-3, None, FigureKind.CHANGE_PCT, "−3 %"),
        (20, None, FigureKind.SHARE_PCT, "20 %"),
        (7, "aircraft", FigureKind.COUNT, "7 aircraft"),
        (2e6, "USD", FigureKind.CHANGE_ABS, "+2 million USD"),
    ],
)
def test_quantities(value, unit, kind, words):
    assert quantity(value, unit, kind) == words


def test_names_in_a_row():
    assert [listed(n) for n in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "", "A", "A and B", "A, B and C",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["United States", "European Union", "Netherlands", "Arab League"])
def test_some_names_take_the(name):
    assert in_prose(name) == f"the {name}"


@pytest.mark.parametrize("name", ["Chile", "South Korea", "NATO", "Hamas"])
def test_most_names_do_not(name):
    assert in_prose(name) == name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Belarus", "BLR"),
        ("belarus", "BLR"),
        ("BLR", "BLR"),
        ("blr", "BLR"),
        ("EU", "EU"),
        ("European Union", "EU"),
        ("the European Union", "EU"),
        ("United States", "USA"),
        ("U.S.", "USA"),
        ("Türkiye", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Hamas", "HAMAS"),
        ("NATO", "NATO"),
        ("  South   Korea ", "KOR"),
        ("BLROPP", "BLROPP"),
    ],
)
def test_parties_are_known_by_code_and_name(words, code):
    assert code_of(words, load_codebook()) == code


@pytest.mark.parametrize(("words", "hint"), [("Belorus", "Belarus"), ("Portugl", "Portugal")])
def test_a_misspelt_party_gets_a_hint(words, hint):
    with pytest.raises(QueryError, match=f"did you mean {hint}"):
        code_of(words, load_codebook())


def test_an_unknown_party_is_an_error():
    with pytest.raises(QueryError, match="no party is known"):
        code_of("nobody at all", load_codebook())


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        (" JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https:///x", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(url, safe):
    assert (web_address(url) is not None) is safe


@given(st.text())
def test_inert_text_has_no_controls(text):
    assert not [c for c in inert(text) if (ord(c) < 32 and c != "\n") or "\u202a" <= c <= "\u202e"]


@given(st.text())
def test_markdown_has_no_tags_and_no_open_marks(text):
    made = markdown_text(text)
    assert "<" not in made
    assert "\n" not in made


@given(st.text(), st.integers(2, 40))
def test_wrapped_lines_fit_and_keep_every_character(text, width):
    lines = wrap(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == inert(text).replace("\n", " ").replace(
        " ", ""
    ) or not (text.isprintable())


@given(
    st.lists(st.tuples(*[st.text(st.characters(categories=["L", "N", "Zs"]))] * 3), max_size=4),
    st.integers(40, 120),
)
def test_tables_fit(rows, width):
    lines = table(rows, ("one", "two", "three"), width=width).splitlines()
    assert max(map(width_of, lines)) <= width


@pytest.mark.parametrize(
    ("modifier", "value", "unit", "words"),
    [
        ("hundreds of", 100.0, "people", "hundreds of people"),
        ("tens of thousands of", 10_000.0, "refugees", "tens of thousands of refugees"),
        ("hundreds of", 100.0, None, "hundreds of 100"),
        ("upwards of", 100.0, "people", "upwards of 100 people"),
        ("at least", 5.0, "times", "at least 5 times"),
        (None, 5.0, "times", "5 times"),
    ],
)
def test_a_hedge_stands_before_a_number_or_for_it(modifier, value, unit, words):
    assert hedged(modifier, value, unit, FigureKind.LEVEL) == words
