"""Which meaning of a name is meant here, and which names are no actor at all."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Sentence, Token
from dragoman.codebook.actors import Actors
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Entry, Sort
from dragoman.recognise.scan import Mark, Marks

_HIDDEN = (Sort.MASKED, Sort.OUTLET)
_PLACES = frozenset({Sort.STATE, Sort.CAPITAL})
_TEAMS = frozenset({Sort.STATE, Sort.ADJECTIVE, Sort.PEOPLE})
_CITY_OF_EVENT = "place"


def settle(sentence: Sentence, marks: Marks, text: str, actors: Actors) -> dict[int, Mark]:
    """The marks that stand for actors, by first token, each cut down to its meaning here."""
    kept: dict[int, Mark] = {}
    teams = _is_about_sport(sentence, actors)
    for first, mark in marks.names.items():
        if (
            mark.sorts() & set(_HIDDEN)
            or (teams and mark.sorts() & _TEAMS)
            or _part_of_name(sentence, mark, marks, actors)
        ):
            continue
        if settled := _with_sense(mark, text, actors):
            kept[first] = settled
    return kept


def _is_about_sport(sentence: Sentence, actors: Actors) -> bool:
    """ "Croatia beat Morocco in the semifinal": the states are teams."""
    return any(t.lower in actors.reading.lists["sport"] for t in sentence)


def hidden(sentence: Sentence, marks: Marks, actors: Actors) -> frozenset[int]:
    """The tokens of names in which nothing is an actor: outlets, treaties, teams."""
    covered: set[int] = set()
    for mark in marks.names.values():
        if mark.sorts() & set(_HIDDEN):
            covered.update(range(mark.first, mark.last + 1))
        elif _names_a_thing(sentence, mark, actors):
            covered.update(range(mark.first, mark.last + 2))
    return frozenset(covered)


def _with_sense(mark: Mark, text: str, actors: Actors) -> Mark | None:
    senses = actors.reading.senses.get(mark.surface)
    if not senses:
        return mark
    sense = next(
        (s for s in senses if not s.near or any(fold(word) in text for word in s.near)), None
    )
    if sense is None or not sense.code:
        return None
    entries = tuple(e for e in mark.entries if e.code == sense.code) or tuple(
        replace(e, code=sense.code) for e in mark.entries[:1]
    )
    if sense.place:
        entries = tuple(replace(e, sort=Sort.CAPITAL, role=_CITY_OF_EVENT) for e in entries[:1])
    return replace(mark, entries=entries)


def _names_a_thing(sentence: Sentence, mark: Mark, actors: Actors) -> bool:
    """Whether a word right after makes it a newspaper, a treaty or a team ("Moscow Times")."""
    following = _token(sentence, mark.last + 1)
    if following is None or following.text not in actors.after:
        return False
    return bool(mark.sorts() & {Sort.STATE, Sort.CAPITAL, Sort.ADJECTIVE, Sort.BLOC})


def _part_of_name(sentence: Sentence, mark: Mark, marks: Marks, actors: Actors) -> bool:
    """Whether the word is part of a person's name ("Michael Jordan", "Israel Katz")."""
    if mark.surface not in actors.reading.lists["also_people"]:
        return False
    before, after = _token(sentence, mark.first - 1), _token(sentence, mark.last + 1)
    if after and _plain_name(after, marks, actors) and after.text not in actors.after:
        return (
            sentence.tokens[mark.last].head == after.i or sentence.tokens[after.i].head == mark.last
        )
    return bool(
        before
        and _plain_name(before, marks, actors)
        and before.text not in actors.reading.lists["before_state"]
        and before.head == mark.first
    )


def _plain_name(token: Token, marks: Marks, actors: Actors) -> bool:
    """A capitalised word that is no known name or office."""
    if token.pos != "PROPN" or not token.text[:1].isupper() or token.text.isupper():
        return False
    return token.i not in marks.covered and token.lower not in actors.offices


def _token(sentence: Sentence, at: int) -> Token | None:
    return sentence.tokens[at] if 0 <= at < len(sentence.tokens) else None


def capital_reading(sentence: Sentence, mark: Mark, entry: Entry, actors: Actors) -> str:
    """Whether a capital is meant as "place" or as "government", from what it hangs on."""
    if entry.role == _CITY_OF_EVENT:
        return "place"
    lists = actors.reading.lists
    token = sentence.tokens[mark.last]
    following = _token(sentence, mark.last + 1)
    if following and following.text == "," and _in_a_list_of_places(sentence, mark):
        return "place"
    if _beside_a_city(sentence, token, actors):
        return "place"
    seen: set[int] = set()
    while token.dep == "conj" and token.i not in seen:
        seen.add(token.i)
        token = sentence.tokens[token.head]
    governor = sentence.tokens[token.head]
    if token.dep in {"compound", "nmod", "amod"}:
        held = {governor.lemma, governor.lower} & lists["place_nouns"]
        return "place" if held else "government"
    if token.dep == "pobj":
        return _after_preposition(sentence, governor, lists["place_prepositions"], lists["motion"])
    if token.dep == "dobj":
        return "place" if governor.lemma in lists["place_verbs"] else "government"
    if token.dep in {"appos", "npadvmod"}:
        return "place"
    return "government"


def _beside_a_city(sentence: Sentence, token: Token, actors: Actors) -> bool:
    """Whether a capital stands in a list with a city that is none ("Tehran, Karaj and Tabriz")."""
    near = [*sentence.children_of(token.i, "conj"), sentence.tokens[token.head]]
    return any(
        entry.role == _CITY_OF_EVENT
        for other in near
        if other.pos == "PROPN" and other.i != token.i
        for entry in actors.entries.get(fold(other.text), ())
    )


def _after_preposition(
    sentence: Sentence, preposition: Token, places: frozenset[str], motion: frozenset[str]
) -> str:
    if preposition.lower in places:
        return "place"
    if preposition.lower in {"to", "of"}:
        governor = sentence.tokens[preposition.head]
        return "place" if governor.lemma in motion else "government"
    return "government"


def _in_a_list_of_places(sentence: Sentence, mark: Mark) -> bool:
    """ "Minsk, Belarus": a capital with its state after a comma."""
    following = sentence.tokens[mark.last + 2 : mark.last + 3]
    return bool(following) and following[0].dep == "appos" and following[0].pos == "PROPN"
