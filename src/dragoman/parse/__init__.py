"""Stage 3: sentences, grammar, quotations and temporal expressions of the article's body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from dragoman.analysis import Parse, Sentence, TimePhrase
from dragoman.codebook import Codebook
from dragoman.model import Document
from dragoman.parse.gate import Gate, gate_of
from dragoman.parse.glossing import gloss
from dragoman.parse.grammar import Parser, load_parser, parse_sentences
from dragoman.parse.node import Node
from dragoman.parse.quotations import quotations
from dragoman.parse.recovering import recover
from dragoman.parse.repairs import dates_apart
from dragoman.parse.sentences import paragraphs, sentence_spans
from dragoman.parse.times import time_phrases
from dragoman.parse.universal import rebuild

__all__ = ["Gate", "Parser", "gate_of", "load_parser", "parse"]


def parse(
    document: Document, parser: Parser, codebook: Codebook, gate: Gate | None = None
) -> Parse:
    """Split the body into sentences and give each that passes the gate its grammar."""
    blocks = list(paragraphs(document))
    quoted = quotations(document.text, blocks)
    sentences = [
        Sentence(index=0, paragraph=number, start=a, end=b, text=document.text[a:b])
        for number, (start, end) in enumerate(blocks)
        for a, b in sentence_spans(document.text, start, end, document.language or "en")
    ]
    numbered = [Sentence(n, s.paragraph, s.start, s.end, s.text) for n, s in enumerate(sentences)]
    passing = numbered
    if gate:
        passed = gate.passes(document.text, [(s.start, s.end) for s in numbered], quoted)
        passing = [s for s, through in zip(numbered, passed, strict=True) if through]
    grammar = {s.index: s for s in parse_sentences(passing, parser, _rebuilding(codebook))}
    parsed = tuple(grammar.get(s.index, s) for s in numbered)
    times = time_phrases(parsed, codebook)
    told: dict[int, list[TimePhrase]] = defaultdict(list)
    for phrase in times:
        told[phrase.sentence].append(phrase)
    return Parse(
        document=document,
        sentences=tuple(dates_apart(s, told[s.index]) if s.index in told else s for s in parsed),
        quotations=quoted,
        times=times,
    )


def _rebuilding(codebook: Codebook) -> Callable[[list[Node]], list[Node]] | None:
    """What turns the trees and words of another language than English into those read here."""
    language = codebook.language
    if language is None:
        return None

    def rebuilt(nodes: list[Node]) -> list[Node]:
        recover(nodes, language)
        return rebuild(gloss(nodes, language), language.modals, codebook.cues.verbs)

    return rebuilt
