"""Parties in a sentence: which mention stands at a token, in a phrase, or anywhere below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.analysis import Mention, MentionKind, Sentence
from dragoman.codebook.frames import Frames
from dragoman.model import Party

# Where in a noun phrase the actor of the thing named is found, best first: "Russia's move", "the
# Russian move", "the move by Russia", "the move of Russia".
_INSIDE = ("poss", "amod", "nmod", "compound", "appos")
_PREPOSITIONS = (
    "by",
    "of",
    "from",
    "with",
    "against",
    "on",
    "for",
    "to",
    "toward",
    "towards",
    "in",
    "over",
    "about",
    "between",
)
_LIST = frozenset({",", "and", "the", "both", "his", "her", "its"})


@dataclass(frozen=True, slots=True)
class Found:
    """Parties found in one place; `direct` when the phrase itself names them."""

    parties: tuple[Party, ...] = ()
    direct: bool = False
    heads: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parties)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the parties."""
        return frozenset(p.code for p in self.parties)


NOBODY = Found()


class Cast:
    """The mentions of one sentence, looked up by token."""

    def __init__(self, sentence: Sentence, mentions: Iterable[Mention], frames: Frames) -> None:
        self.sentence = sentence
        self.frames = frames
        self.mentions = tuple(mentions)
        self._covering = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}

    def at(self, token: int) -> Mention | None:
        """The mention that covers a token."""
        return self._covering.get(token)

    def named(self, token: int) -> Found:
        """The parties of the noun phrase headed by `token` and of those coordinated with it."""
        heads = [token, *self._coordinated(token)]
        return join([*(self._one(h) for h in heads), self._listed(heads)])

    def inside(self, token: int, *, places: bool = False) -> Found:
        """The parties of the phrase, or else those that hang on its head, nearest relation first.

        `places`: whether a capital or state that only tells where also counts ("arrived in Minsk").
        """
        direct = self.named(token)
        if direct and (places or not self._only_place(token)):
            return direct
        for dep in _INSIDE:
            found = join(self.named(c.i) for c in self.sentence.children_of(token, dep))
            if found:
                return Found(found.parties, False, found.heads)
        return self._in_prepositions(token, places) or self._made_by(token)

    def below(self, token: int, barred: frozenset[str]) -> Found:
        """The first party anywhere below `token` whose code is not barred."""
        reach = set(self.sentence.subtree(token))
        for mention in self.mentions:
            if mention.head in reach and not set(mention.codes) & barred and not is_place(mention):
                return Found(mention.parties, False, (mention.head,))
        return NOBODY

    def _in_prepositions(self, token: int, places: bool) -> Found:
        children = self.sentence.children_of(token, "prep", "agent")
        for word in _PREPOSITIONS:
            for child in children:
                if child.lower != word or (word == "in" and not places):
                    continue
                for noun in self.sentence.children_of(child.i, "pobj"):
                    found = self.inside(noun.i, places=places)
                    if found:
                        return Found(found.parties, False, found.heads)
        return NOBODY

    def _made_by(self, token: int) -> Found:
        """The doer of what a participle says: "the tariffs announced by Thailand"."""
        found = join(
            self.inside(noun.i)
            for participle in self.sentence.children_of(token, "acl")
            for by in self.sentence.children_of(participle.i, "agent")
            for noun in self.sentence.children_of(by.i, "pobj")
        )
        return Found(found.parties, False, found.heads)

    def _one(self, token: int) -> Found:
        mention = self.at(token)
        return Found(mention.parties, True, (mention.head,)) if mention else NOBODY

    def _coordinated(self, token: int) -> list[int]:
        """The tokens joined to this one by "and", commas or apposition of equals, in order."""
        found = []
        for child in self.sentence.children_of(token, "conj", "appos"):
            # Small parsers read a list of people with titles as appositions.
            if child.dep == "conj" or self._another(token, child.i):
                found.extend([child.i, *self._coordinated(child.i)])
        return found

    def _listed(self, heads: list[int]) -> Found:
        """The rest of a list that the tree lost: "Kenya's William Ruto, the envoy of Chad and …".

        Only what commas and a final "and" join counts, and nobody who does something of their own.
        """
        at = max((m.last for h in heads if (m := self.at(h))), default=None)
        found: list[Mention] = []
        joined = False
        for mention in self.mentions:
            if at is None or mention.first <= at:
                continue
            gap = {t.lower for t in self.sentence.tokens[at + 1 : mention.first]}
            subject = self.sentence.tokens[mention.head].dep in {"nsubj", "nsubjpass"}
            if subject or not gap & {",", "and"} or not gap <= _LIST:
                break
            found.append(mention)
            joined, at = joined or "and" in gap, mention.last
        return join(Found(m.parties, True, (m.head,)) for m in found) if joined else NOBODY

    def _another(self, token: int, other: int) -> bool:
        one, two = self.at(token), self.at(other)
        return one is not None and two is not None and not set(one.codes) & set(two.codes)

    def _only_place(self, token: int) -> bool:
        mention = self.at(token)
        return mention is not None and is_place(mention)


def is_place(mention: Mention) -> bool:
    """Whether a capital is meant as a city rather than as a government."""
    return mention.kind is MentionKind.CAPITAL and mention.rule.endswith("place")


def join(found: Iterable[Found]) -> Found:
    """All parties of several places, each code once, in order."""
    parties: dict[str, Party] = {}
    heads: list[int] = []
    for one in found:
        heads.extend(one.heads)
        for party in one.parties:
            parties.setdefault(party.code, party)
    return Found(tuple(parties.values()), bool(parties), tuple(heads))


def without(found: Found, codes: Iterable[str]) -> Found:
    """The same parties less those with the codes."""
    barred = set(codes)
    return Found(tuple(p for p in found.parties if p.code not in barred), found.direct, found.heads)
