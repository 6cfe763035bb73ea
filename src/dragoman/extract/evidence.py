"""The clause that tells an act: what a reader must see to check it."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.analysis import Sentence

_SHORT = 200  # characters; a sentence up to this length is its own evidence


def clause_span(sentence: Sentence, trigger: int, heads: Iterable[int]) -> tuple[int, int]:
    """Bounds of the clause around the trigger, widened to the parties in the sentence."""
    if sentence.end - sentence.start <= _SHORT:
        return sentence.start, sentence.end
    top = _clause_head(sentence, trigger)
    tokens = set(sentence.subtree(top)) - _other_clauses(sentence, top, trigger)
    tokens |= set(sentence.subtree(trigger)) | set(heads)
    first, last = _phrase_start(sentence, min(tokens)), max(tokens)
    while last > first and sentence.tokens[last].text in {",", ";", ":", "-", "–", "—"}:
        last -= 1
    while first < last and sentence.tokens[first].text in {",", ";", ":", "-", "–", "—"}:
        first += 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def _phrase_start(sentence: Sentence, token: int) -> int:
    """Where the noun phrase begins that holds the token: evidence does not open in its middle."""
    at = sentence.tokens[token]
    while at.head != at.i and sentence.tokens[at.head].pos not in {"VERB", "AUX"}:
        at = sentence.tokens[at.head]
    return min(sentence.subtree(at.i)) if at.pos in {"NOUN", "PROPN", "PRON", "ADP"} else token


def _clause_head(sentence: Sentence, trigger: int) -> int:
    """The nearest verb at or above the trigger that heads a clause of its own."""
    at = sentence.tokens[trigger]
    while at.head != at.i and not (
        at.pos in {"VERB", "AUX"} and at.dep not in {"xcomp", "aux", "acl", "pcomp"}
    ):
        at = sentence.tokens[at.head]
    return at.i


def _other_clauses(sentence: Sentence, top: int, trigger: int) -> set[int]:
    """Coordinated and adverbial clauses below the clause's head that do not hold the trigger."""
    others: set[int] = set()
    for child in sentence.children_of(top, "conj", "advcl", "parataxis"):
        below = set(sentence.subtree(child.i))
        if child.pos in {"VERB", "AUX"} and trigger not in below:
            others |= below
    return others
