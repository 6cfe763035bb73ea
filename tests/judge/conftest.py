"""A parser for single sentences, shared by the tests of the judge."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import pytest

from dragoman.analysis import Parse, Sentence
from dragoman.codebook.cues import Cues, load_cues
from dragoman.codebook.loading import SHIPPED
from dragoman.model import Document
from dragoman.parse.grammar import load_parser, parse_sentences
from dragoman.parse.quotations import quotations
from dragoman.parse.sentences import paragraphs, sentence_spans
from dragoman.settings import Settings


@lru_cache(maxsize=1)
def _cues() -> Cues:
    return load_cues([SHIPPED])


@cache
def _parse(text: str) -> Parse:
    document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
    blocks = list(paragraphs(document))
    cut = [
        (n, a, b) for n, (s, e) in enumerate(blocks) for a, b in sentence_spans(text, s, e, "en")
    ]
    sentences = [Sentence(i, n, a, b, text[a:b]) for i, (n, a, b) in enumerate(cut)]
    parsed = parse_sentences(sentences, _parser())
    return Parse(document, tuple(parsed), quotations(text, blocks))


@lru_cache(maxsize=1)
def _parser():
    return load_parser(Settings().parser)


@pytest.fixture(scope="session")
def cues() -> Cues:
    return _cues()


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Parse]:
    return _parse
