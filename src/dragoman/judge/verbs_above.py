"""A verb that tells an act, under what governs it: complements, adverbial clauses, prepositions."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import is_verb, passive
from dragoman.judge.reading import OCCURRED, Reading, govern, negated
from dragoman.judge.steps import Step, effect_of, marked_that
from dragoman.judge.verbal import condition, finite, infinitive
from dragoman.model import Status

# After these prepositions a gerund stands for itself.
_NEUTRAL = frozenset({"before", "until", "including", "like", "as", "than", "besides", "despite"})
_SAID_OF = frozenset({"fact", "happened", "alleged", "reported", "verified"})


def verb_above(step: Step) -> Reading:
    """The verb's reading under its head."""
    dep = step.token.dep
    if step.head.i == step.token.i or dep in ("parataxis", "appos"):
        return step.own
    if dep == "conj":
        return _beside(step)
    if dep in ("xcomp", "ccomp", "csubj", "csubjpass", "dep"):
        return _complement(step)
    if dep == "advcl":
        return _adverbial(step)
    if dep == "acl" or (dep == "relcl" and marked_that(step.sentence, step.token)):
        return _behind_noun(step)
    if dep == "pcomp":
        return _after_preposition(step)
    return step.own


def _beside(step: Step) -> Reading:
    """A coordinated verb stands under whatever governs the first one."""
    first, token = step.head, step.token
    if not is_verb(first) or _set_off(step):
        return step.own
    if not finite(step.sentence, token) and token.tag in ("VB", "VBG"):
        return step.under("happened", first)
    return step.way.climb(first, step.own)


def _set_off(step: Step) -> bool:
    """Whether a "but" with a subject of its own frees the clause from what governs the first."""
    joined = {t.lower for t in step.sentence.children_of(step.head.i, "cc") if t.i < step.token.i}
    own = step.sentence.child(step.token.i, "nsubj", "nsubjpass")
    return "but" in joined and own is not None


def _complement(step: Step) -> Reading:
    """Under a governing verb or adjective: "plans to", "is unlikely to", "hopes that"."""
    head, token = step.head, step.token
    effect = effect_of(step.sentence, head, step.cues)
    if effect is None and head.lemma == "be" and token.dep != "xcomp":
        effect = _predicate(step.sentence, head, step.cues)
    if _told_as_fact(step, effect):
        return step.own
    if effect is None:
        return step.own if head.lemma in ("be", "have", "go") else step.under("happened", head)
    if head.pos == "ADJ" and head.dep in ("acomp", "oprd", "attr"):
        # An adjective holds as its copula does: "was not ready to".
        copula = step.way.read(head.head)
        return govern(effect, copula, step.own, head.i)
    return step.under(effect, head)


def _told_as_fact(step: Step, effect: str | None) -> bool:
    """Whether the clause keeps its own reading: "said that", "suggested that it paid"."""
    head, token = step.head, step.token
    own_tense = finite(step.sentence, token)
    if effect is None:
        return own_tense or head.lemma in step.cues.verbs
    if effect == "reported":
        return not passive(step.sentence, head)
    if effect == "proposed" and token.tag in ("VBD", "VBZ", "VBP"):
        return any(s.kind == "speech" for s in step.cues.verbs.get(head.lemma, ()))
    return token.dep == "ccomp" and own_tense and effect in ("happened", "ongoing")


def _predicate(sentence: Sentence, be: Token, cues: Cues) -> str | None:
    """The adjective that governs the clause behind its copula: "it is doubtful that"."""
    adjective = sentence.child(be.i, "acomp")
    return None if adjective is None else cues.embedding_adjectives.get(adjective.lower)


def _adverbial(step: Step) -> Reading:
    """A clause of condition, purpose, time or manner."""
    sentence, token = step.sentence, step.token
    if condition(sentence, token, step.cues) is not None:
        return step.own
    if infinitive(sentence, token):
        return _purpose(step)
    marks = {m.lower for m in sentence.children_of(token.i, "mark", "advmod")}
    if token.tag == "VBG" and not marks and (effect := _governs_gerund(step)) is not None:
        return step.under(effect, step.head)
    if marks & (step.cues.settled | step.cues.awaiting) or finite(sentence, token):
        return _in_time(step, marks)
    return step.under("happened", step.head)


def _governs_gerund(step: Step) -> str | None:
    """What the verb right before a gerund does to it: "ruled out sending", "abandoned plotting"."""
    between = step.sentence.tokens[step.head.i + 1 : step.token.i]
    if step.token.i < step.head.i or any(t.pos == "PUNCT" or t.dep == "dobj" for t in between):
        return None
    effect = effect_of(step.sentence, step.head, step.cues)
    return None if effect in _SAID_OF else effect


def _in_time(step: Step, marks: set[str]) -> Reading:
    """ "Will raise it when he meets her": in the present tense, as far off as the main clause."""
    timed = marks & step.cues.temporal and step.token.tag in ("VBZ", "VBP")
    if not timed or step.own.status not in (Status.OCCURRED, Status.ONGOING):
        return step.own
    above = step.way.read(step.head.i)
    coming = above.status in (Status.PLANNED, Status.PROPOSED)
    return govern("planned", OCCURRED, step.own, step.head.i) if coming else step.own


def _purpose(step: Step) -> Reading:
    """An infinitive behind a verb: governed by it, done along with it, or what it is meant for."""
    head, cues = step.head, step.cues
    effect = effect_of(step.sentence, head, cues)
    if effect is not None and effect not in _SAID_OF:
        return step.under(effect, head)
    if step.token.lemma in cues.met_for and head.lemma in cues.meeting:
        return step.under("happened", head)
    return govern("planned", step.way.read(head.i), step.own, step.token.i)


def _behind_noun(step: Step) -> Reading:
    """A clause that says what a noun is about: "a plan to", "the claim that", or describes it."""
    effect = step.cues.embedding_nouns.get(step.head.lemma)
    if infinitive(step.sentence, step.token):
        return step.under_noun(effect or "planned", step.head)
    if effect is not None and marked_that(step.sentence, step.token):
        return govern(effect, OCCURRED, step.own, step.head.i)
    return step.own


def _after_preposition(step: Step) -> Reading:
    """A gerund after a preposition: "accused of", "prevented from", "without", "by"."""
    preposition, negation = step.head, step.cues.negation["prepositions"]
    head, word = step.sentence.tokens[preposition.head], preposition.lower
    if head.dep == "advmod" and head.pos == "ADV":  # "stopped short of"
        head = step.sentence.tokens[head.head]
    if f"{head.lower} {word}" in negation or word in negation:
        return negated(step.own, preposition.i)
    if word in step.cues.settled | _NEUTRAL or head.i == preposition.i:
        return step.own
    effect = effect_of(step.sentence, head, step.cues)
    if word == "against" and effect in ("planned", "proposed"):
        return step.under("failed", head)
    inside = word in ("by", "in", "into")
    if effect is None:
        return step.under("happened", head) if inside else step.own
    if effect == "happened" and not inside and word != "of":
        return step.own
    return step.under(effect, head)
