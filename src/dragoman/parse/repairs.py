"""Trees set right where small parsers are known to err."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.analysis import Sentence, TimePhrase, Token
from dragoman.parse.grammar import children_of


def dates_apart(sentence: Sentence, times: Iterable[TimePhrase]) -> Sentence:
    """The sentence with each date under its preposition: "On 4 August Kenya's president flew …".

    Without a comma the parser takes the date for a part of the name that follows, and at times
    leaves the verb without its subject.
    """
    changed: dict[int, Token] = {}
    for phrase in times:
        inside = [t for t in sentence if phrase.start <= t.start and t.end <= phrase.end]
        if inside and inside[0].i > 0 and inside[-1].head > inside[-1].i:
            changed |= _parted(sentence, inside, sentence.tokens[inside[0].i - 1])
    if not changed:
        return sentence
    tokens = tuple(changed.get(t.i, t) for t in sentence)
    return replace(sentence, tokens=tokens, children=children_of(tokens))


def _parted(sentence: Sentence, inside: list[Token], opening: Token) -> dict[int, Token]:
    """The tokens to be changed: the date under its preposition, the name under its verb."""
    swallowed = sentence.child(opening.i, "pobj") if opening.dep == "prep" else None
    if opening.dep != "prep" or len(sentence.children[opening.i]) > (swallowed is not None):
        return {}
    freed = {}
    if swallowed:
        verb = sentence.tokens[opening.head]
        if inside[-1].i not in sentence.subtree(swallowed.i) or not _wants_subject(sentence, verb):
            return {}
        role = "nsubjpass" if sentence.child(verb.i, "auxpass") else "nsubj"
        freed = {swallowed.i: replace(swallowed, head=verb.i, dep=role)}
    last, places = inside[-1], {t.i for t in inside}
    hung = {t.i: replace(t, head=last.i) for t in inside[:-1] if t.head not in places}
    return freed | hung | {last.i: replace(last, head=opening.i, dep="pobj")}


def _wants_subject(sentence: Sentence, verb: Token) -> bool:
    return verb.pos in {"VERB", "AUX"} and not sentence.child(verb.i, "nsubj", "nsubjpass", "expl")
