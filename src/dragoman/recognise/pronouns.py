"""What pronouns stand for: agreement, salience, grammatical role, and who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis import MentionKind, Sentence
from dragoman.codebook.pointing import Pronoun
from dragoman.recognise.context import NOBODY, Context, Found
from dragoman.recognise.discourse import Referent

_WINDOW = 3
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pronoun at a token."""

    first: int
    pronoun: Pronoun


def antecedent(sentence: Sentence, pointer: Pointer, context: Context) -> Found:
    """Whom a pronoun stands for, and the rule that found them."""
    pronoun = pointer.pronoun
    if pronoun.person == 1:
        speaker = context.speech.speaker(sentence, sentence.tokens[pointer.first].start)
        return ((speaker,), "first person: the speaker") if speaker else NOBODY
    if pronoun.person == 2 or (pronoun.kind == "thing" and _empty(sentence, pointer, context)):
        return NOBODY
    return _looked_back(sentence, pointer, context)


def _looked_back(sentence: Sentence, pointer: Pointer, context: Context) -> Found:
    at, here, pronoun = pointer.first, sentence.index, pointer.pronoun

    def fits(referent: Referent, unsure: bool = False) -> bool:
        return _agrees(referent, pronoun, unsure) and _apart(sentence, referent, at)

    owner = _relative_head(sentence, at)
    named = [r for r in context.discourse.referents if r.sentence == here and r.token <= owner]
    own = max(named, key=lambda r: r.token, default=None)
    found = own if own and fits(own) else context.discourse.latest(here, fits, _WINDOW)
    if found is None and pronoun.gender == "f":  # the list of women's names does not know her
        found = context.discourse.latest(here, lambda r: fits(r, unsure=True), _WINDOW)
    if pronoun.number == "many" and not (found and found.subject and found.sentence == here):
        joint = context.discourse.joint_subjects(here, at)
        if joint and (found is None or joint[0] > found.sentence or not found.subject):
            return joint[1], "pronoun: joint subjects"
    return (found.parties, f"pronoun: {found.parties[0].name}") if found else NOBODY


def _relative_head(sentence: Sentence, at: int) -> int:
    """The noun in whose clause a possessive stands, -1 where there is none: "the envoy, who met
    Deby and renewed his offer".
    """
    if sentence.tokens[at].dep != "poss":
        return -1
    for above in sentence.ancestors(at):
        subject = sentence.child(above.i, "nsubj", "nsubjpass")
        if subject is not None:
            relative = above.dep == "relcl" and subject.lower in _RELATIVE
            return above.head if relative else -1
    return -1


def _agrees(referent: Referent, pronoun: Pronoun, unsure: bool) -> bool:
    if referent.place or referent.kind is MentionKind.ADJECTIVE:
        return False
    if pronoun.number == "many":
        return referent.plural
    if pronoun.kind == "person":
        told = referent.woman if pronoun.gender == "f" else not referent.woman
        return referent.person and not referent.plural and (told is True or unsure)
    return not referent.person and not referent.plural


def _apart(sentence: Sentence, referent: Referent, at: int) -> bool:
    """An object pronoun is not the subject of its own verb ("Putin told him")."""
    token = sentence.tokens[at]
    if referent.sentence != sentence.index or token.dep in {"poss", "nsubj", "nsubjpass"}:
        return True
    verb = next((t.i for t in sentence.ancestors(at) if t.pos == "VERB"), None)
    return verb is None or verb != referent.verb or token.lower.endswith(("self", "selves"))


def _empty(sentence: Sentence, pointer: Pointer, context: Context) -> bool:
    """An "it" that stands for nothing or for an act: "it is clear that", "called it a mistake"."""
    token = sentence.tokens[pointer.first]
    verb = sentence.tokens[token.head]
    if token.dep == "expl":
        return True
    if token.dep in {"nsubj", "nsubjpass"} and verb.lemma in {
        "be",
        "seem",
        "appear",
        "become",
        "take",
    }:
        clause = {"ccomp", "xcomp", "advcl", "acl", "acomp", "attr", "oprd"}
        return any(t.dep in clause for t in sentence.children_of(verb.i))
    judging = context.actors.pointing.words["judging"]
    small_clause = token.dep == "nsubj" and verb.head != verb.i
    above = sentence.tokens[verb.head] if small_clause else verb
    return (
        token.lower == "it"
        and (token.dep == "dobj" or small_clause)
        and above.lemma in judging
        and (above is verb or verb.pos not in {"VERB", "AUX"})
    )
