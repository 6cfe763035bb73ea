"""What the document has talked of so far, and what a pronoun or a pointing phrase looks back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.analysis import MentionKind, Sentence
from dragoman.codebook.actors import Actors
from dragoman.model import Party

_WINDOW = 4
# A sentence further back counts this much less; 0.7 to 0.9 measure alike.
_FADING = 0.8
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
    verb: int = -1
    woman: bool | None = None
    main: bool = False  # subject of the sentence's main clause


@dataclass(slots=True)
class Discourse:
    """The referents in order of the text, and how often each code was named."""

    actors: Actors
    referents: list[Referent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, referent: Referent) -> None:
        """Remember something named."""
        self.referents.append(referent)
        if not referent.place:
            self.counts.update(p.code for p in referent.parties)

    def back(self, sentence: int, window: int = _WINDOW) -> Iterator[Referent]:
        """The referents of the last sentences, those of the nearest sentence first, its subject
        before the rest.
        """
        recent = [r for r in self.referents if r.sentence >= sentence - window]
        yield from sorted(
            recent,
            key=lambda r: (
                *(-r.sentence, not r.main, not r.subject, r.place),
                *(len(r.parties) == 1, -r.token),
            ),
        )

    def latest(
        self, sentence: int, fits: Callable[[Referent], bool], window: int = _WINDOW
    ) -> Referent | None:
        """The most salient recent referent that fits."""
        return next((r for r in self.back(sentence, window) if fits(r)), None)

    def storied(self, sentence: int, fits: Callable[[Referent], bool]) -> Party | None:
        """The party that fits and has been spoken of most lately, whatever was named last."""
        weights = self._weights(sentence)
        near = [r for r in self.referents if r.sentence >= sentence - _WINDOW and fits(r)]
        best = max(near, key=lambda r: weights[r.parties[0].code], default=None)
        return best.parties[0] if best else None

    def several(
        self, sentence: int, number: int, before: int, bodies: bool, apart: bool
    ) -> tuple[Party, ...]:
        """The parties that "the two countries" stand for; with `bodies` they may be no states.

        Those named before it in its own sentence where there are enough of them; those of the
        sentence before, if
        they are as many; else those most spoken of lately. A third party who merely speaks in
        the sentence has
        little weight against the pair of the story.
        """
        here = [r for r in self.referents if r.sentence == sentence and r.token < before]
        known = [r for r in self.referents if not r.place]
        subjects = {p.code for r in here if r.subject for p in r.parties}
        if apart and subjects:  # "Norway urged both sides to talk": not Norway
            known = [r for r in known if not subjects & {p.code for p in r.parties}]
        own = self._distinct([r for r in known if r in here], bodies)
        if len(own) >= number:
            return self._heaviest(own, sentence, number)
        for back in (1, 2):
            one = [r for r in known if r.sentence == sentence - back]
            if len(last := self._distinct(one, bodies)) == number:
                return tuple(last.values())
        every = self._distinct(known, bodies)
        if len(every) < number:
            every = self._distinct(self.referents, bodies)
        return self._heaviest(every, sentence, number) if len(every) >= number else ()

    def beside(self, sentence: int, before: int, barred: set[str]) -> tuple[Party, ...]:
        """The states named lately that are not barred: those of the nearest sentence with one."""
        for at in range(sentence, sentence - _WINDOW, -1):
            near = [
                r for r in self.referents
                if r.sentence == at and not r.place and (at < sentence or r.token < before)
            ]  # fmt: skip
            found = self._distinct(near, bodies=False)
            others = tuple(party for code, party in found.items() if code not in barred)
            if others:
                return others
        return ()

    def joint_subjects(self, sentence: int, before: int) -> tuple[int, tuple[Party, ...]] | None:
        """The nearest sentence with two or more subjects joined ("India and Nepal met"), and who
        they are.
        """
        for at in (sentence, sentence - 1, sentence - 2):
            subjects = [
                r for r in self.referents
                if r.sentence == at and r.subject and r.kind is not MentionKind.ADJECTIVE
                and not r.place and (at < sentence or r.token < before)
            ]  # fmt: skip
            codes = {p.code: p for r in subjects for p in r.parties}
            if len(codes) > 1 and len({r.verb for r in subjects}) == 1:
                return at, tuple(codes.values())
        return None

    def _weights(self, sentence: int) -> dict[str, float]:
        weights: dict[str, float] = {}
        for r in self.referents:
            share = _FADING ** (sentence - r.sentence) * (0.3 if r.place else 1.0)
            share *= 0.25 if r.sentence == sentence else 1.0
            for code in {p.code for p in r.parties}:
                facts = self.actors.facts.get(code)
                claimed = 0.4 if facts and facts.claimed_by else 1.0
                weights[code] = weights.get(code, 0.0) + share * claimed
        return weights

    def _distinct(self, referents: Iterable[Referent], bodies: bool) -> dict[str, Party]:
        found: dict[str, Party] = {}
        for party in (p for referent in referents for p in referent.parties):
            name = self.actors.states.get(party.code)
            if name or bodies:
                found.setdefault(party.code, Party(party.code, name or party.name, party.text))
        return found

    def _heaviest(self, parties: dict[str, Party], sentence: int, number: int) -> tuple[Party, ...]:
        weights = self._weights(sentence)
        ranked = sorted(parties, key=lambda code: -weights.get(code, 0.0))[:number]
        return tuple(p for code, p in parties.items() if code in ranked)


def verb_of(sentence: Sentence, token: int) -> int:
    """The verb that a token hangs on, through lists and compounds; -1 when there is none."""
    return next((t.i for t in sentence.ancestors(token) if t.pos in {"VERB", "AUX"}), -1)


def is_subject(sentence: Sentence, token: int) -> bool:
    """Whether a token, or the word that it belongs to in a list or a compound, is a subject."""
    at = sentence.tokens[token]
    while at.dep in {"conj", "compound", "poss", "amod", "nmod"} and at.head != at.i:
        at = sentence.tokens[at.head]
    return at.dep in _SUBJECTS
