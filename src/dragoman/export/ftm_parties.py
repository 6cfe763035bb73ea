"""Parties as FollowTheMoney entities with ids that stay: governments, organisations, people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.export.arrow import storable
from dragoman.export.knowledge import Knowledge
from dragoman.model import Party, identifier

Entity = dict[str, Any]
# Codes of states that are no more, as FollowTheMoney spells them.
_PAST = {"SUN": "suhh", "CSK": "cshh", "YUG": "yucs", "DDR": "dd"}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


def entity(id_: str, schema: str, properties: Mapping[str, Sequence[str]]) -> Entity:
    """An entity with the properties that are known, in the order of their names."""
    plain = {name: [_plain(v) for v in values] for name, values in properties.items()}
    if "name" in plain:  # FollowTheMoney takes no name in quotation marks
        plain["name"] = [v.strip("\"' ") for v in plain["name"]]
    kept = {name: [v for v in values if v] for name, values in sorted(plain.items())}
    return {"id": id_, "schema": schema, "properties": {n: v for n, v in kept.items() if v}}


def party_entity(party: Party, known: Knowledge) -> Iterator[Entity]:
    """The party named: the person, if it is one, and the government or body that they stand for."""
    for id_ in party_id(party, known):
        if id_.startswith("dragoman-person-"):
            found = {
                "name": [party.name],
                "position": [party.role or ""],
                "country": [_country_of(party.code, known)],
            }
            yield entity(id_, "Person", found)
        else:
            yield code_entity(party.code, known)


def party_id(party: Party, known: Knowledge) -> tuple[str, ...]:
    """The ids of the person, if one is named, and of what the code stands for; none for UNK."""
    if party.code in {"", "UNK"}:
        return ()
    actor = known.registry.actor(party)
    body = code_id(party.code)
    if actor.person:
        return f"dragoman-person-{identifier(party.code, party.name)}", body
    return (body,)


def code_id(code: str) -> str:
    """The id of a state's government, a body or a group."""
    return f"dragoman-party-{re.sub('[^0-9a-z]', '-', code.lower())}"


def code_entity(code: str, known: Knowledge) -> Entity:
    """A state's government, a body or a group."""
    name = known.registry.name(code)
    if code not in known.registry.facts:
        state = known.registry.actor(Party(code, name, name)).state
        properties = {"name": [name], "country": [country(state, known) if state else ""]}
        return entity(code_id(code), "Organization", properties)
    properties = {"name": [f"Government of {name}"], "country": [country(code, known)]}
    return entity(code_id(code), "PublicBody", properties)


def country(code: str, known: Knowledge) -> str:
    """A state as FollowTheMoney writes it: two lower-case letters, or its own for past states."""
    if code in _PAST:
        return _PAST[code]
    fact = known.registry.facts.get(code)
    if fact and not fact.iso2 and fact.claimed_by:
        fact = known.registry.facts.get(fact.claimed_by)
    return fact.iso2.lower() if fact else ""


def _country_of(code: str, known: Knowledge) -> str:
    state = known.registry.actor(Party(code, code, code)).state
    return country(state, known) if state else ""


def _plain(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", storable(text)).split())
