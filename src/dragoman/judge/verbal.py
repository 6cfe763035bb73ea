"""The reading of a verb from its own clause: tense, modality, negation, condition, question."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import SUBJECTS, auxiliaries
from dragoman.judge.reading import OCCURRED, ONGOING, Reading, govern, negated
from dragoman.model import Status

PLANNED = Reading(Status.PLANNED, 1.8)
PROPOSED = Reading(Status.PROPOSED, 0.6)
# With a perfect these tell what did not come about: "could have stopped".
_COUNTERFACTUAL = frozenset({"would", "could", "should", "'d", "’d"})
_LATER = frozenset("tomorrow tonight soon shortly later next".split())


def own_verb(sentence: Sentence, token: Token, cues: Cues) -> Reading:
    """What the verb's own clause says, whatever governs it."""
    auxes = auxiliaries(sentence, token)
    reading = _tense(sentence, token, auxes, cues)
    reading = _modal(sentence, token, auxes, reading, cues)
    reading = _adverbs(sentence, token, reading, cues)
    unmet = _inverted_had(sentence, token)
    if unmet is not None:
        reading = Reading(Status.NOT_OCCURRED, -1.0, unmet.i)
    marker = condition(sentence, token, cues)
    if marker is not None:
        reading = Reading(Status.PROPOSED, 0.2, marker.i)
    if _asked(sentence, token):
        reading = Reading(Status.PROPOSED, 0.2, len(sentence.tokens) - 1)
    negation = negator(sentence, token, cues)
    return reading if negation is None else _negate(sentence, reading, negation, cues)


def _inverted_had(sentence: Sentence, token: Token) -> Token | None:
    """The "had" of a condition that was not met: "Had it been signed, …"."""
    own = sentence.child(token.i, *SUBJECTS)
    had = next((a for a in auxiliaries(sentence, token) if a.lower == "had"), None)
    below = token.dep in ("advcl", "ccomp")
    return had if own is not None and had is not None and below and had.i < own.i else None


def finite(sentence: Sentence, token: Token) -> bool:
    """Whether the verb carries its own tense, rather than hanging on a governing word."""
    if token.tag in ("VBD", "VBZ", "VBP", "MD"):
        return True
    auxes = auxiliaries(sentence, token)
    if any(a.lower == "to" for a in auxes):
        return False
    return any(a.tag in ("MD", "VBD", "VBZ", "VBP") for a in auxes)


def infinitive(sentence: Sentence, token: Token) -> bool:
    """Whether the verb is a to-infinitive."""
    return any(a.lower == "to" for a in auxiliaries(sentence, token))


def negator(sentence: Sentence, token: Token, cues: Cues) -> Token | None:
    """The word that negates the verb, or None."""
    for child in sentence.children_of(token.i):
        if _negates(sentence, child, cues):
            return child
        if child.dep == "advmod" and child.lower in cues.negation["ended_by"]:
            no = sentence.child(child.i, "neg", "advmod", "det")
            if no is not None:
                return no
    subject = sentence.child(token.i, *SUBJECTS)
    if subject is not None:
        return _nobody(sentence, subject, cues)
    return _joined_negator(sentence, token, cues)


def no_object(sentence: Sentence, token: Token, cues: Cues) -> Token | None:
    """The "nobody" or "no" of what the verb acts on: who "has sent nobody" denies the sending.

    What is done to nothing is done all the same for its status: "they reached no deal".
    """
    thing = sentence.child(token.i, "dobj")
    return _nobody(sentence, thing, cues) if thing is not None and thing.i > token.i else None


def _joined_negator(sentence: Sentence, token: Token, cues: Cues) -> Token | None:
    """The negation that the verb shares with the one it is joined to by "or" or "nor"."""
    if token.dep != "conj" or sentence.child(token.i, "aux"):
        return None
    head = sentence.tokens[token.head]
    joined = {t.lower: t for t in sentence.children_of(head.i, "cc")}
    if "nor" in joined:
        return joined["nor"]
    return negator(sentence, head, cues) if "or" in joined else None


