"""Place phrases: the names of a sentence that say where something is done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.analysis import Mention, MentionKind, Parse, Sentence, Token
from dragoman.codebook import Codebook
from dragoman.codebook.folding import fold
from dragoman.codebook.places import Places

_GOALS = frozenset({"to", "into", "from", "for"})
_STATES = frozenset({MentionKind.NAME, MentionKind.CAPITAL})
_PROVINCE = re.compile(r", ((?:[A-Z][\w.’'-]*,? ?){1,3})")
# Small words within a name: "Santiago de Cuba", "Sharm el-Sheikh".
_PARTICLES = frozenset("al da de del di do dos du el es la las le los".split())


@dataclass(frozen=True, slots=True)
class Spot:
    """A place phrase: its name, the word it modifies, and the state the name stands for, if any.

    `within` is the state that is named after it: "Tripoli, Lebanon"; a `goal` is where one goes.
    """

    start: int
    end: int
    name: str
    governor: Token
    code: str | None
    state: bool
    within: str | None = None
    goal: bool = False


def spots_of(
    parse: Parse, sentence: Sentence, named: list[Mention], codebook: Codebook
) -> list[Spot]:
    """The place phrases of a sentence: "in Oslo", "near the Golan Heights", "arrived in Cairo"."""
    places = codebook.places
    times = [(t.start, t.end) for t in parse.times if t.sentence == sentence.index]
    found = []
    for phrase in sentence.tokens:
        governor = _somewhere(sentence, phrase, places)
        if governor is None or any(a <= phrase.start < b for a, b in times):
            continue
        goal = sentence.tokens[phrase.head].lower in _GOALS
        token = _called(sentence, phrase, places)
        words = sentence.tokens[
            _first_of_name(sentence, token) : _last_of_name(sentence, token, places) + 1
        ]
        mention = next((m for m in named if m.start <= token.start < m.end), None)
        if token.lower == "capital" and mention and len(mention.codes) == 1:
            found += _capital(token, mention.codes[0], governor, goal, places)
        elif _is_place(words, named, places) and token.lower not in places.words["never"]:
            spot = _spot(parse, words, mention, governor, codebook)
            found.append(replace(spot, goal=goal, within=_within(parse, spot, named, codebook)))
    return found


def _called(sentence: Sentence, token: Token, places: Places) -> Token:
    """The name behind a kind of place: "the Iraqi town of Penjwin", "the capital, Baghdad"."""
    if token.lower not in places.words["settlements"]:
        return token
    of = next((p for p in sentence.children_of(token.i, "prep") if p.lower == "of"), None)
    name = sentence.child(of.i, "pobj") if of else sentence.child(token.i, "appos")
    return name if name is not None and name.pos == "PROPN" else token


def _capital(token: Token, code: str, governor: Token, goal: bool, places: Places) -> list[Spot]:
    """The capital of a state that is named by its adjective alone: "in the Iraqi capital"."""
    site = places.capital(code)
    name = site.name if site else ""
    return [Spot(token.start, token.end, name, governor, None, False, code, goal)] if site else []


def _is_place(words: tuple[Token, ...], named: list[Mention], places: Places) -> bool:
    """Whether the words are a name of their own: the Orlik valley, not Kenyan territory.

    A surname alone that is a town's, too, is the town: nobody meets in Mr Toledo.
    """
    people = [m for m in named if m.kind not in _STATES and m.start <= words[0].start < m.end]
    surname = all(m.kind is MentionKind.PERSON and m.text == words[0].text for m in people)
    return words[0].text[:1].isupper() and (
        not people or (surname and bool(places.named(words[0].text)))
    )


def _spot(
    parse: Parse,
    words: tuple[Token, ...],
    mention: Mention | None,
    governor: Token,
    codebook: Codebook,
) -> Spot:
    start, end = words[0].start, words[-1].end
    name = parse.document.text[start:end]
    code = mention.codes[0] if mention and len(mention.codes) == 1 else None
    if mention and mention.kind not in _STATES:
        code = None
    state = mention is not None and mention.kind is MentionKind.NAME and bool(code)
    if mention and mention.start > start and codebook.places.named(name):
        state = False  # Santiago de Cuba
    return Spot(start, end, name, governor, code, state)


def _within(parse: Parse, spot: Spot, named: list[Mention], codebook: Codebook) -> str | None:
    """The state of what is named after a place: "Tripoli, Lebanon", "London, Ontario"."""
    text, links = parse.document.text, (", ", " in ")
    for mention in named:
        if mention.kind is MentionKind.NAME and text[spot.end : mention.start] in links:
            return mention.codes[0] if mention.codes else None
    after = _PROVINCE.match(text, spot.end)
    words = after[1].split() if after else []
    longer = [fold(" ".join(words[:count]).rstrip(",")) for count in range(len(words), 0, -1)]
    names = [name for long in longer for name in (long, long.rstrip("."))]
    provinces = codebook.actors.provinces
    return next((provinces[name] for name in names if name in provinces), None)


def _somewhere(sentence: Sentence, token: Token, places: Places) -> Token | None:
    """The word that a token says the place of, or None when it is no place phrase."""
    head = sentence.tokens[token.head]
    words = places.words
    if token.dep == "conj" and token.pos == "PROPN" and head.i != token.i:
        return _somewhere(sentence, head, places)
    if token.dep in {"dobj", "nsubjpass"} and head.lemma in words["visiting"]:
        return head
    if token.dep != "pobj" or head.head == head.i:
        return None
    above = sentence.tokens[head.head]
    if head.lower in words["at"]:
        return above if head.lower != "at" or sentence.children_of(token.i, "det") else None
    if head.lower == "of" and above.lemma in words["taking"]:
        return above
    if head.lower in words["towards"] and _going(sentence, above, words["going"]):
        return above
    return None


def _going(sentence: Sentence, token: Token, going: frozenset[str]) -> bool:
    return token.lemma in going or any(
        c.lemma in going for c in sentence.children_of(token.i, "dobj", "nsubjpass")
    )


def _last_of_name(sentence: Sentence, token: Token, places: Places) -> int:
    """Where the name ends: "the Gulf of Oman" goes on behind its kind."""
    if token.text[:1].isupper() and token.lower in places.words["features"]:
        of = next((p for p in sentence.children_of(token.i, "prep") if p.lower == "of"), None)
        name = sentence.child(of.i, "pobj") if of is not None else None
        if name is not None and name.pos == "PROPN":
            return name.i
    return token.i


def _first_of_name(sentence: Sentence, token: Token) -> int:
    """Where the name that ends in this token begins: "Sharm el-Sheikh", "the Golan Heights"."""
    first = token.i
    while first > 0:
        before = sentence.tokens[first - 1]
        joined = before.dep in {"compound", "amod", "nmod", "punct", "case"} or before.text == "-"
        capital = before.text[:1].isupper() or before.text == "-" or before.lower == "el"
        if before.text in _PARTICLES and first > 1:
            earlier = sentence.tokens[first - 2]
            joined = capital = earlier.pos == "PROPN" and earlier.text[:1].isupper()
        if not (joined and capital):
            break
        first -= 1
    return first
