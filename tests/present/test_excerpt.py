"""A reviewer sees the sentence amid its surroundings, and where they are cut."""

from __future__ import annotations

from types import SimpleNamespace

from dragoman.model import Document, Span
from dragoman.present.excerpt import excerpt

MENU, SENTENCE = "Politics\nSport\n", "Chile recalled its envoy from Quito. "
LONG = "Nothing else was said about it that day. " * 40
TEXT = MENU + LONG + SENTENCE + LONG


def document(text: str = TEXT) -> Document:
    return Document("d", "news/d.txt", text, ((len(MENU), len(text)),))


def chain(text: str = TEXT) -> SimpleNamespace:
    start = text.index(SENTENCE)
    span = Span(start, start + len(SENTENCE), SENTENCE)
    at = text.index("recalled")
    mark = SimpleNamespace(span=Span(at, at + 8, "recalled"), name="trigger")
    return SimpleNamespace(sentence=span, marks=(mark,))


def test_both_ends_are_cut_between_words():
    cut = excerpt(chain(), document())
    text = "".join(piece.text for piece in cut.pieces)
    assert cut.before
    assert cut.after
    assert SENTENCE in text
    assert text in TEXT
    assert TEXT[TEXT.index(text) - 1] == " "
    assert TEXT[TEXT.index(text) + len(text)] == " "
    assert len(text) < 1100


def test_what_is_no_part_of_the_article_is_marked():
    short = MENU + SENTENCE
    cut = excerpt(chain(short), document(short))
    assert (cut.before, cut.after) == (False, False)
    assert cut.pieces[0].marks == ("outside",)
    assert [p.text for p in cut.pieces if "trigger" in p.marks] == ["recalled"]


def test_a_document_that_was_read_anew_or_is_gone_leaves_the_sentence():
    for other in (None, document("Another text altogether.")):
        cut = excerpt(chain(), other)
        assert "".join(piece.text for piece in cut.pieces) == SENTENCE
