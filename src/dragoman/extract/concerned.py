"""Whom a number concerns: the parties of its clause, else of its sentence, else of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.analysis import Mention, MentionKind, Sentence
from dragoman.codebook import Codebook
from dragoman.codebook.gazetteer import Sort

_MOST = 3  # more states than these in one clause: the two nearest to the number
_OPPOSITION = "OPP"
_RANKS = {Sort.STATE: 0, Sort.BODY: 1, Sort.GROUP: 1, Sort.BLOC: 2}


@dataclass(frozen=True, slots=True)
class World:
    """The parties of one document: their rank, their mentions by sentence, and its main pair."""

    ranks: Mapping[str, int]
    by_sentence: Mapping[int, tuple[Mention, ...]]
    topic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concerned:
    """The codes a number is about and where they were found: clause, sentence or topic."""

    codes: tuple[str, ...]
    basis: str


def world(mentions: Sequence[Mention], codebook: Codebook) -> World:
    """Sort the document's parties: states, bodies, blocs; parts of the world are none."""
    ranks = _ranks(codebook.actors.sorts, codebook.measures.geographic)
    grouped: dict[int, list[Mention]] = {}
    for mention in mentions:
        mention = _of_state(mention, ranks)
        grouped.setdefault(mention.sentence, []).append(mention)
    by_sentence = {n: tuple(found) for n, found in grouped.items()}
    return World(ranks, by_sentence, _topic(mentions, ranks))


@lru_cache(maxsize=4)
def _ranks(sorts: frozenset[tuple[str, Sort]], geographic: frozenset[str]) -> Mapping[str, int]:
    ranks: dict[str, int] = {}
    for code, sort in sorts:
        if sort in _RANKS and code not in geographic:
            ranks[code] = min(_RANKS[sort], ranks.get(code, 9))
    return ranks


def _of_state(mention: Mention, ranks: Mapping[str, int]) -> Mention:
    """A number about a state's opposition is told as one about the state."""
    if not any(code.endswith(_OPPOSITION) for code in mention.codes):
        return mention
    parties = tuple(
        replace(p, code=code) if ranks.get(code := p.code.removesuffix(_OPPOSITION)) == 0 else p
        for p in mention.parties
    )
    return replace(mention, parties=parties)


def concerned(
    around: World, sentence: Sentence, clause: tuple[int, int], token: int, *, relational: bool
) -> Concerned | None:
    """The parties a number at `token` is about; None when no two can be told."""
    mentions = around.by_sentence.get(sentence.index, ())
    within = [m for m in mentions if clause[0] <= m.start < clause[1]]
    for found, basis in ((within, "clause"), (mentions, "sentence")):
        codes = _pair(found, around.ranks, token)
        if len(codes) >= 2:
            return Concerned(codes, basis)
    if not relational:
        return None
    named = _ranked(mentions, around.ranks)
    partners = [c for c in around.topic if c not in named[:1]]
    codes = (*named[:1], *partners)[:2]
    return Concerned(codes, "topic") if len(codes) == 2 else None


def _pair(mentions: Iterable[Mention], ranks: Mapping[str, int], token: int) -> tuple[str, ...]:
    """The states named, or a state and a body, or a state and a bloc, in the order of the text."""
    found = list(mentions)
    codes = _ranked(found, ranks)
    states = [c for c in codes if ranks[c] == 0]
    if len(states) >= 2:
        codes = states if len(states) <= _MOST else _nearest(found, states, token)
    else:
        codes = codes[:2]
    order = list(dict.fromkeys(c for m in found for c in m.codes))
    return tuple(sorted(codes, key=order.index))


def _nearest(mentions: Sequence[Mention], states: Sequence[str], token: int) -> list[str]:
    gaps = {c: min(abs(m.head - token) for m in mentions if c in m.codes) for c in states}
    return sorted(states, key=lambda c: (gaps[c], c))[:2]


def _ranked(mentions: Iterable[Mention], ranks: Mapping[str, int]) -> list[str]:
    codes = dict.fromkeys(c for m in mentions for c in m.codes if c in ranks)
    return sorted(codes, key=lambda c: ranks[c])


def _topic(mentions: Sequence[Mention], ranks: Mapping[str, int]) -> tuple[str, ...]:
    """The two parties that the document names most, states before others, in order of the text."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        weight = 1 if mention.kind in {MentionKind.PRONOUN, MentionKind.NOMINAL} else 2
        for code in dict.fromkeys(mention.codes):
            if code in ranks:
                counts[code] += weight
    order = list(counts)
    best = sorted(counts, key=lambda c: (ranks[c] > 0, -counts[c], order.index(c)))[:2]
    return tuple(sorted(best, key=order.index))
