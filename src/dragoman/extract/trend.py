"""Change against level: whether a number says how much something is, or by how much it moved."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token
from dragoman.codebook.numbers import NumberWords
from dragoman.extract.quantities import Quantity

_REACH = 12  # tokens before a number in which the verb of change stands
_THINGS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_MOVERS = frozenset({"VERB", "NOUN", "ADV", "ADP", "ADJ"})


def direction(sentence: Sentence, quantity: Quantity, words: NumberWords) -> str | None:
    """ "up" or "down" where the number is a change ("rose by 5 %", "a 5 % cut"), else None."""
    first = sentence.token_at(quantity.start)
    last = sentence.token_at(quantity.end - 1)
    if first is None or last is None or quantity.dimension == "time":
        return None
    if sentence.text[: quantity.start - sentence.start].endswith("+"):
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
    skipped = frozenset((quantity.modifier or "").split())
    link: str | None = None
    halved = quantity.number.form == "fraction" and not _is_of(sentence, quantity)
    for token in reversed(sentence.tokens[max(0, first.i - _REACH) : first.i]):
        if halved and token.lower == "in" and token.i == first.i - 1:
            continue  # "was cut in half"
        if token.lower in skipped or words.shapes["trend_skip"].fullmatch(token.lower):
            continue
        if words.shapes["trend_stop"].fullmatch(token.lower) and link != "by":
            return None
        found = way(token, words, by=link == "by" or quantity.dimension == "share")
        if found and (link in {None, "by"} or (link == "of" and token.pos == "NOUN")):
            return found if _moves(sentence, token, words) else None
        if link is None:
            if _ends(token, words):
                return None
            link = token.lower if words.shapes["trend_link"].fullmatch(token.lower) else None
    return None


def _is_of(sentence: Sentence, quantity: Quantity) -> bool:
    following = sentence.text[quantity.end - sentence.start :]
    return following.lstrip().startswith(("of ", "the "))


def _ends(token: Token, words: NumberWords) -> bool:
    """Whether what stands next to the number makes it a level or another thing's number."""
    level = words.shapes["trend_level"]
    if level.fullmatch(token.lower) or level.fullmatch(token.lemma) or token.pos in _THINGS:
        return True
    return token.pos == "ADP" and not words.shapes["trend_link"].fullmatch(token.lower)


def _moves(sentence: Sentence, token: Token, words: NumberWords) -> bool:
    """Whether the word tells movement here: "gave up 500 yards" moves nothing."""
    if token.lower not in {"up", "down"}:
        return token.pos in _MOVERS
    head = sentence.tokens[token.head]
    if token.dep != "prt":
        return True
    return bool(words.shapes["trend_heads"].fullmatch(head.lemma) or way(head, words))


def _after(sentence: Sentence, last: Token, words: NumberWords) -> str | None:
    """The trend after the number: "a 5 % increase", "5 % higher", "a 20 % tariff cut"."""
    for token in sentence.tokens[last.i + 1 : last.i + 3]:
        found = way(token, words)
        if found and token.pos in {"NOUN", "ADJ", "ADV"}:
            return found
        if token.pos not in {"ADJ", "NOUN"}:
            return None
    return None
