"""Whether a clause tells of the past or of the future, from its verb group."""

from __future__ import annotations

from enum import StrEnum

from dragoman.analysis import Sentence, Token
from dragoman.codebook.times import TimeWords
from dragoman.resolve.attach import verb_above


def direction(sentence: Sentence, token: Token, words: TimeWords) -> int:
    """-1 when the clause around a token is told as past, 1 as future, 0 when it does not say."""
    verb = verb_above(sentence, token)
    if verb is None:
        return 0
    helpers = sentence.children_of(verb.i, "aux", "auxpass")
    helping = {h.lower for h in helpers}
    if not helpers and verb.tag in {"VBZ", "VBP"}:
        return 1 if verb.lemma in words.lists["timetable"] else 0
    scheduled = verb.tag == "VBN" and verb.lemma in words.lists["scheduled"]
    if helping & words.lists["future"] or (scheduled and "have" not in {h.lemma for h in helpers}):
        return 1
    if verb.tag == "VBD" or any(
        h.tag == "VBD" and h.lemma in {"have", "be", "do"} for h in helpers
    ):
        return -1
    if verb.tag == "VBN" and "have" in {h.lemma for h in helpers}:
        return -1
    if any(h.tag in {"VBZ", "VBP"} for h in helpers):
        coming = verb.tag == "VBG" and verb.lemma in words.lists["timetable"]
        return 1 if coming or verb.lemma in words.lists["ahead"] else 0
    if "to" in helping or verb.dep in {"xcomp", "advcl", "acl"} or verb.tag in {"VBG", "VBN"}:
        return _inherited(sentence, verb, "to" in helping, words)
    return 0


def _inherited(sentence: Sentence, verb: Token, infinitive: bool, words: TimeWords) -> int:
    if verb.head == verb.i:
        return 1 if infinitive else -1 if verb.tag == "VBN" else 0
    above = sentence.tokens[verb.head]
    going = above.lemma == "go" and above.tag == "VBG"
    if infinitive and (going or above.lemma == "be" or above.lemma in words.lists["ahead"]):
        return 1
    if verb.tag == "VBN" and verb.dep in {"acl", "relcl"}:
        return -1
    return direction(sentence, above, words)


_MAIN = frozenset({"ROOT", "conj", "ccomp"})


def limit(sentence: Sentence, token: Token, form: str, words: TimeWords) -> int:
    """Which side a limit is on: -1 for "was open until March", 1 for "was put off until March"."""
    verb = verb_above(sentence, token)
    if verb is None or direction(sentence, token, words) >= 0:
        return 1
    helpers = sentence.children_of(verb.i, "aux", "auxpass")
    if any(h.lower == "had" for h in helpers) or verb.lemma in words.lists["lasting"]:
        return -1
    asked = verb.lemma in words.lists["ahead"] | words.lists["scheduled"]
    reached = verb.tag == "VBD" and verb.dep in _MAIN and not asked
    return -1 if form == "by" and reached else 1


class Told(StrEnum):
    """How a clause tells its act."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    PROGRESSIVE = "progressive"  # "is visiting"
    REPORTED = "reported"  # "said it had signed": the signing is told as news, at a day not told
    OTHER = "other"  # the past perfect, the future, a noun, a clause beside the story


_OCCASION = frozenset({"at", "during", "in", "after"})
# Through these the telling of the main clause carries on; a relative clause steps out of it.
_CARRIES = frozenset(
    """ROOT xcomp ccomp conj advcl dobj nsubjpass attr oprd parataxis dep""".split()
)


def told_as(sentence: Sentence, token: Token, words: TimeWords) -> Told:
    """Whether an act is told in the simple past, the perfect or the present of the main story."""
    verb = token if token.pos in {"VERB", "AUX"} else _verb_of(sentence, token, words)
    if verb is None or any(t.dep not in _CARRIES for t in _path(sentence, verb)):
        return Told.OTHER
    if any(c.lower in words.lists["habitual"] for c in sentence.children_of(verb.i, "advmod")):
        return Told.OTHER
    return _told(sentence, verb)


def _told(sentence: Sentence, verb: Token) -> Told:
    helpers = sentence.children_of(verb.i, "aux", "auxpass")
    helping = {h.lower for h in helpers}
    if any(h.tag == "MD" for h in helpers) or "to" in helping:
        return Told.OTHER
    if verb.lemma == "have" and sentence.child(verb.i, "xcomp"):
        return Told.OTHER
    if any(h.lemma == "have" for h in helpers):
        if "had" not in helping:
            return Told.PERFECT
        said = verb.dep == "ccomp" and _told(sentence, sentence.tokens[verb.head]) is Told.PAST
        return Told.REPORTED if said else Told.OTHER
    if verb.tag == "VBD" or helping & {"was", "were", "did"}:
        return Told.PAST
    if verb.tag == "VBG" and helping & {"is", "are"}:
        return Told.PROGRESSIVE
    if verb.tag in {"VBZ", "VBP"} or helping & {"is", "are", "does", "do"}:
        return Told.PRESENT
    if verb.head != verb.i:
        above = verb_above(sentence, sentence.tokens[verb.head])
        return _told(sentence, above) if above and above.i != verb.i else Told.OTHER
    return Told.OTHER


def _verb_of(sentence: Sentence, token: Token, words: TimeWords) -> Token | None:
    """The verb of a noun's clause: "held talks", "talks were held", "at the meeting she said"."""
    above = sentence.tokens[token.head]
    if token.dep == "pobj" and token.tag == "NN" and above.lower in _OCCASION:
        above = sentence.tokens[above.head]
        return above if above.pos in {"VERB", "AUX"} else None
    if token.dep not in {"dobj", "nsubjpass", "attr"} or above.lemma in words.lists["about"]:
        return None
    return above if above.pos == "VERB" else None


def _path(sentence: Sentence, token: Token) -> list[Token]:
    return [token, *sentence.ancestors(token.i)]
