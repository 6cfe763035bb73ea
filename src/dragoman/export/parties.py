"""Parties as the lists of the field call them: country, sector, COW number, CAMEO code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.codebook import Codebook
from dragoman.codebook.crosswalk import Affiliation, Crosswalk
from dragoman.codebook.gazetteer import Sort
from dragoman.codebook.states import State
from dragoman.model import Party

# The sector of a group by its kind; PLOVER's are three letters.
_GROUPS = {
    "armed": "REB",
    "rebels": "REB",
    "mercenaries": "PRM",
    "criminal": "CRM",
    "opposition": "OPP",
    "party": "PTY",
    "movement": "SOC",
    "government": "GOV",
}
_BODIES = {"body": "IGO", "court": "IGO", "bank": "IGO", "ngo": "NGO"}
_NAMED = (Sort.STATE, Sort.BODY, Sort.BLOC, Sort.GROUP)


@dataclass(frozen=True, slots=True)
class Actor:
    """A party in the codes of the field; an empty text where a list has none for it.

    `country` is PLOVER's (ISO alpha-3, KOS, or UNO, EUR, IGO, NGO, IMG), `sector` PLOVER's, `state`
    the state itself or the one that a group belongs to, `group` CAMEO's code of a known group,
    `person` whether someone is named who holds an office there.
    """

    code: str
    name: str
    text: str
    title: str
    country: str
    sector: str
    state: str
    country_name: str
    cow: str
    cameo: str
    group: str
    person: bool


@dataclass(frozen=True, slots=True)
class Registry:
    """All that is needed to call a party by the names of the field."""

    facts: Mapping[str, State]
    names: Mapping[str, str]
    sectors: Mapping[str, str]
    titles: frozenset[str]
    crosswalk: Crosswalk

    def actor(self, party: Party) -> Actor:
        """The party in the codes of the field."""
        known = self.crosswalk.actors.get(party.code, Affiliation())
        state = party.code if party.code in self.facts else known.state
        fact = self.facts.get(state)
        country, breakaway = self._country(party.code, known, state)
        return Actor(
            code=party.code,
            name=party.name,
            text=party.text,
            title=party.role or "",
            country=country,
            sector="PRE" if breakaway else self._sector(party, known),
            state=state,
            country_name=self.name(state) if fact else "",
            cow=fact.cow_number if fact else "",
            cameo=fact.cameo if fact else "",
            group=known.cameo,
            person=self._is_person(party),
        )

    def _is_person(self, party: Party) -> bool:
        role = (party.role or "").removeprefix("former ")
        return role in self.titles and party.name not in {party.code, self.name(party.code)}

    def name(self, code: str) -> str:
        """What a code stands for, in English; the code itself where nothing is known of it."""
        fact = self.facts.get(code)
        return self.names.get(code) or (fact.name if fact else code)

    def _country(self, code: str, known: Affiliation, state: str) -> tuple[str, bool]:
        """PLOVER's country, and whether it is the parent of one that broke away."""
        if known.plover:
            return known.plover, False
        fact = self.facts.get(state)
        if fact is None:
            armed = known.kind in {"armed", "rebels", "mercenaries"}
            return (_BODIES.get(known.kind) or ("IMG" if armed else "")), False
        if fact.claimed_by and not fact.iso2:
            return fact.claimed_by, code == state
        return state, False

    def _sector(self, party: Party, known: Affiliation) -> str:
        role = party.role or ""
        if role.startswith("former "):
            return "ELI"  # PLOVER's sector of former officials
        if known.kind in _GROUPS:
            return _GROUPS[known.kind]
        if party.code not in self.facts:
            return "UNK" if not known.kind else ""
        return self.sectors.get(role, "GOV")


def make_registry(codebook: Codebook, crosswalk: Crosswalk) -> Registry:
    """Everything about parties that a codebook knows, made ready for lookups."""
    names: dict[str, str] = {}
    for code, name in _entries(codebook):
        names.setdefault(code, name)
    sectors = {office.role: office.sector for office in codebook.actors.offices.values()}
    return Registry(codebook.actors.facts, names, sectors, codebook.actors.titles, crosswalk)


def _entries(codebook: Codebook) -> Iterable[tuple[str, str]]:
    found = [e for known in codebook.actors.entries.values() for e in known if e.sort in _NAMED]
    ordered = sorted(found, key=lambda e: (_NAMED.index(e.sort), len(e.row), e.row))
    return ((e.code, e.name) for e in ordered)
