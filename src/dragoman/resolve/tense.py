"""Whether a clause tells of the past or of the future, from its verb group."""

from __future__ import annotations

from enum import StrEnum

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
    if verb.tag == "VBD" or any(
        h.tag == "VBD" and h.lemma in {"have", "be", "do"} for h in helpers
    ):
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


class Told(StrEnum):
    """How a clause tells its act."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    OTHER = "other"  # the past perfect, the future, a noun, a clause beside the story


# Through these the telling of the main clause carries on; a relative clause or a noun steps out of it.
_CARRIES = frozenset(
    {"xcomp", "ccomp", "conj", "advcl", "dobj", "nsubjpass", "attr", "oprd", "parataxis", "dep", "ROOT"}
)  # fmt: skip
_HABITUAL = frozenset(
    """long always historically repeatedly often never traditionally previously once earlier already
    frequently constantly consistently regularly formerly""".split()
)  # fmt: skip


def told_as(sentence: Sentence, token: Token) -> Told:
    """Whether an act is told in the simple past, the perfect or the present of the main story."""
    verb = token if token.pos in {"VERB", "AUX"} else _light_verb(sentence, token)
    if verb is None or any(t.dep not in _CARRIES for t in _path(sentence, verb)):
        return Told.OTHER
    if any(c.lower in _HABITUAL for c in sentence.children_of(verb.i, "advmod")):
        return Told.OTHER
    return _told(sentence, verb)


def _told(sentence: Sentence, verb: Token) -> Told:
    helpers = sentence.children_of(verb.i, "aux", "auxpass")
    words = {h.lower for h in helpers}
    if any(h.tag == "MD" for h in helpers) or "to" in words:
        return Told.OTHER
    if verb.lemma == "have" and sentence.child(verb.i, "xcomp"):
        return Told.OTHER
    if any(h.lemma == "have" for h in helpers):
        return Told.OTHER if "had" in words else Told.PERFECT
    if verb.tag == "VBD" or words & {"was", "were", "did"}:
        return Told.PAST
    if verb.tag in {"VBZ", "VBP"} or words & {"is", "are", "does", "do"}:
        return Told.PRESENT
    if verb.head != verb.i:
        above = verb_above(sentence, sentence.tokens[verb.head])
        return _told(sentence, above) if above and above.i != verb.i else Told.OTHER
    return Told.OTHER


def _light_verb(sentence: Sentence, token: Token) -> Token | None:
    """The verb that a noun is object of: "held talks", "talks were held"."""
    above = sentence.tokens[token.head]
    return above if token.dep in {"dobj", "nsubjpass", "attr"} and above.pos == "VERB" else None


def _path(sentence: Sentence, token: Token) -> list[Token]:
    return [token, *sentence.ancestors(token.i)]
