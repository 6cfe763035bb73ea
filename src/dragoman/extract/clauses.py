"""Clauses: who is the subject of a verb, through passives, control, coordination and relatives."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token

_SUBJECTS = ("nsubj", "csubj")
_BLAMED = {"of", "for", "from", "into"}
_RELATIVES = {"which", "who", "that", "whom", "whose"}


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is passive, also as a participle after a noun ("troops deployed in …")."""
    if sentence.child(verb, "nsubjpass", "auxpass") is not None:
        return True
    token = sentence.tokens[verb]
    if token.dep == "advcl" and token.tag == "VBN":  # "Criticised by Oman, Qatar …"
        return sentence.child(verb, "aux", *_SUBJECTS) is None and agent(sentence, verb) is not None
    return token.dep == "acl" and token.tag == "VBN"


def subject(sentence: Sentence, verb: int, control: frozenset[str], depth: int = 0) -> Token | None:
    """The token that heads the verb's own or understood subject (the undergoer of a passive)."""
    own = sentence.child(verb, *_SUBJECTS, "nsubjpass")
    if own is not None:
        return _antecedent(sentence, own, verb)
    token = sentence.tokens[verb]
    for speaking in sentence.children_of(verb, "parataxis"):
        if parted := _parted(sentence, token, speaking):
            return parted
    if token.head == verb or depth > 4:
        return None
    head = sentence.tokens[token.head]
    if token.dep == "conj":
        return (
            subject(sentence, head.i, control, depth + 1) if head.pos in {"VERB", "AUX"} else None
        )
    if token.dep in {"acl", "relcl"}:
        return _of_noun(sentence, token, head, control, depth)
    if token.dep in {"xcomp", "ccomp", "advcl", "pcomp", "dep"}:
        return _controller(sentence, token, head, control, depth)
    return None


def agent(sentence: Sentence, verb: int) -> Token | None:
    """The doer of a passive, after "by"."""
    by = sentence.child(verb, "agent")
    if by is None:
        by = next((p for p in sentence.children_of(verb, "prep") if p.lower == "by"), None)
    return sentence.child(by.i, "pobj") if by else None


def doer(sentence: Sentence, verb: int, control: frozenset[str]) -> Token | None:
    """Who does what the verb says: subject of an active verb, agent of a passive one."""
    return agent(sentence, verb) if is_passive(sentence, verb) else subject(sentence, verb, control)


def undergoer(sentence: Sentence, verb: int, control: frozenset[str]) -> list[Token]:
    """What the verb is done to: objects of an active verb, subject of a passive one."""
    if is_passive(sentence, verb):
        found = subject(sentence, verb, control)
        return [found] if found else []
    objects = sentence.children_of(verb, "dobj", "dative", "oprd", "attr")
    return [o for o in objects if o.pos not in {"ADP", "ADJ"}] or _shared_object(sentence, verb)


def _shared_object(sentence: Sentence, verb: int) -> list[Token]:
    """The object that stands with the last of coordinated verbs: "condemned and rejected it"."""
    return [
        o
        for c in sentence.children_of(verb, "conj")
        if c.pos == "VERB" and sentence.child(c.i, *_SUBJECTS, "nsubjpass") is None
        for o in sentence.children_of(c.i, "dobj")
        if c.i - verb <= 3
    ]


def _antecedent(sentence: Sentence, found: Token, verb: int) -> Token:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    if found.lower not in _RELATIVES:
        return found
    at = sentence.tokens[verb]
    while at.dep in {"conj", "aux", "xcomp", "ccomp"} and at.head != at.i:
        at = sentence.tokens[at.head]
    return _one_of(sentence, sentence.tokens[at.head]) if at.dep in {"relcl", "acl"} else found


def _of_noun(
    sentence: Sentence, token: Token, noun: Token, control: frozenset[str], depth: int
) -> Token | None:
    """The subject of a clause that hangs on a noun."""
    if token.dep == "relcl":
        return None if sentence.child(token.i, "mark") else _one_of(sentence, noun)
    if token.tag in {"VBG", "VBN"}:
        return _one_of(sentence, noun)
    owner = sentence.child(noun.i, "poss")  # "Russia's plan to send …"
    if owner is not None:
        return owner
    for prep in sentence.children_of(noun.i, "prep"):
        named = sentence.child(prep.i, "pobj")
        if prep.lower in {"of", "by"} and prep.i < token.i and named and named.pos == "PROPN":
            return named  # "the decision of Oman to leave"
    above = next((a for a in sentence.ancestors(noun.i) if a.pos in {"VERB", "AUX"}), None)
    return subject(sentence, above.i, control, depth + 1) if above else None


def _one_of(sentence: Sentence, noun: Token) -> Token:
    """Who the noun says somebody to be: "Chad is among the countries that sent troops"."""
    at = noun
    while at.dep == "pobj" and sentence.tokens[at.head].lower in {"among", "of"}:
        over = sentence.tokens[sentence.tokens[at.head].head]
        if over.lemma == "be":
            return sentence.child(over.i, "nsubj") or noun
        at = over
    if at.dep == "attr" and sentence.tokens[at.head].lemma == "be":
        return sentence.child(at.head, "nsubj") or noun
    return noun


def _blamed(sentence: Sentence, verb: Token) -> Token | None:
    """Who does what he is blamed for: "accused Rwanda of shelling", "Chad, barred from voting"."""
    governed = sentence.child(verb.i, "dobj", "nsubjpass")
    if governed is None and verb.dep == "acl" and verb.tag == "VBN":
        return sentence.tokens[verb.head]
    return governed


def _parted(sentence: Sentence, token: Token, head: Token) -> Token | None:
    """The subject that a speaker stands between: `"Chad," said the envoy, "has paid."`"""
    subjects = sentence.children_of(head.i, "nsubj", "nsubjpass")
    if len(subjects) != 2 or not subjects[0].i < subjects[1].i < token.i:
        return None
    closed = any(t.tag == "''" for t in sentence.tokens[subjects[0].i : subjects[1].i])
    return subjects[0] if closed else None


def _controller(
    sentence: Sentence, token: Token, head: Token, control: frozenset[str], depth: int
) -> Token | None:
    """The subject that an infinitive or participle shares with the clause above it."""
    if token.dep == "ccomp" and (parted := _parted(sentence, token, head)):
        return parted
    if token.dep in {"xcomp", "ccomp"} and head.lemma in control:
        governed = sentence.child(head.i, "dobj", "nsubjpass")
        if governed is not None:
            return governed
        on = next(
            (p for p in sentence.children_of(head.i, "prep") if p.lower in {"on", "upon", "to"}),
            None,
        )
        return (sentence.child(on.i, "pobj") if on else None) or subject(
            sentence, head.i, control, depth + 1
        )
    if token.dep == "xcomp" and is_passive(sentence, head.i):
        return subject(sentence, head.i, control, depth + 1)  # "Chad is said to be backing …"
    if token.dep == "ccomp" and sentence.child(token.i, "aux") is None and token.tag != "VBG":
        return None
    if token.dep == "pcomp" and head.lower in _BLAMED:
        governed = _blamed(sentence, sentence.tokens[head.head])
        if governed is not None:
            return governed
    verb: Token | None = head
    if head.pos not in {"VERB", "AUX"}:
        verb = next((a for a in sentence.ancestors(head.i) if a.pos in {"VERB", "AUX"}), None)
    if verb is None:
        return None
    return (
        doer(sentence, verb.i, control)
        if depth == 0
        else subject(sentence, verb.i, control, depth + 1)
    )
