"""Which sentences are worth parsing: those that can hold a relation, an attribution or a figure.

Grammar is what reading spends most on, and much of the news is of no use to it. A sentence passes
by its words alone: a known name, a word of saying, a quotation; and, where the document names any
party, whatever may tell an act or a number of it. What the gate keeps out has no tokens and gives
no record; `benchmarks/gate.py` shows what that spares and loses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.analysis import Quotation
from dragoman.codebook import Codebook
from dragoman.codebook.actors import Lexicon
from dragoman.codebook.folding import fold
from dragoman.parse.grammar import Parser

_WORD = re.compile(r"[^\W\d_]+|\d")
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "er", "ers")
# What stands for a party that was named before; groups and offices are names of the codebook.
_PRONOUNS = frozenset(
    "he she they it we i you him her them us his its their our who whom whose which that this these"
    " those both one ones other others another each either neither former latter all none".split()
)


@dataclass(frozen=True, slots=True)
class Gate:
    """The words to look for, in lower case and every form of theirs."""

    saying: frozenset[str]
    acting: frozenset[str]
    names: Lexicon

    def passes(
        self, text: str, sentences: Sequence[tuple[int, int]], quoted: Sequence[Quotation]
    ) -> list[bool]:
        """For each sentence of a document whether it is worth parsing."""
        named = [self._names(text[start:end]) for start, end in sentences]
        return [
            names or self._tells(text[start:end], any(named)) or _within(quoted, start, end)
            for (start, end), names in zip(sentences, named, strict=True)
        ]

    def _tells(self, sentence: str, parties: bool) -> bool:
        """Whether it says that somebody says, or may tell of parties named elsewhere."""
        words = set(_WORD.findall(sentence.lower()))
        if not words.isdisjoint(self.saying):
            return True
        return parties and (not words.isdisjoint(self.acting) or any(map(str.isdigit, words)))

    def _names(self, sentence: str) -> bool:
        """Whether a name of the codebook stands in a sentence, and not as a part of a word."""
        shown = fold(sentence)
        return any(not _cuts(shown, start, end) for _, start, end in self.names.matches(shown))


def gate_of(parser: Parser, codebook: Codebook) -> Gate | None:
    """The gate of a codebook; None where the parser does not know the forms of its words."""
    if parser.forms is None or codebook.language is not None:
        return None
    cues, frames, numbers = codebook.cues, codebook.frames, codebook.numbers
    irregular = parser.forms.irregular()
    saying = [*cues.verbs, *cues.nouns, *cues.adjectives, *cues.viewpoint]
    saying += [" ".join(words) for known in cues.according.values() for words in known]
    acting = [*frames.verbs, *frames.nouns, *frames.adjectives, *frames.light]
    counting = [*numbers.cardinals, *numbers.scales, *numbers.groups, *numbers.fractions]
    return Gate(
        frozenset(_forms([*saying, *cues.carriers], irregular)),
        frozenset([*_forms(acting, irregular), *_forms(counting, {}), *_PRONOUNS]),
        codebook.actors.names,
    )


def _forms(words: Iterable[str], irregular: dict[str, list[str]]) -> Iterator[str]:
    """Each way in which the longest word of an entry may stand in a text."""
    longest = {max(_WORD.findall(entry.lower()), key=len, default="") for entry in words}
    for word in sorted(longest - {""}):
        yield from irregular.get(word, ())
        yield from (word + ending for ending in _ENDINGS)
        if word.endswith(("e", "y")):
            yield from (word[:-1] + ending for ending in ("ing", "ies", "ied", "ier", "iers"))
        yield from (word + word[-1] + ending for ending in ("ed", "ing", "er", "ers"))


def _within(quoted: Collection[Quotation], start: int, end: int) -> bool:
    return any(q.start < end and start < q.end for q in quoted)


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether a match is a part of a longer word."""
    return (text[start - 1 : start].isalnum() and text[start].isalnum()) or (
        text[end : end + 1].isalnum() and text[end - 1].isalnum()
    )
