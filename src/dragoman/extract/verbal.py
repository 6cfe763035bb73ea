"""Acts told by verbs: "Norway condemned …", "was expelled by …", "imposed tariffs on …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.analysis import MentionKind, Sentence, Token
from dragoman.codebook import Codebook
from dragoman.codebook.frames import SOURCE, TARGET, Frame
from dragoman.extract.clauses import doer, undergoer
from dragoman.extract.parties import NOBODY, Cast, Found, join, without
from dragoman.model import EventType

# What is done on their ground is done to a state: "bombed a depot in Aden".
ON_THE_GROUND = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.AID})

_REACHING = frozenset({"to", "with", "against", "at", "on"})


@dataclass(frozen=True, slots=True)
class Act:
    """A frame that fits at a trigger, the parties found so far, and the tokens it accounts for."""

    frame: Frame
    trigger: int
    sources: Found
    targets: Found
    used: frozenset[int]

    @property
    def complete(self) -> bool:
        """Whether both sides are known and differ."""
        return bool(self.sources and self.targets)


def verbal_acts(cast: Cast, codebook: Codebook) -> Iterator[Act]:
    """The best reading of each verb that triggers a frame."""
    for token in cast.sentence:
        if token.pos not in {"VERB", "AUX"} and token.tag not in {"VBG", "VBN", "VBD"}:
            continue
        readings = [
            act
            for frame in codebook.frames.verbs.get(token.lemma, ())
            if (act := _read(cast, token, frame)) is not None
        ]
        if readings:
            # Frames come most demanding first; words of blame or praise that are there decide.
            yield max(readings, key=_fits)


def _fits(act: Act) -> tuple[bool, bool, bool]:
    return act.complete, act.frame.tone is not None, act.targets.direct


def _read(cast: Cast, verb: Token, frame: Frame) -> Act | None:
    objects = _objects(cast, verb, frame)
    if objects is None or not _fitting(cast, verb, frame):
        return None
    visit = frame.ground or frame.type in ON_THE_GROUND
    sources = _role(cast, verb, frame, SOURCE, objects, frame.ground)
    reached = _role(cast, verb, frame, TARGET, objects, visit)
    if sources and reached and not without(reached, sources.codes):
        sources = _other_doer(cast, verb, sources)
    targets = without(reached, sources.codes)
    if reached and not targets and _of_its_own(cast, verb, frame):
        frame = replace(frame, explicit=True)
    if not targets and objects:
        owned = without(join(cast.inside(o.i, places=visit) for o in objects), sources.codes)
        targets = Found(owned.parties, False, owned.heads)
    if not targets and "clause" in frame.roles:
        targets = _clause_party(cast, verb, frame, sources)
    if not targets and _reciprocal(cast.sentence, verb):
        frame = replace(frame, symmetric=True)
    if not targets and sources and not frame.explicit:
        targets = _shared_target(cast, verb, frame, sources)
    if frame.direct and not (sources.direct and targets.direct):
        return None
    return Act(frame, verb.i, sources, targets, frozenset({verb.i, *(o.i for o in objects)}))


def _fitting(cast: Cast, verb: Token, frame: Frame) -> bool:
    """Whether the words around the verb are those that the frame asks for."""
    if not _words_fit(cast.sentence, verb, frame):
        return False
    if frame.type is EventType.REJECT and _keeps_silent(cast, verb):
        return False
    said = predicated(cast.sentence, verb) if frame.tone else ()
    return frame.tone is None or cast.frames.tone(frame.tone, said)


def _keeps_silent(cast: Cast, verb: Token) -> bool:
    """Whether somebody only says nothing: "declined to comment" refuses nobody anything."""
    asked = cast.sentence.children_of(verb.i, "xcomp")
    return any(clause.lemma in cast.frames.silent for clause in asked)


def _of_its_own(cast: Cast, verb: Token, frame: Frame) -> bool:
    """Whether the target's place holds only what the doer owns: "stood by its decision"."""
    sentence = cast.sentence
    held = undergoer(sentence, verb.i, cast.frames.control)
    held += [n for place in frame.roles for n in _after_preposition(cast, [verb], place)]
    owned = [n for n in held if any(o.tag == "PRP$" for o in sentence.children_of(n.i, "poss"))]
    reach = {i for noun in held for i in sentence.subtree(noun.i)}
    named = [m for m in cast.mentions if m.head in reach and m.kind is not MentionKind.PRONOUN]
    return bool(owned) and all(set(m.codes) <= cast.inside(owned[0].i).codes for m in named)


