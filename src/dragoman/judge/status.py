"""Did it happen: reading an act's status off its own clause and everything that governs it.

From the word that tells the act we climb the tree. Each clause contributes tense, negation and
modality, each governing word an effect from the codebook (plan, propose, fail, deny, ...), until
nothing above bears on it.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import is_verb, keys, passive
from dragoman.judge.nominal import own_noun
from dragoman.judge.reading import OCCURRED, Reading, govern, negated
from dragoman.judge.verbal import condition, finite, infinitive, own_verb
from dragoman.model import Status

_DEEPEST = 12
_NEUTRAL = frozenset({"before", "until", "including", "like", "as", "than", "besides", "despite"})
# Nouns govern what they are of or for; what follows other prepositions is what they are about.
_OF = frozenset({"of", "for", "to"})
# What one meets or travels for takes place with the meeting: "flew to Lima to discuss the loan".
_WITH = frozenset(
    "discuss talk meet mark celebrate attend hold visit participate negotiate address".split()
)
_MOVE = frozenset(
    "meet gather convene visit travel fly arrive come go hold join attend sit host receive speak".split()
)


def read(sentence: Sentence, at: int, cues: Cues, depth: int = 0) -> Reading:
    """The status of the act told by token `at`."""
    token = sentence.tokens[at]
    if depth > _DEEPEST:
        return OCCURRED
    if is_verb(token) or token.tag.startswith("VB"):
        own = own_verb(sentence, token, cues)
        return _climb_verb(sentence, token, own, cues, depth)
    return _climb_noun(sentence, token, own_noun(sentence, token, cues), cues, depth)


def _climb_verb(sentence: Sentence, token: Token, own: Reading, cues: Cues, depth: int) -> Reading:
    head, dep = sentence.tokens[token.head], token.dep
    if head.i == token.i or dep in ("parataxis", "appos"):
        return own
    if dep == "relcl" and not _that(sentence, token):
        return own
    if dep == "conj":
        return _beside(sentence, token, own, cues, depth)
    if dep in ("xcomp", "ccomp", "csubj", "csubjpass", "dep"):
        return _complement(sentence, token, own, head, cues, depth)
    if dep == "advcl":
        return _adverbial(sentence, token, own, head, cues, depth)
    if dep in ("acl", "relcl"):
        return _behind_noun(sentence, token, own, head, cues, depth)
    if dep == "pcomp":
        return _after_preposition(sentence, token, own, head, cues, depth)
    return own


def _beside(sentence: Sentence, token: Token, own: Reading, cues: Cues, depth: int) -> Reading:
    """A coordinated verb stands under whatever governs the first one."""
    first = sentence.tokens[token.head]
    if not is_verb(first) or _but(sentence, token):
        return own
    if not finite(sentence, token) and token.tag in ("VB", "VBG"):
        return govern("happened", read(sentence, first.i, cues, depth + 1), own, first.i)
    return _climb_verb(sentence, first, own, cues, depth + 1)


def _but(sentence: Sentence, token: Token) -> bool:
    """Whether a "but" with a subject of its own sets the clause off from what governs the first."""
    joined = {t.lower for t in sentence.children_of(token.head, "cc") if t.i < token.i}
    return "but" in joined and sentence.child(token.i, "nsubj", "nsubjpass") is not None


def _effect(sentence: Sentence, governor: Token, cues: Cues) -> str | None:
    """What the governing word does to what it governs; None when nothing is known of it."""
    if is_verb(governor):
        return next(
            (
                cues.embedding_verbs[k]
                for k in keys(sentence, governor)
                if k in cues.embedding_verbs
            ),
            None,
        )
    if governor.pos == "ADJ":
        return cues.embedding_adjectives.get(governor.lower)
    return cues.embedding_nouns.get(governor.lemma)


def _complement(
    sentence: Sentence, token: Token, own: Reading, head: Token, cues: Cues, depth: int
) -> Reading:
    effect = _effect(sentence, head, cues)
    if effect == "reported" and not passive(sentence, head):
        return own
    if effect == "proposed" and token.tag in ("VBD", "VBZ", "VBP") and _says(head, cues):
        # "suggested that Oman paid" tells a fact; "suggested that Oman pay" proposes one.
        return own
    if effect is None and head.lemma == "be" and token.dep != "xcomp":
        effect = _predicate(sentence, head, cues)
    above = read(sentence, head.i, cues, depth + 1)
    loose = not finite(sentence, token)
    if effect is None:
        if not loose or head.lemma in cues.verbs:
            return own
        return own if head.lemma in ("be", "have", "go") else govern("happened", above, own, head.i)
    if token.dep == "ccomp" and not loose and effect in ("happened", "ongoing"):
        return own
    return govern(effect, _copular(sentence, head, above, cues, depth), own, head.i)


def _says(verb: Token, cues: Cues) -> bool:
    return any(s.kind == "speech" for s in cues.verbs.get(verb.lemma, ()))


def _predicate(sentence: Sentence, be: Token, cues: Cues) -> str | None:
    """ "It is doubtful that": the adjective governs the clause that follows its copula."""
    adjective = sentence.child(be.i, "acomp")
    return None if adjective is None else cues.embedding_adjectives.get(adjective.lower)


def _copular(sentence: Sentence, head: Token, above: Reading, cues: Cues, depth: int) -> Reading:
    """An adjective holds as its copula does: "was not ready to"."""
    if head.pos == "ADJ" and head.dep in ("acomp", "oprd", "attr"):
        return read(sentence, head.head, cues, depth + 1)
    return above


def _adverbial(
    sentence: Sentence, token: Token, own: Reading, head: Token, cues: Cues, depth: int
) -> Reading:
    if condition(sentence, token, cues) is not None:
        return own
    marks = {m.lower for m in sentence.children_of(token.i, "mark", "advmod")}
    if infinitive(sentence, token):
        effect = _effect(sentence, head, cues)
        above = read(sentence, head.i, cues, depth + 1)
        if effect is not None and effect not in ("fact", "happened", "alleged", "reported"):
            return govern(effect, above, own, head.i)
        if token.lemma in _WITH and head.lemma in _MOVE:
            return govern("happened", above, own, head.i)
        return govern("planned", above, own, token.i)
    if "before" in marks and not finite(sentence, token):
        return own
    if marks & cues.settled or finite(sentence, token):
        return own
    return govern("happened", read(sentence, head.i, cues, depth + 1), own, head.i)


def _behind_noun(
    sentence: Sentence, token: Token, own: Reading, head: Token, cues: Cues, depth: int
) -> Reading:
    """A clause that says what a noun is about: "a plan to", "the claim that", or describes it."""
    effect = cues.embedding_nouns.get(head.lemma)
    that = _that(sentence, token)
    if infinitive(sentence, token):
        above = _climb_noun(sentence, head, own_noun(sentence, head, cues), cues, depth + 1)
        return govern(effect or "planned", above, own, head.i)
    if that and effect is not None:
        return govern(effect, OCCURRED, own, head.i)
    return own


def _that(sentence: Sentence, token: Token) -> bool:
    return any(m.lower == "that" for m in sentence.children_of(token.i, "mark"))


def _after_preposition(
    sentence: Sentence, token: Token, own: Reading, preposition: Token, cues: Cues, depth: int
) -> Reading:
    """A gerund after a preposition: "accused of", "prevented from", "without", "by"."""
    head = sentence.tokens[preposition.head]
    word = preposition.lower
    if f"{head.lower} {word}" in cues.negation["prepositions"]:
        return negated(own, head.i)
    if word in cues.negation["prepositions"]:
        return negated(own, preposition.i)
    if word in cues.settled or head.i == preposition.i or word in _NEUTRAL:
        return own
    effect = _effect(sentence, head, cues)
    above = read(sentence, head.i, cues, depth + 1)
    if word == "against" and effect in ("planned", "proposed"):
        return govern("failed", above, own, preposition.i)
    if effect is None:
        return govern("happened", above, own, head.i) if word in ("by", "in", "into") else own
    if effect == "happened" and word not in ("in", "into", "by", "of"):
        return own
    return govern(effect, above, own, head.i)


def _climb_noun(sentence: Sentence, token: Token, own: Reading, cues: Cues, depth: int) -> Reading:
    if depth > _DEEPEST:
        return own
    head, dep = sentence.tokens[token.head], token.dep
    if head.i == token.i:
        return own
    if dep in ("conj", "appos"):
        return _climb_noun(sentence, head, own, cues, depth + 1) if head.pos != "VERB" else own
    if dep in ("compound", "amod", "nmod", "poss") and head.pos in ("NOUN", "PROPN"):
        return _modifying(sentence, head, own, cues, depth)
    if dep in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative"):
        return _argument(sentence, token, own, head, cues, depth)
    if dep in ("pobj", "pcomp"):
        return _object_of(sentence, token, own, head, cues, depth)
    return own


def _modifying(sentence: Sentence, head: Token, own: Reading, cues: Cues, depth: int) -> Reading:
    """ "ceasefire proposal", "visit plans": the head noun governs."""
    effect = cues.embedding_nouns.get(head.lemma)
    if effect in ("planned", "proposed", "failed", "alleged", "denied", "ended"):
        above = _climb_noun(sentence, head, own_noun(sentence, head, cues), cues, depth + 1)
        return govern(effect, above, own, head.i)
    return own


def _argument(
    sentence: Sentence, token: Token, own: Reading, verb: Token, cues: Cues, depth: int
) -> Reading:
    """An act as subject or object: "talks were held", "cancelled the visit", "proposes a truce"."""
    if token.dep in ("attr", "oprd") or verb.lemma == "be":
        if token.dep == "nsubj":
            return _subject_of_be(sentence, token, own, verb, cues, depth)
        return govern("happened", read(sentence, verb.i, cues, depth + 1), own, verb.i)
    effect = _effect(sentence, verb, cues)
    if token.dep == "nsubj" and not _befalls(sentence, verb, effect, cues):
        return own
    if effect == "ended" or (effect == "failed" and _offered(token, cues)):
        return own
    if effect == "planned" and verb.lemma in cues.performatives:
        effect = None
    above = read(sentence, verb.i, cues, depth + 1)
    if effect is not None:
        return govern(effect, above, own, verb.i)
    if verb.lemma in cues.occurrence | cues.performatives:
        held = govern("happened", above, own, verb.i)
        real = above.holds and own.status in (Status.OCCURRED, Status.ONGOING)
        return replace(held, status=above.status) if real else held
    return own


def _befalls(sentence: Sentence, verb: Token, effect: str | None, cues: Cues) -> bool:
    """Whether an active verb tells what becomes of its subject ("the truce failed")."""
    thing = sentence.child(verb.i, "dobj", "ccomp", "xcomp")
    if thing is not None and thing.lower != "place":
        return False
    return effect in ("begun", "failed", "ongoing", None) or verb.lemma in cues.occurrence


def _offered(noun: Token, cues: Cues) -> bool:
    """Whether the noun is a thing said or put forward: a rejected offer was made all the same."""
    return noun.lemma in cues.nouns or noun.lemma in cues.embedding_nouns


def _subject_of_be(
    sentence: Sentence, token: Token, own: Reading, verb: Token, cues: Cues, depth: int
) -> Reading:
    """ "The visit is possible", "talks are under way", "the attack was not the first"."""
    adjective = sentence.child(verb.i, "acomp", "attr")
    if adjective is not None:
        effect = cues.embedding_adjectives.get(adjective.lower) or cues.modifiers.get(
            adjective.lower
        )
        if effect is not None and effect != "happened":
            return govern(effect, own_verb(sentence, verb, cues), own, adjective.i)
    future = own_verb(sentence, verb, cues)
    return govern("happened", future, own, verb.i) if future.status is Status.PLANNED else own


def _object_of(
    sentence: Sentence, token: Token, own: Reading, preposition: Token, cues: Cues, depth: int
) -> Reading:
    """An act after a preposition: "plans for a visit", "ahead of talks", "called for a truce"."""
    word, head = preposition.lower, sentence.tokens[preposition.head]
    if word in cues.negation["prepositions"]:
        return negated(own, preposition.i)
    if word in ("before", "pending") or (word == "of" and head.lower == "ahead"):
        return govern("planned", OCCURRED, own, preposition.i)
    if word in cues.settled or head.i == preposition.i:
        return own
    effect = _effect(sentence, head, cues)
    if word == "of" and head.lemma in cues.rounds:
        # "the next round of talks": the round is the talks.
        return _climb_noun(sentence, head, _of_round(sentence, head, own, cues), cues, depth + 1)
    if is_verb(head):
        return _under_verb(sentence, own, word, effect, head, cues, depth)
    if effect in (None, "ended") or head.lower in cues.settled or word not in _OF:
        return own
    if effect in ("ongoing", "begun"):
        return Reading(Status.ONGOING if effect == "ongoing" else Status.OCCURRED, 2.8, head.i)
    above = _climb_noun(sentence, head, own_noun(sentence, head, cues), cues, depth + 1)
    return govern(effect, above, own, head.i)


def _of_round(sentence: Sentence, head: Token, own: Reading, cues: Cues) -> Reading:
    described = own_noun(sentence, head, cues)
    return own if described.status is Status.OCCURRED else described


def _under_verb(
    sentence: Sentence,
    own: Reading,
    word: str,
    effect: str | None,
    verb: Token,
    cues: Cues,
    depth: int,
) -> Reading:
    above = read(sentence, verb.i, cues, depth + 1)
    if f"{verb.lemma} {word}" in cues.embedding_verbs:
        return govern(cues.embedding_verbs[f"{verb.lemma} {word}"], above, own, verb.i)
    if effect is not None and word in ("for", "of", "to", "against") and effect != "fact":
        return govern(effect, above, own, verb.i)
    coming = above.status in (Status.PLANNED, Status.PROPOSED, Status.NOT_OCCURRED)
    if coming and word in ("for", "in", "into") and own.status is Status.OCCURRED:
        return govern("happened", above, own, verb.i)
    return own
