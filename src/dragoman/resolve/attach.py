"""Which phrase belongs to an act: distance in the tree, with walls between the clauses."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis import Sentence, Token

FAR = 99
_WALL = 7
_MAIN = frozenset({"ROOT", "conj", "ccomp", "advcl"})
# Clauses that these open tell of another time than the clause they hang on.
_ORDER = frozenset({"after", "before", "since", "until", "till"})
# What a step from a word up to its head costs. A relative clause tells another act than the clause
# it hangs on; what is reported need not happen when it is said.
_UP = {
    "conj": 1, "xcomp": 1, "aux": 0, "auxpass": 0, "ccomp": 3, "advcl": 3, "relcl": 7, "acl": 7,
    "pcomp": 2, "csubj": 2, "parataxis": 2, "appos": 2, "nsubj": 1, "nsubjpass": 1, "prep": 1,
}  # fmt: skip
_DOWN = {
    "acl": 1, "relcl": 2, "prep": 1, "pobj": 1, "dobj": 1, "attr": 1, "xcomp": 1, "ccomp": 4,
    "advcl": 3, "conj": 3, "nsubj": 2, "nsubjpass": 2, "pcomp": _WALL, "parataxis": 4, "appos": 2,
    "agent": 1,
}  # fmt: skip


def governor(sentence: Sentence, start: int, end: int) -> Token | None:
    """The word that the characters `start:end` modify, beyond the prepositions between."""
    inside = [t for t in sentence.tokens if start <= t.start < end]
    outer = [
        t for t in inside if not (start <= sentence.tokens[t.head].start < end) or t.head == t.i
    ]
    if not outer:
        return None
    top = outer[-1]
    if top.head == top.i:
        return top
    above = sentence.tokens[top.head]
    while above.pos in {"ADP", "SCONJ"} and above.head != above.i:
        above = sentence.tokens[above.head]
    return _reporting(sentence, above, start, end) or above


def _reporting(sentence: Sentence, verb: Token, start: int, end: int) -> Token | None:
    """The verb of saying in "said on Monday it had left": the parser gives the day to leaving."""
    said = sentence.tokens[verb.head]
    subject = sentence.child(verb.i, "nsubj", "nsubjpass")
    if verb.dep != "ccomp" or subject is None or not said.end <= start <= end <= subject.start:
        return None
    opened = any(m.start < start for m in sentence.children_of(verb.i, "mark"))
    return None if opened else said


def distance(sentence: Sentence, trigger: Token, point: Token) -> int:
    """How far a modifier's governor is from the trigger; steps across clauses count more."""
    climbed = 0
    for at, cost in _climb(sentence, trigger):
        climbed = cost
        if climbed >= FAR:
            break
        down = _descent(sentence, at, point, trigger)
        if down is not None:
            return climbed + down
    return FAR


def order(sentence: Sentence, trigger: Token, point: Token) -> str | None:
    """ "after", "before" or "since" where the point is in a clause that tells what went before."""
    above = {trigger.i, *(t.i for t in sentence.ancestors(trigger.i))}
    at = point
    while at.i not in above and at.head != at.i:
        marks = sentence.children_of(at.i, "mark") if at.dep == "advcl" else []
        if found := next((m.lower for m in marks if m.lower in _ORDER), None):
            return found
        at = sentence.tokens[at.head]
    return None


def _climb(sentence: Sentence, token: Token) -> Iterator[tuple[Token, int]]:
    """The trigger and the words above it, each with the cost of coming there."""
    cost, free = 0, False
    yield token, cost
    while token.head != token.i:
        cost += 0 if free else _step(sentence, token)
        free = (free or _goes_on(sentence, token)) and token.dep not in _MAIN
        token = sentence.tokens[token.head]
        yield token, cost


def _step(sentence: Sentence, token: Token) -> int:
    """The cost of a step up from a token."""
    if token.dep == "advcl" and any(
        m.lower in _ORDER for m in sentence.children_of(token.i, "mark")
    ):
        return _WALL
    return 2 if _goes_on(sentence, token) else _UP.get(token.dep, 1)


def _goes_on(sentence: Sentence, token: Token) -> bool:
    """Whether a relative clause tells on: "to Oslo in May, where she signed"."""
    adverbs = sentence.children_of(token.i, "advmod") if token.dep == "relcl" else []
    return any(a.tag == "WRB" for a in adverbs)


def _descent(sentence: Sentence, top: Token, point: Token, trigger: Token) -> int | None:
    """The cost of going down from `top` to the point, or None when it does not lie below."""
    cost, at = 0, point
    while at.i != top.i:
        if at.head == at.i:
            return None
        cost += _DOWN.get(at.dep, 1)
        # What modifies a verb's argument by a clause of its own is another act: "condemned the move
        # announced on Monday".
        if at.dep in {"acl", "relcl"} and trigger.pos not in {"NOUN", "PROPN"}:
            cost += FAR
        if at.dep == "conj" and at.pos == "VERB" and sentence.child(at.i, "nsubj", "nsubjpass"):
            cost += _WALL
        at = sentence.tokens[at.head]
    # A noun's modifier off the trigger's path is the noun's: "talks after the vote of Monday".
    return cost + (2 if cost and top.i != trigger.i else 0)


def verb_above(sentence: Sentence, token: Token) -> Token | None:
    """The nearest verb at or above a token."""
    for at in (token, *sentence.ancestors(token.i)):
        if at.pos in {"VERB", "AUX"}:
            return at
    return None
