"""Change against level: whether a number says how much something is, or by how much it moved."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token
from dragoman.codebook.numbers import NumberWords
from dragoman.extract.quantities import Quantity

_REACH = 7  # tokens before a number in which the verb of change stands
_STOP = {",", ";", ":", "(", ")", "and", "but", "while", "which", "that"}
_LEVEL = {"to", "at", "from", "reach", "hit"}
_LINKS = {"by", "of", "with"}
_THINGS = {"NOUN", "PROPN", "PRON", "NUM"}
_SKIP = {"$", "€", "£", "#", "us$"}


def direction(sentence: Sentence, quantity: Quantity, words: NumberWords) -> str | None:
    """ "up" or "down" where the number is a change ("rose by 5 %", "a 5 % cut"), else None."""
    first = sentence.token_at(quantity.start)
    last = sentence.token_at(quantity.end - 1)
    if first is None or last is None or quantity.dimension == "time":
        return None
    sign = sentence.text[quantity.start - sentence.start - 1 : quantity.start - sentence.start]
    if sign == "+":
        return "up"
    return _before(sentence, first, quantity, words) or _after(sentence, last, words)


def way(token: Token, words: NumberWords, *, by: bool = False) -> str | None:
    """Which way a word of change points; some words do so only before "by"."""
    for form in (token.lemma, token.lower):
        if form in words.up or (by and form in words.up_by and token.pos == "VERB"):
            return "up"
        if form in words.down or (by and form in words.down_by and token.pos == "VERB"):
            return "down"
    return None


def _before(sentence: Sentence, first: Token, quantity: Quantity, words: NumberWords) -> str | None:
    """The trend before the number; "to" or "at" next to it makes it a level."""
    modifier = set((quantity.modifier or "").split())
    link: str | None = None
    for token in reversed(sentence.tokens[max(0, first.i - _REACH) : first.i]):
        if token.lower in modifier or token.text in _SKIP or token.lower in {"a", "an", "the"}:
            continue
        if token.text in _STOP and link != "by":
            return None
        found = way(token, words, by=link == "by" or quantity.dimension == "share")
        if found and (link in {None, "by"} or (link == "of" and token.pos == "NOUN")):
            return found if _moves(sentence, token, words) else None
        if link is None and (token.lower in _LEVEL or token.lemma in _LEVEL):
            return None
        if link is None and (
            token.pos in _THINGS or token.pos == "ADP" and token.lower not in _LINKS
        ):
            return None
        link = link or (token.lower if token.lower in _LINKS else None)
    return None


def _moves(sentence: Sentence, token: Token, words: NumberWords) -> bool:
    """Whether the word tells movement here: "gave up 500 yards" moves nothing."""
    if token.lower not in {"up", "down"}:
        return token.pos in {"VERB", "NOUN", "ADV", "ADP", "ADJ"}
    head = sentence.tokens[token.head]
    if token.dep != "prt":
        return True
    return head.lemma in {"go", "be", "come", "move", "trend", "edge", "drive"} or bool(
        way(head, words)
    )


def _after(sentence: Sentence, last: Token, words: NumberWords) -> str | None:
    """The trend after the number: "a 5 % increase", "5 % higher", "a 20 % tariff cut"."""
    for token in sentence.tokens[last.i + 1 : last.i + 3]:
        found = way(token, words)
        if found and token.pos in {"NOUN", "ADJ", "ADV"}:
            return found
        if token.pos not in {"ADJ", "NOUN"}:
            return None
    return None
