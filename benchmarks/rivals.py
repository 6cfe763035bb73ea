"""What else could go over the same text, and what that costs: the yardsticks of speed.

Bare spaCy with every component is what a reader of relations needs at least; the two floors show
what one gets for next to nothing, and how little that is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dragoman.codebook import Codebook
from dragoman.model import Document
from dragoman.settings import Settings

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]")


def bodies(documents: Sequence[Document]) -> list[str]:
    """What the rivals get to read: the text of the articles, without titles and menus."""
    return [document.text[start:end] for document in documents for start, end in document.body]


class Spacy:
    """The spaCy pipeline as it is shipped, every component on."""

    def __init__(self) -> None:
        import spacy

        self.parser: Any = spacy.load(Settings().parser)

    def __call__(self, documents: Sequence[Document]) -> int:
        """Parse the bodies and count the sentences."""
        with self.parser.memory_zone():
            return sum(len(list(doc.sents)) for doc in self.parser.pipe(bodies(documents)))


class Expressions:
    """A regular expression: the name of a state, a verb of relations, another name."""

    def __init__(self, codebook: Codebook) -> None:
        states = "|".join(re.escape(name) for name in sorted(_names(codebook), key=len)[::-1][:400])
        verbs = "|".join(_VERBS)
        self.pattern = re.compile(
            rf"\b({states})\b[^.!?\n]{{0,80}}\b({verbs})\w*[^.!?\n]{{0,80}}\b({states})\b"
        )

    def __call__(self, documents: Sequence[Document]) -> int:
        """Count the matches."""
        return sum(len(self.pattern.findall(body)) for body in bodies(documents))


class Dictionary:
    """A dictionary of names and verbs in one automaton: two names and a verb in one sentence."""

    def __init__(self, codebook: Codebook) -> None:
        from ahocorasick_rs import AhoCorasick

        names = sorted(_names(codebook))
        self.names = len(names)
        self.automaton: Any = AhoCorasick([*names, *_VERBS])

    def __call__(self, documents: Sequence[Document]) -> int:
        """Count the sentences in which such a triple stands."""
        found = 0
        for body in bodies(documents):
            for sentence in _SENTENCE.findall(body):
                hits = {index for index, _, _ in self.automaton.find_matches_as_indexes(sentence)}
                named = sum(index < self.names for index in hits)
                found += named > 1 and named < len(hits)
        return found


def _names(codebook: Codebook) -> set[str]:
    return {surface for surface in codebook.actors.names.surfaces if len(surface) > 3}


_VERBS = (
    "accus agree aid attack ban bomb condemn criticis den expel invad meet met order pledg promis "
    "protest reject sanction sell send sent shell sign strike struck supply support talk threat "
    "urg visit vow warn withdr"
).split()
