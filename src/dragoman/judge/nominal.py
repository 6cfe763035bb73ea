"""The reading of a noun that names an act: its modifiers, its own aspect, its "no"."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.reading import OCCURRED, Reading, govern, negated
from dragoman.judge.verbal import infinitive, no_determiner
from dragoman.model import Status

_TIMES = frozenset({"week", "month", "year", "spring", "summer", "autumn", "winter", "fall"})
_STRONG = ("alleged", "failed", "proposed", "planned")


def own_noun(sentence: Sentence, token: Token, cues: Cues) -> Reading:
    """What the noun phrase itself says of the act, whatever governs it."""
    reading = _aspect(sentence, token, cues)
    modifier = _modifier(sentence, token, cues)
    if modifier is not None:
        word, effect = modifier
        if effect == "happened":
            lasting = token.lemma in cues.state_nouns | cues.activities
            reading = reading if lasting else OCCURRED
        else:
            reading = govern(effect, OCCURRED, reading, word.i)
    reading = _clause(sentence, token, reading, cues)
    none = no_determiner(sentence, token, cues)
    return negated(reading, none.i) if none is not None else reading


def _aspect(sentence: Sentence, token: Token, cues: Cues) -> Reading:
    words = {token.lower, token.lemma}
    lasting = bool(
        words & cues.state_nouns or (words & cues.activities and not past(sentence, token))
    )
    return Reading(Status.ONGOING, 2.6) if lasting else Reading(Status.OCCURRED, 2.6)


def past(sentence: Sentence, token: Token) -> bool:
    """Whether the nearest clause above the noun tells of the past."""
    for above in sentence.ancestors(token.i):
        if above.pos in ("VERB", "AUX") and above.dep not in ("amod", "xcomp", "pcomp"):
            auxes = {a.lower for a in sentence.children_of(above.i, "aux", "auxpass")}
            return above.tag == "VBD" or bool(auxes & {"had", "was", "were", "did"})
    return False


def _modifier(sentence: Sentence, token: Token, cues: Cues) -> tuple[Token, str] | None:
    """The modifier that weighs most: an "alleged" before a "recent"."""
    found = []
    for child in _modifiers(sentence, token):
        effect = cues.modifiers.get(child.lower)
        if effect is not None:
            found.append((child, effect))
    found.sort(key=lambda pair: (pair[1] not in _STRONG, pair[0].i))
    return found[0] if found else None


def _modifiers(sentence: Sentence, token: Token) -> list[Token]:
    """Words that describe the noun or its time in the genitive ("next week's talks")."""
    own = sentence.children_of(token.i, "amod", "compound", "nmod", "advmod")
    for name in sentence.children_of(token.i, "compound", "nmod"):
        # "upcoming NATO drills": the parse hangs the adjective on the name.
        own = [*own, *sentence.children_of(name.i, "amod")]
    owner = sentence.child(token.i, "poss")
    if owner is not None and owner.lemma in _TIMES:
        own = [*sentence.children_of(owner.i, "amod"), *own]
    return own


def _clause(sentence: Sentence, token: Token, reading: Reading, cues: Cues) -> Reading:
    """A clause behind the noun: "talks planned for May", "talks set to begin"."""
    for child in sentence.children_of(token.i, "acl"):
        if child.tag == "VBN":
            effect = cues.embedding_verbs.get(child.lemma, "fact")
            if effect in ("planned", "proposed", "failed", "alleged"):
                return govern(effect, OCCURRED, reading, child.i)
        if child.tag == "VBN" and infinitive(sentence, child):
            return govern("planned", OCCURRED, reading, child.i)
    return reading