def _nobody(sentence: Sentence, noun: Token, cues: Cues) -> Token | None:
    """The "nobody" or the "no" of a noun phrase: "has sent nobody there", "no jet took off"."""
    return noun if noun.lower in cues.negation["pronouns"] else no_determiner(sentence, noun, cues)


def no_determiner(sentence: Sentence, noun: Token, cues: Cues) -> Token | None:
    """The "no" or "neither" of a noun phrase, or None."""
    for child in sentence.children_of(noun.i, "det", "preconj", "advmod", "amod", "neg"):
        if child.lower in cues.negation["determiners"]:
            return child
        if child.lower == "not" and sentence.tokens[child.i + 1].lower in ("a", "one", "any"):
            # "Not a single shell has left the country."
            return child
    number = sentence.child(noun.i, "nummod")
    if number is not None and number.lower in ("one", "single"):
        # "Not one shell": the parse hangs the "not" on the number.
        return next((t for t in sentence.children_of(number.i) if t.lower == "not"), None)
    return None


def _negates(sentence: Sentence, child: Token, cues: Cues) -> bool:
    word = child.lower
    if child.dep not in ("neg", "advmod", "preconj") or word not in cues.negation["words"]:
        return False
    following = sentence.tokens[child.i + 1].lower if child.i + 1 < len(sentence.tokens) else ""
    return following not in cues.negation["undone_by"]


def _negate(sentence: Sentence, reading: Reading, negation: Token, cues: Cues) -> Reading:
    following = [t.lower for t in sentence.tokens[negation.i + 1 : negation.i + 2]]
    turned = negated(reading, negation.i)
    if following and following[0] in cues.negation["ended_by"]:
        return Reading(Status.NOT_OCCURRED, -2.0, negation.i)
    return turned


def _tense(sentence: Sentence, token: Token, auxes: list[Token], cues: Cues) -> Reading:
    words = {a.lower for a in auxes}
    be = next((a for a in auxes if a.lemma == "be"), None)
    lasting = token.lemma in cues.state_verbs
    if token.tag == "VBG" and be is not None:
        if _later(sentence, token):
            return Reading(Status.PLANNED, 2.0, token.i)
        past = be.tag in ("VBD",) or "had" in words
        return OCCURRED if past and not lasting else Reading(Status.ONGOING, 3.0, be.i)
    if token.tag == "VBN" and be is not None and be.tag in ("VBZ", "VBP") and lasting:
        return ONGOING
    if token.tag in ("VBZ", "VBP") and not words & {"did", "had"}:
        if _later(sentence, token) and not lasting:
            return Reading(Status.PLANNED, 2.0, token.i)
        return ONGOING if lasting else OCCURRED
    if token.tag == "VB" and any(a.lower in ("do", "does") for a in auxes):
        return ONGOING if lasting else OCCURRED
    if token.tag == "VB" and not auxes and _commands(sentence, token):
        return Reading(Status.PROPOSED, 0.5, token.i)
    return OCCURRED


def _commands(sentence: Sentence, token: Token) -> bool:
    """Whether a bare verb is an imperative: without subject, first in its sentence or quotation."""
    if sentence.child(token.i, *SUBJECTS) is not None:
        return False
    before = sentence.tokens[token.i - 1].text if token.i else '"'
    return token.dep == "ROOT" or (token.dep in ("advcl", "ccomp") and before in ('"', "“", ":"))


def _later(sentence: Sentence, token: Token) -> bool:
    """Whether a time still to come stands right under the verb ("is visiting Riga next week")."""
    below = sentence.children_of(token.i, "npadvmod", "advmod", "prep")
    near = [t for c in below for t in (c, *sentence.children_of(c.i))]
    return any(t.lower in _LATER for t in near if t.lower != "later" or t.dep == "advmod")


