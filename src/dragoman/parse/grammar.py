"""Grammar of sentences from a spaCy pipeline, as our own light tokens.

The parser sees a cleaned copy of the sentence (typographic quotes and hyphens made plain,
zero-width characters dropped, white space collapsed): models trained on plain text parse it better.
Every token keeps its exact place in the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

from dragoman.analysis import Sentence, Token
from dragoman.parse.forms import Forms, forms_of
from dragoman.parse.node import Node

_PLAIN = str.maketrans("“”„«»‘’\u2011\u2010", '"""""\'\'--')
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
# Where characters are left out, or white space is more than a blank.
_UNEVEN = re.compile(rf"[{_NOTHING}]|[^\S ]|^\s|\s\s")
# Named entities come from our own gazetteer; without the entity recogniser reading is a fifth
# faster.
_UNUSED = ("ner", "senter", "textcat")


@dataclass(frozen=True, slots=True)
class Parser:
    """A spaCy pipeline and, where its last rules read one token at a time, what stands for them.

    `threads` are those of the libraries that multiply matrices.
    """

    nlp: Any
    forms: Forms | None
    threads: Any

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        """Parse the texts, in order."""
        # The matrices are so small that a second thread costs more than it does.
        with self.threads.limit(limits=1, user_api="blas"):
            yield from self.nlp.pipe(texts, batch_size=64)


def load_parser(name: str) -> Parser:
    """Load an installed spaCy pipeline by name, without the components that are not used."""
    import spacy
    from threadpoolctl import ThreadpoolController

    from dragoman.errors import SettingsError

    try:
        with _quicker():
            nlp = spacy.load(name, exclude=list(_UNUSED))
        return Parser(nlp, forms_of(nlp), ThreadpoolController())
    except OSError as error:
        raise SettingsError(
            f"parser {name!r} is not installed: name an installed spaCy pipeline"
        ) from error
    except (KeyError, ValueError) as error:
        raise SettingsError(
            f"parser {name!r} is damaged or of another spaCy: install it again ({error})"
        ) from error


def _quicker() -> AbstractContextManager[None]:
    """What a pipeline is loaded under: numpy multiplies its matrices instead of BLIS.

    That takes two thirds of the time on recent processors, and a sixth less for the whole parse.
    Apple's own library and a GPU are left as they are.
    """
    from thinc.api import NumpyOps, get_current_ops, use_ops

    plain_cpu = type(get_current_ops()) is NumpyOps
    return use_ops("numpy", use_blis=False) if plain_cpu else nullcontext()


def plain(text: str) -> tuple[str, Sequence[int]]:
    """The text as the parser sees it, and for each of its characters the index in `text`."""
    if not _UNEVEN.search(text):
        return text.translate(_PLAIN), range(len(text))
    characters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        if character in _NOTHING:
            continue
        shown = " " if character.isspace() else character.translate(_PLAIN)
        if shown == " " and (not characters or characters[-1] == " "):
            continue
        characters.append(shown)
        places.append(index)
    return "".join(characters), places


def parse_sentences(
    sentences: list[Sentence],
    parser: Parser,
    rebuilt: Callable[[list[Node]], list[Node]] | None = None,
) -> list[Sentence]:
    """The same sentences with tokens and tree, in the order given; parsed longest first.

    `rebuilt` turns the trees of another treebank into those that the rooms read.
    """
    prepared = [plain(s.text) for s in sentences]
    order = sorted(range(len(sentences)), key=lambda n: (-len(prepared[n][0]), n))
    parsed = list(sentences)
    documents = parser.pipe(prepared[n][0] for n in order)
    for n, document in zip(order, documents, strict=True):
        if rebuilt is None:
            parsed[n] = _with_tokens(sentences[n], document, prepared[n][1], parser.forms)
        else:
            nodes = _nodes(sentences[n], document, prepared[n][1])
            parsed[n] = _with_nodes(sentences[n], rebuilt(nodes))
    return parsed


def _with_tokens(
    sentence: Sentence, document: Any, places: Sequence[int], forms: Forms | None
) -> Sentence:
    rows = [(t.text, t.tag_, t.dep_, t.head.i, t.idx) for t in document]
    said = forms.of(rows) if forms else [(t.pos_, t.lemma_.lower()) for t in document]
    kept = [i for i, row in enumerate(rows) if not row[0].isspace()]
    index = {i: n for n, i in enumerate(kept)}
    tokens = []
    for n, i in enumerate(kept):
        word, tag, label, head, begin = rows[i]
        pos, lemma = said[i]
        start = sentence.start + places[begin]
        end = sentence.start + places[begin + len(word) - 1] + 1
        above = index.get(head, n)
        tokens.append(Token(n, word, lemma, pos, tag, label, above, start, end, word.lower()))
    return replace(sentence, tokens=tuple(tokens), children=children_of(tokens))


def _nodes(sentence: Sentence, document: Any, places: Sequence[int]) -> list[Node]:
    """The words of a tree that is to be rebuilt."""
    found = {
        t.i: Node(
            text=t.text,
            lemma=t.lemma_.lower(),
            pos=t.pos_,
            dep=t.dep_,
            start=sentence.start + places[t.idx],
            end=sentence.start + places[t.idx + len(t.text) - 1] + 1,
            morph=frozenset(str(t.morph).split("|")),
        )
        for t in document
        if not t.is_space
    }
    for t in document:
        if t.i in found and t.head.i != t.i:
            found[t.i].head = found.get(t.head.i)
    return list(found.values())


def _with_nodes(sentence: Sentence, nodes: list[Node]) -> Sentence:
    index = {id(node): i for i, node in enumerate(nodes)}
    tokens = tuple(
        Token(
            i=i,
            text=node.text,
            lemma=node.lemma,
            pos=node.pos,
            tag=node.tag,
            dep=node.dep,
            head=i if node.head is None else index[id(node.head)],
            start=node.start,
            end=node.end,
            lower=node.text.lower(),
        )
        for i, node in enumerate(nodes)
    )
    return replace(sentence, tokens=tokens, children=children_of(tokens))


def children_of(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    """For each token the indexes of those that hang on it, in order."""
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    return tuple(map(tuple, below))
