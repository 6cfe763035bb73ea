"""What a verb of saying says: the clause, infinitive, noun or name that is its content."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import phrase
from dragoman.judge.reach import trimmed, until_but, until_semicolon, with_rest

_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying in its sentence: the entry that found it, the constructions it opens."""

    sentence: Sentence
    token: Token
    key: str
    opens: frozenset[str]

    @property
    def second(self) -> str:
        """The particle or preposition of a two-word verb, else an empty string."""
        return self.key.partition(" ")[2]

    def child(self, *deps: str) -> Token | None:
        """The first child of the verb with one of the labels."""
        return self.sentence.child(self.token.i, *deps)

    def children(self, *deps: str) -> list[Token]:
        """The children of the verb with one of the labels."""
        return self.sentence.children_of(self.token.i, *deps)


def content_of(cue: Cue, source: Token | None, cues: Cues) -> tuple[str, list[int]] | None:
    """What is said, as (construction, tokens); None when the sentence does not hold it."""
    finders = (
        ("clause", _behind_comma),
        ("clause", _clause),
        ("infinitive", _infinitive),
        ("naming", _naming),
        ("clause", _around),
        ("preposition", _prepositional),
        ("object", _object),
    )
    for construct, finder in finders:
        if construct != "preposition" and construct not in cue.opens:
            continue
        tokens = finder(cue)
        if construct == "clause" and source is not None:
            own = set(phrase(cue.sentence, source, without=cue.token.i))
            tokens = [i for i in tokens if i not in own]
        if tokens:
            whole = with_rest(cue.sentence, cue.token, tokens, cues)
            cut = until_but if construct == "clause" else until_semicolon
            whole = cut(cue.sentence, whole, cues)
            return construct, trimmed(cue.sentence, whole)
    return None


def _behind_comma(cue: Cue) -> list[int]:
    """ "As sources noted, the plan is ready": the parse may make the plan what is noted."""
    sentence, after = cue.sentence, cue.token.i + 1
    opened = cue.token.dep == "advcl" and any(m.lower == "as" for m in cue.children("mark"))
    if not opened or after >= len(sentence.tokens) or sentence.tokens[after].text != ",":
        return []
    return list(range(after + 1, len(sentence.tokens))) if cue.token.head > after else []


def _clause(cue: Cue) -> list[int]:
    for child in cue.children("ccomp", "csubjpass"):
        below = cue.sentence.subtree(child.i)
        if child.pos in ("VERB", "AUX") or len(below) > 2:
            return [*_lost_subject(cue, child), *below]
    for child in _of_hearer(cue):
        # "assured partners that ...": the parse hangs the clause on the hearer.
        marks = cue.sentence.children_of(child.i, "mark")
        if any(m.lower == "that" and m.tag == "IN" for m in marks):
            return cue.sentence.subtree(child.i)
    for child in cue.children("xcomp"):
        aux = cue.sentence.child(child.i, "aux")
        if aux.lower == "having" if aux is not None else child.tag == "VBG":
            return cue.sentence.subtree(child.i)
    return []


def _lost_subject(cue: Cue, clause: Token) -> list[int]:
    """ "Denied the money was a ransom": the parse takes the clause's subject for the object."""
    thing = cue.child("dobj")
    own = cue.sentence.child(clause.i, "nsubj", "nsubjpass", "expl", "mark")
    if thing is None or own is not None or not cue.token.i < thing.i < clause.i:
        return []
    below = cue.sentence.subtree(thing.i)
    return below if max(below) + 1 == min(cue.sentence.subtree(clause.i)) else []


def _of_hearer(cue: Cue) -> list[Token]:
    hearer = cue.child("dobj", "dative")
    if hearer is None or "object" in cue.opens:
        return []
    return cue.sentence.children_of(hearer.i, "acl", "relcl")


def _infinitive(cue: Cue) -> list[int]:
    thing = cue.child("dobj")
    for child in cue.children("xcomp", "ccomp", "advcl"):
        aux = cue.sentence.child(child.i, "aux")
        if aux is None or aux.lower != "to" or (child.dep == "advcl" and thing is None):
            continue
        told = thing or _called_on(cue)
        between = told is not None and cue.token.i < told.i < child.i
        before = cue.sentence.subtree(told.i) if told is not None and between else []
        return [*before, *cue.sentence.subtree(child.i)]
    return []


def _called_on(cue: Cue) -> Token | None:
    """Who is called on: the noun after the verb's own preposition."""
    for preposition in cue.children("prep"):
        if preposition.lower == cue.second:
            return cue.sentence.child(preposition.i, "pobj")
    return None


