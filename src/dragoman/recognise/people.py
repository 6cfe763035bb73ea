"""The people of a document: who is bound to which state, by their title, an apposition, or the
codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.analysis import MentionKind, Sentence
from dragoman.codebook.actors import Actors
from dragoman.codebook.folding import name_key as key
from dragoman.codebook.people import Tenure
from dragoman.recognise.scene import Phrase, words

_FAMILY_FIRST = frozenset("CHN TWN HKG KOR PRK VNM KHM HUN".split())
_CLOSING = frozenset(", . ; : ) ( and who whose said says".split())
_GENERIC = frozenset({"private", "leader", "politician"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the document: canonical name, the code they stand for, their role, where that
    was learnt.
    """

    name: str
    code: str
    role: str | None
    rule: str
    woman: bool | None = None


@dataclass(slots=True)
class People:
    """Persons by the key of every form of name that points to them."""

    actors: Actors
    day: str | None
    known: dict[str, Person] = field(default_factory=dict)

    def bind(self, named: str, person: Person) -> None:
        """Learn a person; the first full binding of a form of name stands."""
        for form in forms(named, person.code):
            held = self.known.get(form)
            if held is None or (held.role in _GENERIC and person.role not in _GENERIC):
                self.known[form] = person

    def find(self, named: str) -> Person | None:
        """The person whom a name points to: learnt from the document, else from the codebook."""
        learnt = self.known.get(key(named))
        return learnt or self.from_codebook(named)

    def from_codebook(self, named: str) -> Person | None:
        """The holder at the document's date among the tenures that the name fits."""
        tenures = self.actors.by_name.get(key(named)) or self.actors.by_surname.get(key(named), ())
        tenure = at_date(tenures, self.day)
        if tenure is None:
            return None
        role = tenure.role if tenure.holds_on(self.day) else f"former {tenure.role}"
        return Person(
            tenure.name, tenure.code, role, f"people: {tenure.row}", self.woman(tenure.name)
        )

    def code(self, code: str, role: str | None) -> str:
        """The code for a role in a state: oppositions and rebels have codes of their own."""
        if code not in self.actors.states:
            return code
        if role in {"opposition", "opposition leader"}:
            return code + "OPP"
        return code + "REB" if role in {"rebels", "rebel leader"} else code

    def woman(self, name: str) -> bool | None:
        """Whether the first name tells a woman; None when it does not say."""
        return True if set(name.split()) & self.actors.pointing.words["women"] else None


def at_date(tenures: Sequence[Tenure], day: str | None) -> Tenure | None:
    """The tenure that covers a day, else the last one begun before it, else the last of all."""
    if not tenures:
        return None
    holding = [t for t in tenures if t.holds_on(day)]
    begun = [t for t in tenures if day is None or t.since <= day]
    return (holding or begun or list(tenures))[-1]


def forms(named: str, code: str) -> list[str]:
    """The keys under which a person's name may come back: the whole name and its surname."""
    parts = key(named).split()
    found = [" ".join(parts[n:]) for n in range(len(parts))]
    if code in _FAMILY_FIRST or (len(parts) > 1 and set(parts[-1]) <= set("ivx")):
        found.append(parts[0])
    return [f for f in found if len(f) > 1]


def learn(people: People, sentence: Sentence, found: Iterable[Phrase]) -> None:
    """Bind the persons of a sentence whom a title with a state, an apposition or a delegation
    explains.
    """
    phrases = list(found)
    for phrase in phrases:
        if phrase.person and phrase.of and phrase.kind is MentionKind.PERSON:
            _bind(people, phrase.person, phrase, "title")
    lists = people.actors.pointing.words
    for left, right in pairwise(phrases):
        gap = words_between(sentence, left, right)
        closed = _closed(sentence, right)
        if _bare_name(left) and _titled(right) and gap and set(gap) <= lists["explaining"]:
            if closed or gap[0] != "," or "who" in gap:
                _bind(people, left.person or "", right, "apposition")
        elif _bare_name(right) and _titled(left):
            led = " ".join(gap).endswith(tuple(sorted(lists["leading"])))
            if led or not gap or (gap == [","] and closed):
                _bind(people, right.person or "", left, "apposition")


def _closed(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether an apposition ends here: "At the meeting with Lula, the French minister said" holds
    none.
    """
    following = sentence.tokens[phrase.last + 1 : phrase.last + 2]
    return not following or following[0].lower in _CLOSING or following[0].pos == "PUNCT"


def _bare_name(phrase: Phrase) -> bool:
    unexplained = phrase.person is not None and not phrase.of and phrase.owner is None
    return unexplained and (phrase.office is not None or " " in (phrase.person or ""))


def _titled(phrase: Phrase) -> bool:
    return bool(phrase.of) and phrase.office is not None and not phrase.person


def _bind(people: People, named: str, phrase: Phrase, how: str) -> None:
    office, state = phrase.office, phrase.of[0]
    known = people.from_codebook(named)
    role = office.role if office else None
    code = people.code(state.code, role)
    if known and known.code != code and how == "apposition":
        return  # "Putin, the Kazakh president and others": the codebook knows better
    if known and known.code == code:
        people.bind(
            named, replace(known, role=role if role and role not in _GENERIC else known.role)
        )
        return
    people.bind(named, Person(named, code, role, f"{how}: {phrase.rule}", people.woman(named)))


def words_between(sentence: Sentence, left: Phrase, right: Phrase) -> list[str]:
    """The words between two phrases in lower case."""
    if right.first <= left.last + 1:
        return []
    return words(sentence, left.last + 1, right.first - 1).lower().replace(",", " , ").split()
