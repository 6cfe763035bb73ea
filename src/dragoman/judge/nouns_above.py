"""A noun that tells an act, under what governs it: a verb, another noun, a preposition."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import is_verb
from dragoman.judge.nominal import own_noun
from dragoman.judge.reading import OCCURRED, Reading, govern, negated
from dragoman.judge.steps import Step, effect_of
from dragoman.judge.verbal import own_verb
from dragoman.model import Status

# Nouns govern what they are of or for; what follows other prepositions is what they are about.
_OF = frozenset({"of", "for", "to"})
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
_TO_COME = frozenset({Status.PLANNED, Status.PROPOSED, Status.NOT_OCCURRED})
_GOVERNS = frozenset({"planned", "proposed", "failed", "alleged", "denied", "ended"})


def noun_above(step: Step) -> Reading:
    """The noun's reading under its head."""
    head, dep = step.head, step.token.dep
    if head.i == step.token.i:
        return step.own
    if dep in ("conj", "appos"):
        return step.way.climb(head, step.own) if head.pos != "VERB" else step.own
    if dep in ("compound", "amod", "nmod", "poss") and head.pos in ("NOUN", "PROPN"):
        # "ceasefire proposal", "visit plans": the head noun governs.
        effect = step.cues.embedding_nouns.get(head.lemma)
        if effect is not None and effect in _GOVERNS:
            return step.under_noun(effect, head)
        return step.own
    if dep in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative"):
        return _argument(step)
    if dep in ("pobj", "pcomp"):
        return _object_of(step)
    return step.own


def _argument(step: Step) -> Reading:
    """An act as subject or object: "talks were held", "cancelled the visit", "proposes a truce"."""
    if step.token.dep == "nsubj" and step.head.dep in ("csubj", "csubjpass"):
        step = _reduced(step)
    verb, dep = step.head, step.token.dep
    if dep == "nsubj" and verb.lemma == "be":
        return _subject_of_be(step)
    if dep in ("attr", "oprd") or verb.lemma == "be":
        return step.under("happened", verb)
    effect = effect_of(step.sentence, verb, step.cues)
    if effect in ("dropped", "ended") and step.token.lemma in step.cues.intents:
        return step.under("dropped", verb)
    if effect == "dropped":
        return _dropped(step)
    if dep == "nsubj" and not _befalls(step, effect):
        return step.own
    if effect == "ended" or (effect == "failed" and _offered(step.token, step.cues)):
        return step.own
    if effect is not None and not (effect == "planned" and verb.lemma in step.cues.performatives):
        return step.under(effect, verb)
    if verb.lemma in step.cues.occurrence | step.cues.performatives:
        return _takes_place(step)
    return step.own


def _reduced(step: Step) -> Step:
    """The noun under its own verb: "a meeting planned for May was held" is read as two clauses."""
    sentence, verb = step.sentence, step.sentence.tokens[step.head.head]
    dep = "nsubjpass" if sentence.child(verb.i, "auxpass") is not None else "nsubj"
    return replace(step, token=replace(step.token, head=verb.i, dep=dep))


def _dropped(step: Step) -> Reading:
    """What was to come does not; an offer was made all the same, and what lasted did last."""
    noun, cues = step.token, step.cues
    stood = {noun.lower, noun.lemma} & (cues.state_nouns | cues.activities)
    if noun.dep == "nsubj" or stood or _offered(noun, cues):
        return step.own
    return step.under("dropped", step.head)


def _takes_place(step: Step) -> Reading:
    """The act takes place as its verb does; a lasting one that began in the past did occur."""
    above = step.way.read(step.head.i)
    held = govern("happened", above, step.own, step.head.i)
    real = above.holds and step.own.status in _REAL
    return replace(held, status=above.status) if real else held


def _befalls(step: Step, effect: str | None) -> bool:
    """Whether an active verb tells what becomes of its subject ("the truce failed")."""
    verb = step.head
    thing = step.sentence.child(verb.i, "dobj", "ccomp", "xcomp")
    if thing is not None and thing.lower != "place":
        return False
    return effect in ("begun", "failed", "ongoing", None) or verb.lemma in step.cues.occurrence


def _offered(noun: Token, cues: Cues) -> bool:
    """Whether the noun is a thing said or put forward: a rejected offer was made all the same."""
    put_forward = noun.lemma in cues.nouns or noun.lemma in cues.embedding_nouns
    held = noun.dep == "nsubjpass" and noun.lower in cues.conversations  # "talks were postponed"
    return put_forward and not held


def _subject_of_be(step: Step) -> Reading:
    """The act as subject of "be": "the visit is possible", "the next visit will be in May"."""
    be, cues = step.head, step.cues
    reading = own_verb(step.sentence, be, cues)
    adjective = step.sentence.child(be.i, "acomp", "attr")
    if adjective is not None:
        word = adjective.lower
        effect = cues.embedding_adjectives.get(word) or cues.modifiers.get(word)
        if effect is not None and effect != "happened":
            return govern(effect, reading, step.own, adjective.i)
    if reading.status is Status.PLANNED:
        return govern("happened", reading, step.own, be.i)
    return step.own


def _object_of(step: Step) -> Reading:
    """An act after a preposition: "plans for a visit", "ahead of talks", "called for a truce"."""
    preposition, cues = step.head, step.cues
    word, head = preposition.lower, step.sentence.tokens[preposition.head]
    if word in cues.negation["prepositions"]:
        return negated(step.own, preposition.i)
    if word in ("before", "pending") or (word == "of" and head.lower == "ahead"):
        return govern("planned", OCCURRED, step.own, preposition.i)
    if word in cues.settled or head.lower in cues.settled or head.i == preposition.i:
        return step.own
    if word == "of" and head.lemma in cues.rounds:
        return _of_round(step, head)
    if is_verb(head):
        return _under_verb(step, word, head)
    return _under_noun(step, word, head)


def _of_round(step: Step, head: Token) -> Reading:
    """ "The next round of talks": the round is the talks."""
    described = own_noun(step.sentence, head, step.cues)
    own = step.own if described.status is Status.OCCURRED else described
    return step.way.climb(head, own)


def _under_noun(step: Step, word: str, head: Token) -> Reading:
    effect = effect_of(step.sentence, head, step.cues)
    if effect is None or effect == "ended" or word not in _OF:
        return step.own
    if effect in ("ongoing", "begun"):
        return Reading(Status.ONGOING if effect == "ongoing" else Status.OCCURRED, 2.8, head.i)
    return step.under_noun(effect, head)


def _under_verb(step: Step, word: str, verb: Token) -> Reading:
    cues = step.cues
    two_words = cues.embedding_verbs.get(f"{verb.lemma} {word}")
    if two_words is not None:
        return step.under(two_words, verb)
    effect = effect_of(step.sentence, verb, cues)
    if effect not in (None, "fact", "verified") and word in ("for", "of", "to", "against"):
        return step.under(effect, verb)
    coming = step.way.read(verb.i).status in _TO_COME
    if coming and word in ("for", "in", "into") and step.own.status is Status.OCCURRED:
        return step.under("happened", verb)
    return step.own
