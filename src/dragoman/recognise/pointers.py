"""What pronouns and pointing phrases stand for."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis import Mention, MentionKind, Sentence
from dragoman.codebook.actors import Actors
from dragoman.codebook.pointing import Pronoun
from dragoman.model import Party
from dragoman.recognise.discourse import Discourse, Referent
from dragoman.recognise.people import People
from dragoman.recognise.phrases import Phrase
from dragoman.recognise.speakers import Speech


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pronoun at a token."""

    first: int
    pronoun: Pronoun


def point(
    sentence: Sentence, pointer: Pointer, discourse: Discourse, speech: Speech, actors: Actors
) -> Mention | None:
    """The mention that a pronoun makes, or None when nothing fits."""
    from dragoman.recognise.mentions import mention

    parties, rule = _parties(sentence, pointer, discourse, speech)
    if not parties:
        return None
    return mention(sentence, pointer.first, pointer.first, MentionKind.PRONOUN, parties, rule)


def _parties(
    sentence: Sentence, pointer: Pointer, discourse: Discourse, speech: Speech
) -> tuple[tuple[Party, ...], str]:
    token, pronoun = sentence.tokens[pointer.first], pointer.pronoun
    if pronoun.person == 1:
        speaker = speech.speaker(sentence.index) if speech.quoted(token.start) else None
        return ((speaker,) if speaker else ()), "first person: the speaker"
    if pronoun.person == 2:
        return (), ""
    if pronoun.kind == "thing" and _empty(sentence, pointer.first):
        return (), ""
    at, here = pointer.first, sentence.index
    found = discourse.latest(here, lambda r: _agrees(r, pronoun) and _apart(sentence, r, at), 3)
    if found is None and pronoun.gender == "f":  # the list of women's names does not know her
        found = discourse.latest(
            here, lambda r: _agrees(r, pronoun, unsure=True) and _apart(sentence, r, at), 3
        )
    if pronoun.number == "many" and not (
        found and found.subject and found.sentence == sentence.index
    ):
        joint = discourse.joint_subjects(sentence.index, pointer.first)
        if joint and (found is None or joint[0] > found.sentence or not found.subject):
            return joint[1], "pronoun: joint subjects"
    if found is None:
        return (), ""
    return found.parties, f"pronoun: {found.parties[0].name}"


def _agrees(referent: Referent, pronoun: Pronoun, unsure: bool = False) -> bool:
    if referent.place or referent.kind is MentionKind.ADJECTIVE:
        return False
    if pronoun.number == "many":
        return referent.plural
    if pronoun.kind == "person":
        told = referent.woman if pronoun.gender == "f" else not referent.woman
        return referent.person and not referent.plural and (told or unsure)
    return not referent.person and not referent.plural


def _apart(sentence: Sentence, referent: Referent, at: int) -> bool:
    """An object pronoun is not the subject of its own verb ("Putin told him")."""
    token = sentence.tokens[at]
    if referent.sentence != sentence.index or token.dep in {"poss", "nsubj", "nsubjpass"}:
        return True
    verb = next((t.i for t in sentence.ancestors(at) if t.pos == "VERB"), None)
    subject = next(
        (t.i for t in sentence.ancestors(referent.token) if t.pos in {"VERB", "AUX"}), None
    )
    return verb is None or verb != subject or token.lower.endswith(("self", "selves"))


def _empty(sentence: Sentence, at: int) -> bool:
    """ "it is clear that": an "it" that stands for nothing."""
    token = sentence.tokens[at]
    verb = sentence.tokens[token.head]
    if token.dep == "expl":
        return True
    clause = any(t.dep in {"ccomp", "xcomp", "advcl", "acl"} for t in sentence.children_of(verb.i))
    described = any(t.dep in {"acomp", "attr", "oprd"} for t in sentence.children_of(verb.i))
    return (
        token.dep in {"nsubj", "nsubjpass"}
        and verb.lemma in {"be", "seem", "appear", "become", "take"}
        and (clause or described)
    )


def pointed(
    sentence: Sentence, text: str, phrase: Phrase, discourse: Discourse, people: People
) -> tuple[tuple[Party, ...], str]:
    """The parties of "the two countries", "the bloc", "the kingdom", with the rule that found them."""
    if phrase.asks in {"pair", "states"}:
        number = 3 if "three" in text or "trio" in text else 4 if "four" in text else 2
        parties = discourse.states(sentence.index, number, phrase.first)
        return parties, f"{number} states spoken of"
    only = people.actors.pointing.only.get(text)
    wanted = {
        "state": lambda r: r.parties[0].code in discourse.names,
        "body": _body,
        "group": _group,
        "company": _company,
    }[phrase.asks or "state"]
    role = phrase.office.role if phrase.office else None
    found = None
    if role:
        found = discourse.latest(
            sentence.index, lambda r: not r.place and any(p.role == role for p in r.parties), 6
        )
    found = found or discourse.latest(
        sentence.index,
        lambda r: (
            not r.place
            and len(r.parties) == 1
            and (r.parties[0].code in only if only else wanted(r))
        ),
        8 if only else 4,
    )
    if found is None:
        return (), ""
    party = found.parties[0]
    return (Party(party.code, party.name, "", role or None),), f"{phrase.asks} spoken of"


def _body(referent: Referent) -> bool:
    return referent.parties[0].role in {"body", "court", "bank", "bloc", "ngo"} or _group(referent)


def _group(referent: Referent) -> bool:
    return referent.parties[0].role in {
        "armed group",
        "rebels",
        "opposition",
        "movement",
        "party",
        "criminal",
    }


def _company(referent: Referent) -> bool:
    return referent.parties[0].role == "company"