def _naming(cue: Cue) -> list[int]:
    """The thing named with its name: "called the vote a farce", "described the talks as frank"."""
    thing, clause = cue.child("dobj", "nsubjpass"), cue.child("ccomp")
    name = cue.child("oprd")
    if name is None and clause is not None:
        return cue.sentence.subtree(clause.i)
    if name is None:
        beside = cue.children("prep")
        if thing is not None:
            beside += cue.sentence.children_of(thing.i, "prep")
        name = next((p for p in beside if p.lower == "as"), None) or next(
            (p for p in cue.children("prep") if p.lower == "to"), None
        )
    relative = thing is not None and thing.tag in ("WDT", "WP")
    below = cue.sentence.subtree(thing.i) if thing is not None and not relative else []
    if name is None or (thing is None and name.dep == "prep"):
        return below if "object" not in cue.opens else []
    return [*below, *cue.sentence.subtree(name.i)]


def _around(cue: Cue) -> list[int]:
    """The clause in which "she said" or "as she put it" is only inserted."""
    token, head = cue.token, cue.sentence.tokens[cue.token.head]
    if head.i == token.i or not _inserted(cue):
        return []
    own = set(cue.sentence.subtree(token.i))
    return [i for i in cue.sentence.subtree(head.i) if i not in own]


def _inserted(cue: Cue) -> bool:
    if cue.child("nsubj", "nsubjpass", "agent") is None:
        return False
    if cue.token.dep == "ccomp":
        return cue.child("mark") is None and _set_off(cue)
    if cue.token.dep == "advcl":
        marks = {m.lower for m in cue.children("mark", "advmod")}
        bare = cue.child("dobj", "prep", "xcomp") is None
        return bare and ("as" in marks or (not marks and cue.child("nsubj") is not None))
    return cue.token.dep in ("parataxis", "dep") or _appended(cue)


def _appended(cue: Cue) -> bool:
    """Whether the cue's clause is only set behind: "Jets bombed the port, the army said." """
    sentence, head = cue.sentence, cue.token.head
    joined = any(t.i < cue.token.i for t in sentence.children_of(head, "cc"))
    if cue.token.dep != "conj" or joined or cue.child("nsubj") is None or not _set_off(cue):
        return False
    after = {t.dep for t in cue.children() if t.i > cue.token.i}
    return after <= {"punct", "prep", "npadvmod", "advmod"}


def _set_off(cue: Cue) -> bool:
    """Whether a mark parts the cue's clause from what stands before it.

    In "Lusaka said it rejected the plan" nothing does: what is rejected is not that Lusaka spoke.
    """
    first = min(cue.sentence.subtree(cue.token.i))
    return first == 0 or cue.sentence.tokens[first - 1].pos == "PUNCT"


def _prepositional(cue: Cue) -> list[int]:
    if cue.token.lemma == "blame" and any(p.lower == "on" for p in cue.children("prep")):
        # "blamed the raid on Mali": the raid is what is told.
        return _object(cue)
    for preposition in [*cue.children("prep"), *_of_accused(cue)]:
        if preposition.lower not in cue.opens and preposition.lower != cue.second:
            continue
        rest = [i for i in cue.sentence.subtree(preposition.i) if i != preposition.i]
        more = cue.child("xcomp")
        if rest and more is not None and more.i > rest[-1]:
            return [*rest, *cue.sentence.subtree(more.i)]
        if rest:
            return rest
    return []


def _of_accused(cue: Cue) -> list[Token]:
    """ "Accused Mali of raids": the parse often hangs "of" on the accused."""
    accused = cue.child("dobj") if "of" in cue.opens else None
    if accused is None:
        return []
    return [p for p in cue.sentence.children_of(accused.i, "prep") if p.lower == "of"]


def _object(cue: Cue) -> list[int]:
    thing = cue.child("dobj", "nsubjpass")
    if thing is None and _bare_relative(cue):
        return _antecedent(cue)
    if thing is None or thing.lower in _REFLEXIVE:
        return []
    if thing.tag in ("WDT", "WP") and cue.token.dep == "relcl":
        return _antecedent(cue)
    name = next((p for p in cue.children("prep") if p.lower == "as" and p.i > thing.i), None)
    below = cue.sentence.subtree(thing.i)
    # "criticised the plan as a trap": what it is criticised for belongs to it.
    return [*below, *cue.sentence.subtree(name.i)] if name is not None else below


def _bare_relative(cue: Cue) -> bool:
    """Whether the verb's object is the noun before its clause: "an allegation Tehran rejects"."""
    who = cue.child("nsubj")
    other = cue.child("prep", "prt", "xcomp", "ccomp")
    named = who is not None and who.tag not in ("WDT", "WP")
    return cue.token.dep == "relcl" and named and other is None


def _antecedent(cue: Cue) -> list[int]:
    """What a relative clause denies is the noun before it: "arms, which Minsk denies"."""
    clause = set(cue.sentence.subtree(cue.token.i))
    noun = cue.sentence.tokens[cue.token.head]
    while noun.pos == "PROPN" and noun.dep in ("pobj", "prep", "compound"):
        noun = cue.sentence.tokens[cue.sentence.tokens[noun.head].head]
    return [i for i in cue.sentence.subtree(noun.i) if i not in clause]
