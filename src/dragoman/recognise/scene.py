"""A sentence as the walk for naming phrases sees it, and the phrases that come of it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis import MentionKind, Sentence
from dragoman.codebook.actors import Actors
from dragoman.codebook.gazetteer import Entry, Sort
from dragoman.codebook.offices import Office
from dragoman.recognise.scan import Mark, Word

KINDS = {
    Sort.STATE: MentionKind.NAME,
    Sort.ADJECTIVE: MentionKind.ADJECTIVE,
    Sort.PEOPLE: MentionKind.NAME,
    Sort.CAPITAL: MentionKind.CAPITAL,
    Sort.SEAT: MentionKind.SEAT,
    Sort.BODY: MentionKind.NAME,
    Sort.BLOC: MentionKind.NAME,
    Sort.GROUP: MentionKind.NAME,
    Sort.ORGAN: MentionKind.NAME,
    Sort.PERSON: MentionKind.PERSON,
}
ORDER = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first`..`last` that name or point at an actor.

    `of` holds the states, bodies or persons that the words themselves name; `office` and
    `person` what else
    they say; `owner` is the token of a possessive pronoun; `asks` what a pointing phrase looks
    back for.
    """

    first: int
    last: int
    kind: MentionKind
    rule: str
    of: tuple[Entry, ...] = ()
    office: Office | None = None
    person: str | None = None
    owner: int | None = None
    asks: str | None = None

    def covers(self, token: int) -> bool:
        """Whether a token lies within."""
        return self.first <= token <= self.last


@dataclass(frozen=True, slots=True)
class Scene:
    """What the walk over one sentence needs."""

    sentence: Sentence
    names: dict[int, Mark]
    words: dict[int, list[Word]]
    hidden: frozenset[int]
    actors: Actors

    def word(self, at: int, last: int, offices: bool = True) -> Word | None:
        """The longest office (or pointing phrase) at a token that ends by `last`."""
        if at not in self.words:
            return None
        options = self.words[at]
        fit = (w for w in options if w.last <= last and (w.office if offices else w.asks))
        return next((w for w in fit if not self._cut(w)), None)

    def _cut(self, word: Word) -> bool:
        """Whether a longer name begins inside the word ("the president of the [Republic of
        Cyprus]").
        """
        inside = (self.names.get(i) for i in range(word.first + 1, word.last + 1))
        return any(mark is not None and mark.last > word.last for mark in inside)


def words(sentence: Sentence, first: int, last: int) -> str:
    """The characters of tokens `first`..`last` with white space made plain."""
    start = sentence.tokens[first].start - sentence.start
    return " ".join(sentence.text[start : sentence.tokens[last].end - sentence.start].split())
