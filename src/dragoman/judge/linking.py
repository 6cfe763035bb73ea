"""Claims on one matter: a denial is tied to what it denies, however the two are worded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.analysis import Mention, Parse
from dragoman.codebook.cues import Cues
from dragoman.codebook.matters import Matters, alike, words_of
from dragoman.model import Claim, Party, Report, Stance, Status

ALIKE = 0.5  # how much of what they are about two claims on one matter share
_NEAR = 5  # sentences between "the allegation" and what was alleged
_NEXT = 2  # sentences within which one word is enough to know what is denied
_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS})
_UNREAL = frozenset({Status.DENIED, Status.NOT_OCCURRED})


@dataclass(frozen=True, slots=True)
class Topics:
    """What statements of one document are about, without the names of who is in them."""

    matters: Matters
    without: frozenset[str]

    def of(self, text: str) -> frozenset[str]:
        """The matters of a statement."""
        return self.matters.of(text, self.without)


def topics(mentions: Sequence[Mention], matters: Matters, cues: Cues) -> Topics:
    """The topics of a document: its parties' names and the words of denying name none."""
    said = [words for p in cues.predicates.values() for words in (*p.adjectives, *p.nouns)]
    names = {m.text for m in mentions} | {p.name for m in mentions for p in m.parties}
    # "The Chinese navy" is a party, and its ships are a matter.
    named = {word for word in words_of(*sorted(names)) if word not in matters.of_word}
    return Topics(matters, frozenset(named.union(words_of(*said, *sorted(cues.predicates_of)))))


@dataclass(frozen=True, slots=True)
class Denied:
    """A matter that somebody denies or doubts, and in which sentence."""

    by: str
    sentence: int
    topic: frozenset[str]

    def answered(self, topic: frozenset[str], sentence: int) -> bool:
        """Whether a statement is on this matter; one word in common does in the next sentences."""
        common = len(topic & self.topic)
        if common > 1:
            return alike(topic, self.topic) >= ALIKE
        return common == len(self.topic) == 1 and abs(sentence - self.sentence) <= _NEXT


def against(claim: Claim) -> bool:
    """Whether the claim denies or doubts."""
    return claim.stance in _AGAINST


def voice(speaker: Party) -> str:
    """Who claims: a code, else the name."""
    return speaker.code or speaker.name


def linked(
    parse: Parse, claims: Sequence[Claim], reports: Sequence[Report], about: Topics
) -> list[Claim]:
    """The claims with one event, and like parties, for all that are on one disputed matter."""
    found = [about.of(c.proposition) for c in claims]
    fore = _antecedents(parse, claims, found)
    groups = list(range(len(claims)))
    for i, claim in enumerate(claims):
        if against(claim):
            for j in _opposed(i, claims, found, fore):
                _join(groups, i, j)
        elif fore[i] is not None:
            _join(groups, i, fore[i] or 0)
    made = list(claims)
    for root in sorted(set(groups)):
        members = [i for i, at in enumerate(groups) if at == root]
        if any(against(claims[i]) for i in members) and len(members) > 1:
            for i, claim in _agreed(members, claims, reports):
                made[i] = claim
    return made


def _antecedents(
    parse: Parse, claims: Sequence[Claim], found: list[frozenset[str]]
) -> list[int | None]:
    """What claims without a matter of their own refer to; they take over its matter."""
    fore: list[int | None] = [None] * len(claims)
    for i, claim in enumerate(claims):
        if found[i] or claim.stance is Stance.ASSERTS:
            continue
        told = [
            j
            for j in range(len(claims))
            if found[j] and voice(claims[j].speaker) != voice(claim.speaker)
        ]
        near = [(gap, j > i, -j, j) for j in told if (gap := _gap(parse, claims, i, j)) <= _NEAR]
        before = [n for n in near if not n[1]] or near
        # An assertion is what is denied; another's denial only where nothing was asserted.
        chosen = min(before, key=lambda n: (against(claims[n[3]]), *n), default=None)
        if chosen is not None:
            fore[i] = chosen[3]
            found[i] = found[chosen[3]]
    return fore


def _gap(parse: Parse, claims: Sequence[Claim], i: int, j: int) -> int:
    one, other = (parse.sentence_at(claims[n].evidence.start) for n in (i, j))
    return abs(one.index - other.index) if one and other else _NEAR + 1


def _opposed(
    i: int, claims: Sequence[Claim], found: Sequence[frozenset[str]], fore: Sequence[int | None]
) -> list[int]:
    """The claims that a denial is on one matter with: those alike, or the one it refers to."""
    mine = claims[i]
    scored = []
    for j, other in enumerate(claims):
        if j == i or not _may_face(mine, other):
            continue
        common = len(found[i] & found[j])
        if fore[i] == j or (mine.event is not None and mine.event == other.event):
            scored.append((2.0, common, j))
        elif alike(found[i], found[j]) >= ALIKE:
            scored.append((alike(found[i], found[j]), common, j))
    sure = [j for score, common, j in scored if common > 1 or score > 1]
    if sure or not scored:
        return sure
    # One word in common ties a short denial to what was said last, not to all that has the word.
    return [
        max(scored, key=lambda s: (not against(claims[s[2]]), s[2] < i, s[0], -abs(i - s[2])))[2]
    ]


def _may_face(mine: Claim, other: Claim) -> bool:
    if not against(other) and voice(mine.speaker) == voice(other.speaker):
        return False
    one, two = ({_state(c) for c in claim.about} for claim in (mine, other))
    # Whoever names nobody but himself speaks of all that is said of him.
    open_ = any(not set(c.about) - {c.speaker.code} for c in (mine, other))
    return open_ or bool(one & two)


def _state(code: str) -> str:
    """The state of an opposition: TZA for TZAOPP."""
    return code.removesuffix("OPP").removesuffix("REB")


def _agreed(
    members: Sequence[int], claims: Sequence[Claim], reports: Sequence[Report]
) -> list[tuple[int, Claim]]:
    """The members of one matter with its event, and with the parties that they leave out."""
    event = _event([claims[i] for i in members], reports)
    all_ = frozenset(code for i in members for code in claims[i].about)
    made = []
    for i in members:
        about = set(claims[i].about)
        if event is None or len(about) < 2:
            about |= event.codes if event else all_
        agreed = replace(claims[i], event=event.id if event else None, about=tuple(sorted(about)))
        made.append((i, agreed))
    return made


def _event(claims: Sequence[Claim], reports: Sequence[Report]) -> Report | None:
    """The act that the claims are about: one that is asserted rather than its denied twin."""
    by_id = {r.id: r for r in reports}
    told = [(c, by_id[c.event]) for c in claims if c.event in by_id]
    told.sort(key=lambda t: (t[1].status in _UNREAL, against(t[0]), t[1].trigger.start, t[1].id))
    return told[0][1] if told else None


def _join(groups: list[int], one: int, other: int) -> None:
    low, high = sorted((groups[one], groups[other]))
    groups[:] = [low if at == high else at for at in groups]