def _other_doer(cast: Cast, verb: Token, sources: Found) -> Found:
    """Who else may do what a party would do to itself: "…, as it accused Chad of …".

    A pronoun was taken for the wrong party, or an infinitive for what the owner of a thing does.
    """
    own = cast.sentence.child(verb.i, "nsubj", "nsubjpass")
    mention = cast.at(own.i) if own else None
    if own and (mention is None or mention.kind is not MentionKind.PRONOUN):
        return sources
    for above in cast.sentence.ancestors(verb.i):
        if above.pos in {"VERB", "AUX"}:
            found = _at(cast, doer(cast.sentence, above.i, cast.frames.control), False)
            if found and not found.codes & sources.codes:
                return found
    return sources


def _shared_target(cast: Cast, verb: Token, frame: Frame, sources: Found) -> Found:
    """Whom the clause above reaches: "pressed Chad, urging restraint", "left Chad and cut aid"."""
    sentence, head = cast.sentence, cast.sentence.tokens[verb.head]
    if verb.dep not in {"advcl", "conj"} or head.pos != "VERB" or head.i > verb.i:
        return NOBODY
    if sentence.child(verb.i, "nsubj", "nsubjpass", "mark") is not None:
        return NOBODY
    own = undergoer(sentence, verb.i, cast.frames.control)
    if own and frame.roles.get("object") == TARGET and not frame.reactive:
        return NOBODY
    places = [o.i for o in undergoer(sentence, head.i, cast.frames.control)]
    places += [
        n.i
        for prep in sentence.children_of(head.i, "prep", "dative")
        if prep.lower in _REACHING
        for n in sentence.children_of(prep.i, "pobj")
    ]
    found = next((f for f in map(cast.inside, places) if without(f, sources.codes)), NOBODY)
    return Found(without(found, sources.codes).parties, False, found.heads)


def _reciprocal(sentence: Sentence, verb: Token) -> bool:
    """Whether those who act do it to "each other" or "one another"."""
    below = sentence.subtree(verb.i)
    return any(
        (sentence.tokens[a].lower, sentence.tokens[b].lower)
        in {("each", "other"), ("one", "another")}
        for a, b in pairwise(below)
    )


def _objects(cast: Cast, verb: Token, frame: Frame) -> list[Token] | None:
    """The objects that a frame asks for by name; None when they are not there."""
    if not frame.objects:
        return []
    sentence = cast.sentence
    undergone = undergoer(sentence, verb.i, cast.frames.control)
    found = [c for o in undergone for c in _with_conjuncts(sentence, o)]
    # Small parsers hang "troops to the border" on the preposition at times; "a package of aid"
    # holds the named thing one step down.
    found += [
        noun
        for o in list(found)
        if o.lemma in cast.frames.partitive
        for of in sentence.children_of(o.i, "prep")
        if of.lower == "of"
        for noun in sentence.children_of(of.i, "pobj")
    ]
    # "Declared two envoys persona non grata": the parse makes a clause of it.
    found += [
        own
        for clause in sentence.children_of(verb.i, "ccomp")
        if clause.lemma in frame.objects and (own := sentence.child(clause.i, "nsubj"))
    ]
    named = [o for o in found if o.lemma in frame.objects] or [
        noun for o in found for noun in _amounting(sentence, verb, o) if noun.lemma in frame.objects
    ]
    return named or None


def _amounting(sentence: Sentence, verb: Token, amount: Token) -> list[Token]:
    """What an amount consists of: "froze 40 million dollars in aid"."""
    if sentence.child(amount.i, "nummod") is None:
        return []
    preps = [*sentence.children_of(amount.i, "prep"), *sentence.children_of(verb.i, "prep")]
    return [
        noun
        for prep in preps
        if prep.lower == "in" and prep.i > amount.i
        for noun in sentence.children_of(prep.i, "pobj")
    ]


def _with_conjuncts(sentence: Sentence, token: Token) -> list[Token]:
    return [
        token,
        *(d for c in sentence.children_of(token.i, "conj") for d in _with_conjuncts(sentence, c)),
    ]


def _words_fit(sentence: Sentence, verb: Token, frame: Frame) -> bool:
    """Whether the particle and the prepositions that the frame needs hang on the verb."""
    hanging = {
        c.lower
        for c in sentence.children_of(verb.i, "prt", "prep", "advmod", "agent", "aux", "mark")
    }
    asked = sentence.children_of(verb.i, "xcomp", "ccomp")
    hanging |= {a.lower for c in asked for a in sentence.children_of(c.i, "aux") if a.tag == "TO"}
    if frame.particle and frame.particle not in hanging:
        return False
    if frame.needs and not hanging & set(frame.needs):
        return False
    # "advance into": where a preposition alone leads to the other party, it must be there.
    links = frame.roles.keys() - {"subject"}
    bare = frame.particle is None and not (frame.objects or frame.implied or frame.symmetric)
    return not bare or bool(links & ({"object", "clause"} | hanging))


