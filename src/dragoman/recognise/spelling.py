"""What tokens look like: parts of a person's name, capitals, possessives."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis import Sentence, Token
from dragoman.codebook.folding import PARTICLES

_JOINS = frozenset("- ' ’ .".split())
# Capitalised words at the head of a sentence, or of the calendar, that begin no name.
_NEVER = frozenset(
    [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December", "I", "The", "A", "An", "In", "On"),
        *("At", "By", "For", "From", "To", "With", "And", "But", "Or", "As", "He", "She", "It"),
        *("They", "We", "You", "This", "That", "These", "Those", "His", "Her", "Its", "Their"),
        *("Our", "My"),
    ]
)


def starts_name(token: Token) -> bool:
    """Whether a token can begin a proper name: a capital, and no weekday or function word."""
    if token.text == "May":  # a month or a surname: a subject or an owner is a person
        return token.dep in {"nsubj", "nsubjpass", "poss", "dobj"} or token.pos == "AUX"
    capital = token.text[:1].isupper() and token.text not in _NEVER
    return capital and token.pos in {"PROPN", "NOUN", "ADJ", "X", "VERB"}


def name_end(sentence: Sentence, first: int, barred: frozenset[int]) -> int:
    """The last token of the proper name that starts at `first`, or first - 1 when none does.

    Particles ("al", "von"), hyphens, apostrophes and initials inside a name belong to it.
    """
    tokens, at, last = sentence.tokens, first, first - 1
    while at < len(tokens) and at not in barred and at - last <= 3:
        token = tokens[at]
        if _capital(token):
            last = at
        elif not (token.lower in PARTICLES or (token.text in _JOINS and _tight(tokens, at))):
            break
        at += 1
    return last


def _capital(token: Token) -> bool:
    if token.text == "May":
        return starts_name(token) or token.dep == "appos"
    return (
        token.text[:1].isupper()
        and token.text not in _NEVER
        and token.pos not in {"PRON", "DET", "ADP"}
    )


def _tight(tokens: Sequence[Token], at: int) -> bool:
    """Whether a joining mark touches both neighbours, or closes an initial."""
    return tokens[at - 1].end == tokens[at].start and at + 1 < len(tokens)


def possessive(sentence: Sentence, at: int) -> bool:
    """Whether token `at` is a possessive ending."""
    return at < len(sentence.tokens) and (
        sentence.tokens[at].tag == "POS" or sentence.tokens[at].lower in {"'s", "’s"}
    )


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of `first`..`last` on which the others hang."""
    inside = range(first, last + 1)
    outer = [
        i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i
    ]
    nominal = [i for i in outer if sentence.tokens[i].pos in {"NOUN", "PROPN", "PRON", "ADJ"}]
    return (nominal or outer or [last])[-1]
