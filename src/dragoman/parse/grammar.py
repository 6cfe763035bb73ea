"""Grammar of sentences from a spaCy pipeline, as our own light tokens.

The parser sees a cleaned copy of the sentence (typographic quotes and hyphens made plain,
zero-width characters dropped, white space collapsed): models trained on plain text parse it better.
Every token keeps its exact place in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from dragoman.analysis import Sentence, Token
from dragoman.parse.node import Node

_PLAIN = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "\u2011": "-",
    "\u2010": "-",
}
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
# Named entities come from our own gazetteer; without the entity recogniser reading is a fifth
# faster.
_UNUSED = ("ner", "senter", "textcat")


class Parser(Protocol):
    """What we ask of a spaCy `Language`: texts in, parsed documents out, in order."""

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Any]:
        """Parse the texts, in order."""
        ...


def load_parser(name: str) -> Parser:
    """Load an installed spaCy pipeline by name, without the components that are not used."""
    import spacy

    from dragoman.errors import SettingsError

    try:
        return spacy.load(name, exclude=list(_UNUSED))
    except OSError as error:
        raise SettingsError(
            f"parser {name!r} is not installed: name an installed spaCy pipeline"
        ) from error
    except (KeyError, ValueError) as error:
        raise SettingsError(
            f"parser {name!r} is damaged or of another spaCy: install it again ({error})"
        ) from error


def plain(text: str) -> tuple[str, list[int]]:
    """The text as the parser sees it, and for each of its characters the index in `text`."""
    characters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        if character in _NOTHING:
            continue
        shown = " " if character.isspace() else _PLAIN.get(character, character)
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
    documents = parser.pipe((prepared[n][0] for n in order), batch_size=64)
    for n, document in zip(order, documents, strict=True):
        if rebuilt is None:
            parsed[n] = _with_tokens(sentences[n], document, prepared[n][1])
        else:
            nodes = _nodes(sentences[n], document, prepared[n][1])
            parsed[n] = _with_nodes(sentences[n], rebuilt(nodes))
    return parsed


def _with_tokens(sentence: Sentence, document: Any, places: list[int]) -> Sentence:
    kept = [t for t in document if not t.is_space]
    index = {t.i: n for n, t in enumerate(kept)}
    tokens = tuple(
        Token(
            i=n,
            text=t.text,
            lemma=t.lemma_.lower(),
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=index.get(t.head.i, n),
            start=sentence.start + places[t.idx],
            end=sentence.start + places[t.idx + len(t.text) - 1] + 1,
        )
        for n, t in enumerate(kept)
    )
    return replace(sentence, tokens=tokens, children=children_of(tokens))


def _nodes(sentence: Sentence, document: Any, places: list[int]) -> list[Node]:
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
    return tuple(tuple(c) for c in below)
