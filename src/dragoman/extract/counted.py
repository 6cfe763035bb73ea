"""What is counted: the noun that a bare number belongs to, by grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.analysis import Sentence, Token
from dragoman.codebook.measures import Measures
from dragoman.extract.quantities import Quantity

_MODIFIES = {"nummod", "quantmod", "compound", "amod", "nmod", "advmod", "npadvmod", "appos"}
_NOUNS = {"NOUN", "PROPN"}
# Where a number without a noun stands for what was counted before.
_OF_NOUNS = {"dobj", "nsubj", "nsubjpass", "conj"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun that is counted: its token and the word a record uses for it."""

    head: Token
    unit: str
    named: bool = False


def counted(sentence: Sentence, quantity: Quantity, measures: Measures) -> Counted | None:
    """The noun counted by the quantity's number; None when the number stands alone."""
    number = sentence.token_at(quantity.number.end - 1)
    if number is None:
        return None
    head = _head(sentence, number, measures)
    if head is None:
        return None
    return Counted(head, _unit(sentence, head, measures), head.pos == "PROPN")


def elided(
    sentence: Sentence, quantity: Quantity, noun: Counted | None, measures: Measures
) -> Counted | None:
    """The noun counted before that a number goes on with: "and another 12", "six Libyan ones"."""
    number = sentence.token_at(quantity.number.end - 1)
    if number is None or quantity.number.form not in {"digits", "words"}:
        return None
    if noun is None and not _stands_for_things(sentence, number, quantity, measures):
        return None
    for token in reversed(sentence.tokens[: number.i]):
        counts = [c for c in sentence.children_of(token.i, "nummod") if c.i < token.i]
        if token.tag in {"NNS", "NNPS"} and counts:
            return Counted(token, _unit(sentence, token, measures), token.pos == "PROPN")
    return None


def _stands_for_things(
    sentence: Sentence, number: Token, quantity: Quantity, measures: Measures
) -> bool:
    """Whether a bare number has the place of a noun, or counts "more", "ones" or "of them"."""
    before = sentence.text[: quantity.start - sentence.start]
    if number.dep in _OF_NOUNS or measures.shapes["further"].search(before):
        return True
    after = sentence.tokens[number.i + 1].lower if number.i + 1 < len(sentence.tokens) else ""
    return after == "of" or measures.shapes["pronoun"].fullmatch(after) is not None


def is_part_of_name(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number belongs to a name: "iPhone 11", "the Fortune 100", "the Three Seas"."""
    number = sentence.token_at(quantity.number.start)
    if number is None or number.i == 0 or quantity.dimension:
        return False
    before = sentence.tokens[number.i - 1]
    after = sentence.tokens[number.i + 1] if number.i + 1 < len(sentence.tokens) else None
    if quantity.number.form == "words":
        return number.text[:1].isupper() and after is not None and after.text[:1].isupper()
    if quantity.number.form != "digits" or quantity.number.scale > 1:
        return False
    if before.pos != "PROPN" or not before.text[:1].isupper() or number.start - before.end > 1:
        return False
    counts = after is not None and (after.pos in {"NOUN", "ADJ", "VERB"} or "-" in after.text)
    return not counts or number.head == before.i


def _head(sentence: Sentence, number: Token, measures: Measures) -> Token | None:
    at = number
    for _ in range(3):
        of = next((p for p in sentence.children_of(at.i, "prep") if p.lower == "of"), None)
        if of is not None and (noun := sentence.child(of.i, "pobj")) and number.lower.endswith("s"):
            return noun
        if at.dep not in _MODIFIES or at.head == at.i:
            break
        at = sentence.tokens[at.head]
        if at.pos in _NOUNS and at.i > number.i and not _is_part(sentence, at):
            return at
        if measures.shapes["hurt"].fullmatch(at.lower) and at.i > number.i:
            return at
    return _force(sentence, number, measures) or _next_noun(sentence, number, measures)


def _force(sentence: Sentence, number: Token, measures: Measures) -> Token | None:
    """The force whose strength a bare number tells: "a force of 1,000"."""
    of = sentence.tokens[number.head]
    noun = sentence.tokens[of.head]
    strong = number.dep == "pobj" and of.lower == "of" and noun.tag == "NN"
    strong = strong and not sentence.children_of(number.i, "det")  # not "of the 40"
    return noun if strong and measures.counted.get(noun.lower) == "personnel" else None


def _is_part(sentence: Sentence, noun: Token) -> bool:
    """Whether the noun only qualifies the next: "vaccine" in "vaccine doses"."""
    head = sentence.tokens[noun.head]
    return noun.dep == "compound" and head.pos in _NOUNS and head.i == noun.i + 1


def _next_noun(sentence: Sentence, number: Token, measures: Measures) -> Token | None:
    """The noun right after the number, where the parser lost the link ("33 MiG-23")."""
    for token in sentence.tokens[number.i + 1 : number.i + 5]:
        if measures.shapes["hurt"].fullmatch(token.lower):
            return token
        if token.pos in _NOUNS:
            following = sentence.tokens[token.i + 1 : token.i + 2]
            if following and following[0].pos in _NOUNS and token.dep == "compound":
                continue
            return token
        if token.pos not in {"ADJ", "PUNCT", "NUM"} or token.text in {",", ".", ";", ":", "(", ")"}:
            return None
    return None


def _unit(sentence: Sentence, head: Token, measures: Measures) -> str:
    """The word for what is counted: the noun as it stands, or the class of a named type of arms."""
    if measures.shapes["hurt"].fullmatch(head.lower):
        return "people"
    before = sentence.tokens[head.i - 1] if head.i else None
    if before is not None and f"{before.lower} {head.lower}" in measures.counted:
        return f"{before.lower} {head.lower}"
    stem = re.match(r"([A-Za-z]+)(?=-?\d)", head.text)
    if stem and stem[1].lower() in measures.designations:
        return measures.designations[stem[1].lower()]
    return measures.designations.get(head.lower, head.lower) if head.pos == "PROPN" else head.lower
