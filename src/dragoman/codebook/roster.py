"""The known actors as a list to look through: states, bodies, groups, organs, people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.actors import Actors
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Sort

_KIND = {
    Sort.STATE: "state",
    Sort.ADJECTIVE: "state",
    Sort.PEOPLE: "state",
    Sort.CAPITAL: "state",
    Sort.SEAT: "state",
    Sort.BODY: "body",
    Sort.BLOC: "body",
    Sort.GROUP: "group",
    Sort.ORGAN: "organ",
}
KINDS = ("state", "body", "group", "organ", "person")


@dataclass(frozen=True, slots=True)
class Known:
    """One actor of the codebook: what it is, what it is called, and the row that says so.

    `since` and `until` are those of an office; `names` every other way in which a text may name
    the actor.
    """

    code: str
    kind: str
    name: str
    role: str | None
    names: tuple[str, ...]
    row: str
    since: str | None = None
    until: str | None = None


def roster(actors: Actors, asked: str = "", kind: str | None = None) -> Iterator[Known]:
    """The known actors of a kind whose code or one of whose names is, or else holds, what is
    asked.
    """
    everyone = [k for k in (*_named(actors), *_people(actors)) if kind in {None, k.kind}]
    wanted = fold(asked).lower()
    exact = [k for k in everyone if wanted in _forms(k)]
    yield from exact or (k for k in everyone if any(wanted in form for form in _forms(k)))


def _forms(known: Known) -> set[str]:
    return {fold(form).lower() for form in (known.code, known.name, *known.names)}


def _named(actors: Actors) -> Iterator[Known]:
    names: dict[tuple[str, str, str, str | None], dict[str, str]] = {}
    for entries in actors.entries.values():
        for entry in entries:
            if kind := _KIND.get(entry.sort):
                key = (kind, entry.code, entry.name if entry.role != "place" else "", entry.role)
                if entry.role != "place":
                    names.setdefault(key, {}).setdefault(entry.surface, entry.row)
    for kind, code, name, role in sorted(names, key=lambda k: (KINDS.index(k[0]), k[1], k[2])):
        surfaces = names[kind, code, name, role]
        others = tuple(sorted(s for s in surfaces if s != name))
        yield Known(code, kind, name, role, others, min(surfaces.values(), key=len))


def _people(actors: Actors) -> Iterator[Known]:
    for t in sorted(actors.people, key=lambda t: (t.code, t.name, t.since)):
        names = tuple(dict.fromkeys((*t.variants, *t.alone)))
        yield Known(t.code, "person", t.name, t.role, names, t.row, t.since, t.until or None)
