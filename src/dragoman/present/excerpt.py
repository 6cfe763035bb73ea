"""A sentence with what stands around it in its document, for whoever is to judge it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Document
from dragoman.present.annotated import outside
from dragoman.present.explanation import Chain
from dragoman.present.pieces import Piece, pieces

_AROUND = 450  # characters before the sentence, and after it


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of text in pieces; whether the document goes on before it, and after it."""

    pieces: tuple[Piece, ...]
    before: bool = False
    after: bool = False


def excerpt(chain: Chain, document: Document | None) -> Excerpt:
    """The sentence of a record, marked, amid its surroundings; alone where those are not known."""
    marks = [(mark.span, mark.name) for mark in chain.marks]
    if document is None or not chain.sentence.stands_in(document.text):
        return Excerpt(pieces(chain.sentence, marks))
    text = document.text
    start = _break(text, max(chain.sentence.start - _AROUND, 0), chain.sentence.start)
    end = text.find(" ", min(chain.sentence.end + _AROUND, len(text)))
    end = end if end > 0 else len(text)
    cut = pieces(document.span(start, end), [*marks, *outside(document)])
    return Excerpt(cut, start > 0, end < len(text))


def _break(text: str, earliest: int, latest: int) -> int:
    """The first beginning of a word from a place on; the place itself at the text's beginning."""
    if earliest == 0:
        return 0
    found = text.find(" ", earliest, latest)
    return found + 1 if found >= 0 else latest
