"""Whether a clause tells of the past or of the future, from its verb group."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token
from dragoman.resolve.attach import verb_above

_FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "wo", "’ll"})
# Verbs, adjectives and nouns whose infinitive lies ahead: "plans to visit", "due to arrive".
_AHEAD = frozenset(
    """agree aim ask await call commit decide decision demand deadline due expect expectation hope hopeful
    intend intention invite likely order plan pledge poise prepare promise proposal propose ready request
    schedule set slate threaten threat tell urge vow want wish would""".split()
)  # fmt: skip


def direction(sentence: Sentence, token: Token) -> int:
    """-1 when the clause around a token is told as past, 1 as future, 0 when its grammar does not say."""
    verb = verb_above(sentence, token)
    if verb is None:
        return 0
    helpers = sentence.children_of(verb.i, "aux", "auxpass")
    words = {h.lower for h in helpers}
    if words & _FUTURE_AUXILIARIES:
        return 1
    if verb.tag == "VBD" or any(h.tag == "VBD" and h.lemma in {"have", "be", "do"} for h in helpers):
        return 1 if verb.lemma in {"schedule", "slate", "expect", "set"} and helpers else -1
    if verb.tag == "VBN" and "have" in {h.lemma for h in helpers}:
        return -1
    if verb.tag == "VBN" and helpers and verb.lemma in _AHEAD:
        return 1
    if "to" in words or verb.dep in {"xcomp", "advcl", "acl"} or verb.tag in {"VBG", "VBN"}:
        return _inherited(sentence, verb, bool("to" in words))
    return 0


def perfect_past(sentence: Sentence, token: Token) -> bool:
    """Whether the clause is in the past perfect: told as earlier than the rest."""
    verb = verb_above(sentence, token)
    return verb is not None and any(
        h.lemma == "have" and h.tag == "VBD" for h in sentence.children_of(verb.i, "aux")
    )


def _inherited(sentence: Sentence, verb: Token, infinitive: bool) -> int:
    if verb.head == verb.i:
        return 1 if infinitive else -1 if verb.tag == "VBN" else 0
    above = sentence.tokens[verb.head]
    if infinitive and above.lemma in _AHEAD:
        return 1
    if verb.tag == "VBN" and verb.dep in {"acl", "relcl"}:
        return -1
    return direction(sentence, above)
