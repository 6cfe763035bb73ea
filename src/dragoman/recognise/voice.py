"""Whose text it is: a ministry that publishes a statement speaks of itself as "we"."""

from __future__ import annotations

from dragoman.codebook.actors import Actors
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Entry, Sort
from dragoman.model import Party

_STATES = frozenset({Sort.STATE, Sort.ADJECTIVE, Sort.SEAT})
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD"})
_PRIVATE = frozenset({"company", "party"})


def voice(publisher: str | None, actors: Actors) -> Party | None:
    """The party that speaks in a document's own words: an organ of a state, or a body."""
    text = fold(publisher or "")
    found = [e for surface in _whole(text, actors) for e in actors.entries[surface]]
    if any(e.sort is Sort.OUTLET for e in found):
        return None
    organ = next((e for e in found if e.sort is Sort.ORGAN and e.role not in _PRIVATE), None)
    body = next((e for e in found if e.sort is Sort.BODY), None)
    state = next((e for e in found if e.sort in _STATES), None)
    if organ or body:
        return _party(organ or body, publisher)
    return _party(state, publisher) if state and _speaks_for_a_state(text, actors) else None


def _whole(text: str, actors: Actors) -> list[str]:
    """The names of the gazetteer that stand in a text as whole words, longest first."""
    found = [
        actors.names.surfaces[index]
        for index, start, end in actors.names.matches(text)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
    ]
    return sorted(found, key=lambda surface: (-len(surface), surface))


def _speaks_for_a_state(text: str, actors: Actors) -> bool:
    matches = actors.words.matches(text.lower())
    offices = (actors.offices.get(actors.words.surfaces[index]) for index, _, _ in matches)
    return any(office is not None and office.sector in _PUBLIC for office in offices)


def _party(entry: Entry | None, publisher: str | None) -> Party | None:
    return Party(entry.code, entry.name, publisher or "", "government") if entry else None
