"""One step on the way up the tree: an act's reading so far, and the word that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import is_verb, keys
from dragoman.judge.reading import Reading, govern


class Way(Protocol):
    """The way up from an act: what stands above is read the same way as the act itself."""

    @property
    def sentence(self) -> Sentence:
        """The sentence climbed in."""

    @property
    def cues(self) -> Cues:
        """The words that decide."""

    def read(self, at: int) -> Reading:
        """The whole reading of another word."""

    def read_noun(self, noun: Token) -> Reading:
        """The reading of a governing noun, whatever its part of speech was taken for."""

    def climb(self, token: Token, own: Reading) -> Reading:
        """Go on from another word with a reading in hand."""


@dataclass(frozen=True, slots=True)
class Step:
    """A word with its reading so far, about to be looked at under its head."""

    way: Way
    token: Token
    own: Reading

    @property
    def sentence(self) -> Sentence:
        """The sentence climbed in."""
        return self.way.sentence

    @property
    def cues(self) -> Cues:
        """The words that decide."""
        return self.way.cues

    @property
    def head(self) -> Token:
        """The word right above."""
        return self.sentence.tokens[self.token.head]

    def under(self, effect: str, governor: Token) -> Reading:
        """The reading that the governor's effect makes of the reading so far."""
        return govern(effect, self.way.read(governor.i), self.own, governor.i)

    def under_noun(self, effect: str, governor: Token) -> Reading:
        """The same below a governing noun."""
        return govern(effect, self.way.read_noun(governor), self.own, governor.i)


def effect_of(sentence: Sentence, governor: Token, cues: Cues) -> str | None:
    """What the governing word does to what it governs; None when nothing is known of it."""
    if governor.pos == "ADJ":
        return cues.embedding_adjectives.get(governor.lower)
    if not is_verb(governor):
        return cues.embedding_nouns.get(governor.lemma)
    known = (k for k in keys(sentence, governor) if k in cues.embedding_verbs)
    return next((cues.embedding_verbs[k] for k in known), None)


def marked_that(sentence: Sentence, token: Token) -> bool:
    """Whether a clause opens with "that"."""
    return any(m.lower == "that" for m in sentence.children_of(token.i, "mark"))
