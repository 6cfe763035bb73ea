"""On whose soil an act is done: "shelled a camp near Ganja" is done to the state that holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from dragoman.analysis import Sentence, Token
from dragoman.codebook.places import Places
from dragoman.extract.clauses import is_passive
from dragoman.extract.parties import NOBODY, Cast, Found
from dragoman.extract.verbal import ON_THE_GROUND, Act
from dragoman.model import Party

_WHERE = frozenset(
    "in at near on of into against to toward towards over around outside inside off along".split()
)
_TOWNS = frozenset({"city", "capital", "region"})


def soil(act: Act, cast: Cast, told: Mapping[str, Party], places: Places) -> Found:
    """The one state of the story on whose soil the places of the act's clause lie."""
    if act.frame.part != "verb" or not (act.frame.ground or act.frame.type in ON_THE_GROUND):
        return NOBODY
    if act.frame.ground and not act.sources.direct:  # a visit is paid by somebody, not by a ship
        return NOBODY
    for token in _places(act, cast):
        holders = _holders(_name(cast.sentence, token), told, places)
        # A name that is also one of the doer's own towns says nothing.
        if len(holders) == 1 and not holders & act.sources.codes:
            return Found((told[holders.pop()],), False, (token.i,))
    return NOBODY


def _places(act: Act, cast: Cast) -> Iterator[Token]:
    """The proper names of no party that tell where, or what it is done to."""
    sentence = cast.sentence
    done = is_passive(sentence, act.trigger)
    for i in sentence.subtree(act.trigger):
        token = sentence.tokens[i]
        if token.pos != "PROPN" or cast.at(i) or (i < act.trigger and not done):
            continue
        where = token.dep == "pobj" and sentence.tokens[token.head].lower in _WHERE
        if (where or token.dep in {"dobj", "nsubjpass"}) and _own(sentence, token, act.trigger):
            yield token


def _own(sentence: Sentence, token: Token, trigger: int) -> bool:
    """Whether no other verb stands between a word and the trigger."""
    for above in sentence.ancestors(token.i):
        if above.i == trigger:
            return True
        if above.pos in {"VERB", "AUX"}:
            return False
    return False


def _name(sentence: Sentence, head: Token) -> str:
    """The name that ends in a token: "Ganja", "Port Sudan"."""
    first = head.i
    while first > 0 and sentence.tokens[first - 1].pos == "PROPN":
        first -= 1
    start, end = sentence.tokens[first].start, head.end
    return sentence.text[start - sentence.start : end - sentence.start]


def _holders(name: str, told: Collection[str], places: Places) -> set[str]:
    """The states of the story that have a town or region of this name."""
    towns = (site.place.country for site in places.named(name) if site.feature in _TOWNS)
    return {country for country in towns if country and country in told}