def _role(
    cast: Cast, verb: Token, frame: Frame, role: str, objects: list[Token], visit: bool
) -> Found:
    """The parties that stand in the places which the frame gives to a role."""
    found = NOBODY
    for place, who in frame.roles.items():
        if who != role:
            continue
        if place == "subject":
            here = _at(cast, doer(cast.sentence, verb.i, cast.frames.control), visit)
        elif place == "object":
            here = _object_parties(cast, verb, visit)
        else:  # no preposition is called "clause"
            nouns = _after_preposition(cast, [verb, *objects], place)
            here = join(cast.inside(n.i, places=True if visit else place != "in") for n in nouns)
            if here and any(cast.at(n.i) for n in nouns):
                # "Closed the border with Chad in line with the plan of Mali": Chad is named.
                return here
        found = found or here
    return found


def _at(cast: Cast, token: Token | None, places: bool) -> Found:
    return cast.inside(token.i, places=places) if token else NOBODY


def _object_parties(cast: Cast, verb: Token, visit: bool) -> Found:
    for token in undergoer(cast.sentence, verb.i, cast.frames.control):
        if found := cast.inside(token.i, places=visit):
            return found
    # "said the West was making a mistake", "wants Iran to stop": the object is the subject of a
    # clause.
    for clause in cast.sentence.children_of(verb.i, "ccomp", "xcomp"):
        inner = cast.sentence.child(clause.i, "nsubj", "nsubjpass")
        if inner and (found := cast.inside(inner.i)):
            return found
    return NOBODY


def _after_preposition(cast: Cast, heads: list[Token], word: str) -> list[Token]:
    """The nouns after a preposition of the verb or of its object."""
    sentence = cast.sentence
    return [
        noun
        for head in heads
        for prep in sentence.children_of(head.i, "prep", "dative", "agent", "advmod", "prt")
        if prep.lower == word or any(n.lower == word for n in sentence.children_of(prep.i, "prep"))
        for noun in _governed(sentence, prep, word)
    ]


def _governed(sentence: Sentence, prep: Token, word: str) -> list[Token]:
    """The nouns after a preposition, also after a double one ("out of")."""
    preps = [prep, *(p for p in sentence.children_of(prep.i, "prep") if p.lower == word)]
    return [n for p in preps for n in sentence.children_of(p.i, "pobj", "pcomp")]


def _in_clause(cast: Cast, verb: Token, sources: Found) -> Found:
    """The first other party in what is promised, denied or demanded."""
    for child in cast.sentence.children_of(verb.i, "ccomp", "xcomp", "advcl", "prep", "dobj"):
        if child.dep == "advcl" and child.i < verb.i:
            continue
        if found := cast.below(child.i, sources.codes):
            return found
    return NOBODY


def _clause_party(cast: Cast, verb: Token, frame: Frame, sources: Found) -> Found:
    """The party that a promise, denial or judgement is about."""
    if frame.tone is None:
        return _in_clause(cast, verb, sources)
    for clause in cast.sentence.children_of(verb.i, "ccomp"):
        judged = cast.sentence.child(clause.i, "nsubj", "nsubjpass")
        if judged is not None:
            return without(cast.inside(judged.i), sources.codes)
    return NOBODY


def predicated(sentence: Sentence, verb: Token) -> list[str]:
    """The lemmas that say what someone is called or said to be, not all that stands below."""
    # "called the offer 'unacceptable'": small parsers hang the adjective on the object.
    words = [
        late.lemma
        for o in sentence.children_of(verb.i, "dobj")
        for late in sentence.children_of(o.i, "amod", "appos")
        if late.i > o.i
    ]
    kinds = ("oprd", "attr", "xcomp", "acomp", "ccomp", "prep", "advcl")
    for child in sentence.children_of(verb.i, *kinds):
        if child.dep == "prep" and child.lower not in {"as", "to"}:
            continue
        if child.dep == "advcl" and child.pos != "ADJ":  # "held Chad responsible"
            continue
        if child.dep == "ccomp" and child.pos in {"VERB", "AUX"}:
            words.append(child.lemma)
            words += [a.lower for a in sentence.children_of(child.i, "aux")]
            parts = sentence.children_of(child.i, "attr", "acomp", "dobj", "oprd")
            words += [d.lemma for p in parts for d in (p, *sentence.children_of(p.i, "amod"))]
        else:
            words += [sentence.tokens[i].lemma for i in sentence.subtree(child.i)]
    return words
