"""A date without its comma is no part of the name that follows it."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.parse import parse
from dragoman.pipeline import load_reader


def parsed(text):
    reader = load_reader()
    document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
    [sentence] = parse(document, reader.parser, reader.codebook).sentences
    return sentence


@pytest.mark.parametrize(
    ("text", "date", "subject", "verb"),
    [
        (
            "On 4 August Kenya's president hosted his guest in Nairobi.",
            "August",
            "president",
            "hosted",
        ),
        ("In May China's president met Peru's premier.", "May", "president", "met"),
        ("In 2019 Ghana and Togo signed an accord.", "2019", "Ghana", "signed"),
        ("On 9 July Abiy Ahmed flew to Asmara.", "July", "Ahmed", "flew"),
    ],
)
def test_the_date_hangs_on_its_preposition_and_the_name_on_the_verb(text, date, subject, verb):
    sentence = parsed(text)
    token = {t.text: t for t in sentence}
    assert sentence.tokens[token[date].head].pos == "ADP"
    assert token[date].dep == "pobj"
    assert token[subject].dep == "nsubj"
    assert sentence.tokens[token[subject].head].text == verb
    assert token[date].i in sentence.children[token[date].head]


@pytest.mark.parametrize(
    "text",
    [
        "In May elections the party lost its majority.",
        "On 4 August, Kenya's president hosted his guest.",
        "The president met him in Nairobi on 4 August.",
        "The July agreement was signed by both ministers.",
    ],
)
def test_a_tree_that_is_right_is_left_alone(text):
    sentence = parsed(text)
    assert sum(t.dep == "nsubj" or t.dep == "nsubjpass" for t in sentence) == 1
    assert [t.i for t in sentence if t.head == t.i] == [sentence.root.i]
    for token in sentence:
        assert token.i == token.head or token.i in sentence.children[token.head]
