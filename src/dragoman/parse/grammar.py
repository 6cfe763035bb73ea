"""Grammar of sentences from a spaCy pipeline, as our own light tokens.

The parser sees a cleaned copy of the sentence (typographic quotes and hyphens made plain,
zero-width characters dropped, white space collapsed): models trained on plain text parse it better.
Every token keeps its exact place in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from dragoman.analysis import Sentence, Token

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


def parse_sentences(sentences: list[Sentence], parser: Parser) -> list[Sentence]:
    """The same sentences with tokens and tree, in the order given; parsed longest first."""
    prepared = [plain(s.text) for s in sentences]
    order = sorted(range(len(sentences)), key=lambda n: (-len(prepared[n][0]), n))
    parsed = list(sentences)
    documents = parser.pipe((prepared[n][0] for n in order), batch_size=64)
    for n, document in zip(order, documents, strict=True):
        parsed[n] = _with_tokens(sentences[n], document, prepared[n][1])
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


def children_of(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    """For each token the indexes of those that hang on it, in order."""
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    return tuple(tuple(c) for c in below)
