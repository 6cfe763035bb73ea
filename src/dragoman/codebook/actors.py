"""What is known of political actors, with the automata that find their names in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dragoman.codebook.folding import fold, name_key
from dragoman.codebook.gazetteer import Entry, Sort, load_entries, load_provinces
from dragoman.codebook.known import check_known
from dragoman.codebook.loading import existing, load_yaml
from dragoman.codebook.offices import Office, adjectives_follow, load_offices
from dragoman.codebook.people import Tenure, load_people
from dragoman.codebook.pointing import Pointing, load_pointing
from dragoman.codebook.reading import Reading, load_reading
from dragoman.codebook.states import State, load_states

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Surfaces and an automaton that finds them; a match is the index of the surface."""

    surfaces: tuple[str, ...]
    automaton: Any

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """Every occurrence in a folded text: index of the surface, start, end; overlapping ones
        too.
        """
        found: list[tuple[int, int, int]] = self.automaton.find_matches_as_indexes(
            text, overlapping=True
        )
        return found


@dataclass(frozen=True, slots=True)
class Actors:
    """Names by folded surface, offices by words, tenures by office, names of states by code, what
    sorts of name each code has, the two automata.
    """

    entries: dict[str, tuple[Entry, ...]]
    offices: dict[str, Office]
    people: tuple[Tenure, ...]
    by_name: dict[str, tuple[Tenure, ...]]
    by_surname: dict[str, tuple[Tenure, ...]]
    by_office: dict[tuple[str, str], tuple[Tenure, ...]]
    pointing: Pointing
    reading: Reading
    after: frozenset[str]
    states: dict[str, str]
    facts: dict[str, State]
    titles: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    provinces: dict[str, str]
    sorts: frozenset[tuple[str, Sort]]
    names: Lexicon
    words: Lexicon
    adjectives_follow: bool = False

    def holder(self, code: str, role: str, day: str | None) -> Tenure | None:
        """Who holds an office on a day; the last row wins where two overlap."""
        held = [t for t in self.by_office.get((code, role), ()) if t.holds_on(day)]
        return held[-1] if held else None


def load_actors(folders: Sequence[Path]) -> Actors:
    """Load every file about actors; about a tenth of a second."""
    people = load_people(folders)
    entries = _by_surface([*load_entries(folders), *_person_entries(people)])
    offices = load_offices(folders)
    pointing = load_pointing(folders)
    facts = load_states(folders)
    codes = _codes(entries, Sort.STATE, Sort.BODY, Sort.BLOC, Sort.GROUP)
    check_known(folders, codes.union(facts))
    return Actors(
        entries=entries,
        offices=offices,
        people=people,
        by_name=_grouped((name_key(n), t) for t in people for n in (t.name, *t.variants)),
        by_surname=_grouped((name_key(n), t) for t in people for n in t.alone),
        by_office=_grouped(((t.code, t.role), t) for t in people),
        pointing=pointing,
        reading=load_reading(folders),
        after=frozenset(_after(folders)),
        facts=facts,
        titles=frozenset(o.role for o in offices.values() if o.title),
        groups=_codes(entries, Sort.GROUP),
        bodies=_codes(entries, Sort.BODY),
        provinces=load_provinces(folders),
        states={
            e.code: e.name for known in entries.values() for e in known if e.sort is Sort.STATE
        },
        sorts=frozenset((e.code, e.sort) for known in entries.values() for e in known),
        names=_lexicon(entries),
        words=_lexicon({**offices, **pointing.phrases}),
        adjectives_follow=adjectives_follow(folders),
    )


def _by_surface(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        known = found[fold(entry.surface)]
        if not any((e.sort, e.code) == (entry.sort, entry.code) for e in known):
            known.append(entry)
    return {surface: tuple(known) for surface, known in found.items()}


def _codes(entries: dict[str, tuple[Entry, ...]], *sorts: Sort) -> frozenset[str]:
    return frozenset(e.code for known in entries.values() for e in known if e.sort in sorts)


def _person_entries(people: Sequence[Tenure]) -> Iterable[Entry]:
    for t in people:
        for surface in (t.name, *t.variants, *t.alone):
            yield Entry(surface, Sort.PERSON, t.code, t.name, t.role, t.row)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _after(folders: Sequence[Path]) -> Iterable[str]:
    for path in existing(folders, "en/masked.yaml"):
        yield from map(str, load_yaml(path).get("after", []))


def _lexicon(surfaces: Iterable[str]) -> Lexicon:
    from ahocorasick_rs import AhoCorasick

    ordered = tuple(sorted(surfaces))
    return Lexicon(ordered, AhoCorasick(ordered))