def _modal(
    sentence: Sentence, token: Token, auxes: list[Token], reading: Reading, cues: Cues
) -> Reading:
    modal = next((a for a in auxes if a.lower in cues.modals and a.tag == "MD"), None)
    if modal is None:
        return _semi_modal(sentence, token, reading)
    perfect = any(a.lower in ("have", "'ve", "’ve") for a in auxes)
    word, effect = modal.lower, cues.modals[modal.lower]
    unmet = word in _COUNTERFACTUAL or (word == "might" and _supposed(sentence, token, cues))
    if perfect and unmet:
        return Reading(Status.NOT_OCCURRED, -1.0, modal.i)
    if perfect and effect == "planned":
        return Reading(Status.PLANNED, 1.8, modal.i)
    if perfect:
        return Reading(Status.ALLEGED, 1.5 if word != "might" else 0.8, modal.i)
    if word in ("would", "'d", "’d"):
        return _would(sentence, token, modal, cues)
    if effect == "planned":
        return Reading(Status.PLANNED, 1.8, modal.i)
    return Reading(Status.PROPOSED, 0.8, modal.i)


def _supposed(sentence: Sentence, token: Token, cues: Cues) -> bool:
    """Whether a past condition that was not met goes with the verb: "…, had it been asked"."""
    for clause in sentence.children_of(token.i, "advcl"):
        opened = sentence.child(clause.i, "mark", "advmod") is not None
        had = any(aux.lower == "had" for aux in sentence.children_of(clause.i, "aux"))
        if had and (not opened or condition(sentence, clause, cues)):
            return True
    return False


def _would(sentence: Sentence, token: Token, modal: Token, cues: Cues) -> Reading:
    """The future seen from the past ("said it would send") is a plan, else a supposition."""
    if token.lemma in ("like", "prefer", "love", "want", "welcome"):
        return Reading(Status.PROPOSED, 0.6, modal.i)
    conditional = any(
        condition(sentence, child, cues) for child in sentence.children_of(token.i, "advcl")
    )
    if conditional:
        return Reading(Status.PROPOSED, 0.4, modal.i)
    return Reading(Status.PLANNED, 1.4, modal.i)


def _semi_modal(sentence: Sentence, token: Token, reading: Reading) -> Reading:
    """ "is to visit", "is going to visit", "has to visit": the governor is a light verb."""
    head = sentence.tokens[token.head]
    if token.dep == "ROOT" and infinitive(sentence, token):
        # A headline: "Ghana to host talks".
        return Reading(Status.PLANNED, 1.8, sentence.children_of(token.i, "aux")[0].i)
    if token.dep != "xcomp" or not infinitive(sentence, token):
        return reading
    if head.lemma == "be" and head.tag in ("VBZ", "VBP", "VBD"):
        return Reading(Status.PLANNED, 1.4, head.i)
    if head.lemma == "go" and head.tag == "VBG":
        return Reading(Status.PLANNED, 1.8, head.i)
    if head.lemma == "have" or head.tag == "MD":
        return Reading(Status.PROPOSED, 0.8, head.i)
    return reading


def _adverbs(sentence: Sentence, token: Token, reading: Reading, cues: Cues) -> Reading:
    for child in sentence.children_of(token.i, "advmod"):
        effect = cues.adverbs.get(child.lower)
        if effect == "alleged" and reading.holds:
            return Reading(Status.ALLEGED, 1.5, child.i)
        if effect == "possible" and reading.holds:
            # "possibly sold" guesses at a fact, "possibly sells" at what may come.
            guess = Status.ALLEGED if token.tag in ("VBD", "VBN") else Status.PROPOSED
            return Reading(guess, min(1.0, reading.value), child.i)
        if effect == "probable" and reading.holds:
            return Reading(reading.status, min(2.0, reading.value), child.i)
    head = sentence.tokens[token.head]
    yet = any(c.lower == "yet" for c in sentence.children_of(head.i, "advmod"))
    if yet and token.dep == "xcomp" and head.lemma in ("have", "be"):
        return govern("yet", OCCURRED, reading, head.i)
    return reading


def condition(sentence: Sentence, token: Token, cues: Cues) -> Token | None:
    """The conjunction that makes the clause a condition ("if", "unless"), or None."""
    for child in sentence.children_of(token.i, "mark", "advmod"):
        if child.i < token.i and child.lower in cues.conditions:
            return child
    return None


def _asked(sentence: Sentence, token: Token) -> bool:
    """Whether the verb is what a question asks."""
    last = sentence.tokens[-1].lower if sentence.tokens else ""
    return last == "?" and token.dep == "ROOT"
