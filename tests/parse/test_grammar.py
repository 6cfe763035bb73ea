"""Tokens know where they stand in the document, whatever the parser was shown."""

from __future__ import annotations

import spacy
import threadpoolctl
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import parse
from dragoman.model import Document
from dragoman.parse.grammar import plain
from dragoman.pipeline import load_reader
from dragoman.settings import Settings


def sentences(text: str) -> tuple[parse.Sentence, ...]:
    reader = load_reader()
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    return parse.parse(document, reader.parser, reader.codebook).sentences


def test_zero_width_characters_and_typographic_marks_keep_their_place() -> None:
    text = "The \u2060Kenyan envoy’s  talks — “frank” — ended\u200b in\u00a0Oslo."
    (sentence,) = sentences(text)
    shown = {t.text: text[t.start : t.end] for t in sentence}
    assert shown["Kenyan"] == "Kenyan"
    assert shown["'s"] == "’s"
    assert shown["Oslo"] == "Oslo"


def test_tree_is_closed() -> None:
    (sentence,) = sentences("Ghana, which met Togo, thanked Benin for its help.")
    assert sentence.root is not None
    assert sentence.subtree(sentence.root.i) == [t.i for t in sentence]
    for token in sentence:
        assert all(sentence.tokens[c].head == token.i for c in sentence.children[token.i])


def test_token_at_finds_the_token_and_nothing_between() -> None:
    (sentence,) = sentences("Peru met Chile.")
    assert [getattr(sentence.token_at(n), "text", None) for n in (0, 4, 5)] == ["Peru", None, "met"]


def test_reading_in_another_batch_gives_the_same_grammar() -> None:
    one = "Ghana thanked Benin."
    alone = sentences(one)[0]
    among = sentences(
        "\n".join([one, "A much longer sentence about the harbour stood here before.", one])
    )
    assert [t.dep for t in among[0]] == [t.dep for t in alone] == [t.dep for t in among[2]]


@given(st.text(max_size=60))
def test_plain_keeps_each_character_s_place(text: str) -> None:
    shown, places = plain(text)
    assert len(shown) == len(places)
    assert list(places) == sorted(set(places))
    assert all(c == text[p] or c in " \"'-" for c, p in zip(shown, places, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Aab ,.’“”\u2060\u00a0\n", min_size=1, max_size=50))
def test_tokens_quote_the_document(text: str) -> None:
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        for token in sentence:
            assert sentence.start <= token.start < token.end <= sentence.end


def test_numpy_multiplies_on_one_thread_and_the_grammar_is_that_of_spacy_alone() -> None:
    texts = [
        "Ghana, which met Togo in Accra on Monday, thanked Benin for its help.",
        "Officials said that no agreement had been signed, and that talks would go on.",
    ]
    parser = load_reader().parser
    alone = spacy.load(Settings().parser, exclude=["ner"])
    models = [part.model for _, part in parser.nlp.pipeline if hasattr(part, "model")]
    assert {node.ops.use_blis for model in models for node in model.walk()} >= {False}
    told = [[(t.tag_, t.dep_, t.head.i) for t in d] for d in parser.pipe(texts)]
    assert told == [[(t.tag_, t.dep_, t.head.i) for t in alone(text)] for text in texts]
    pools = threadpoolctl.ThreadpoolController()
    with pools.limit(limits=2, user_api="blas"):
        shown = parser.pipe(texts)
        next(shown)
        assert {p["num_threads"] for p in pools.select(user_api="blas").info()} == {1}
        list(shown)
