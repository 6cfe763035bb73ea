"""Acts told by adjectives after "be": "is grateful to …", "was ready to …", "are critical of …"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis import Token
from dragoman.codebook import Codebook
from dragoman.codebook.frames import TARGET, Frame
from dragoman.extract.clauses import doer
from dragoman.extract.parties import NOBODY, Cast, Found, join, without
from dragoman.extract.verbal import Act


def adjectival_acts(cast: Cast, codebook: Codebook) -> Iterator[Act]:
    """The acts that predicated adjectives tell."""
    for token in cast.sentence:
        if token.dep not in {"acomp", "oprd", "ROOT", "conj"}:
            continue
        for frame in codebook.frames.adjectives.get(token.lower, ()):
            if (act := _read(cast, token, frame)) is not None:
                yield act
                break


def _read(cast: Cast, adjective: Token, frame: Frame) -> Act | None:
    holder = doer(cast.sentence, adjective.head, cast.frames.control)
    sources = cast.inside(holder.i) if holder else NOBODY
    targets = without(_affected(cast, adjective, frame, sources), sources.codes)
    if not targets:
        return None
    return Act(frame, adjective.i, sources, targets, frozenset({adjective.i}))


def _affected(cast: Cast, adjective: Token, frame: Frame, sources: Found) -> Found:
    """Who stands after the adjective's preposition, or in what it says will be done."""
    sentence = cast.sentence
    words = {place for place, role in frame.roles.items() if role == TARGET}
    nouns = [
        noun
        for prep in sentence.children_of(adjective.i, "prep")
        if prep.lower in words
        for noun in sentence.children_of(prep.i, "pobj")
    ]
    if nouns or "clause" not in words:
        return join(cast.inside(n.i) for n in nouns)
    for clause in sentence.children_of(adjective.i, "xcomp", "ccomp", "advcl"):
        if found := cast.below(clause.i, sources.codes):
            return found
    return NOBODY
