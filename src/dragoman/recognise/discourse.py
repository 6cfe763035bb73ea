"""What the document has talked of so far, and what a pronoun or a pointing phrase looks back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.analysis import MentionKind, Sentence
from dragoman.model import Party

_WINDOW = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})


@dataclass(frozen=True, slots=True)
class Referent:
    """Something named at a place of the document, with what a later word may look for."""

    sentence: int
    token: int
    parties: tuple[Party, ...]
    kind: MentionKind
    person: bool
    plural: bool
    subject: bool
    place: bool = False
    woman: bool | None = None


@dataclass(slots=True)
class Discourse:
    """The referents in order of the text, and how often each code was named."""

    referents: list[Referent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, referent: Referent) -> None:
        """Remember something named."""
        self.referents.append(referent)
        if not referent.place:
            self.counts.update(p.code for p in referent.parties)

    def back(self, sentence: int, window: int = _WINDOW) -> Iterator[Referent]:
        """The referents of the last sentences, those of the nearest sentence first, its subject before the rest."""
        recent = [r for r in self.referents if r.sentence >= sentence - window]
        yield from sorted(recent, key=lambda r: (-r.sentence, not r.subject, r.place, -r.token))

    def latest(self, sentence: int, fits: Callable[[Referent], bool], window: int = _WINDOW) -> Referent | None:
        """The most salient recent referent that fits."""
        return next((r for r in self.back(sentence, window) if fits(r)), None)

    def states(self, sentence: int, number: int) -> tuple[Party, ...]:
        """The parties that "the two countries" stand for: of the nearest sentence with enough of them."""
        for window in range(_WINDOW + 1):
            near = self._distinct(r for r in self.back(sentence, window) if not r.place)
            if len(near) == number:
                return tuple(near.values())
            if len(near) > number:
                return tuple(sorted(near.values(), key=lambda p: -self.counts[p.code])[:number])
        ranked = [code for code, _ in self.counts.most_common(number)]
        every = self._distinct(iter(self.referents))
        return tuple(every[c] for c in ranked if c in every) if len(ranked) == number else ()

    @staticmethod
    def _distinct(referents: Iterator[Referent]) -> dict[str, Party]:
        found: dict[str, Party] = {}
        for referent in referents:
            for party in referent.parties:
                found.setdefault(party.code, party)
        return {code: p for code, p in found.items() if is_state(code)}


def is_state(code: str) -> bool:
    """Whether a code is that of a state."""
    return len(code) == 3 and code.isalpha()


def is_subject(sentence: Sentence, token: int) -> bool:
    """Whether a token, or the word that it belongs to in a list or a compound, is a subject."""
    at = sentence.tokens[token]
    while at.dep in {"conj", "compound", "poss", "appos", "amod", "nmod"} and at.head != at.i:
        at = sentence.tokens[at.head]
    return at.dep in _SUBJECTS
