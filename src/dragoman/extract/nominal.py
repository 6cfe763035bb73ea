"""Acts told by nouns: "the visit of … to …", "Russian-Syrian talks", "held a meeting with …"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis import MentionKind, Sentence, Token
from dragoman.codebook import Codebook
from dragoman.codebook.frames import SOURCE, TARGET, Frame
from dragoman.extract.clauses import doer, subject
from dragoman.extract.parties import NOBODY, Cast, Found, is_place, join, without
from dragoman.extract.verbal import Act
from dragoman.model import EventType

_ENTERED = ("in", "into")  # "took part in talks", "entered into negotiations"
_ACTING = ("of", "by", "from")
_SCENE = frozenset("at during in after following before since throughout amid".split())
_ALL = ("between", "among", "amongst")
_INVOLVING = frozenset({"involving", "including", "uniting", "pitting", "bringing"})


def nominal_acts(cast: Cast, codebook: Codebook, used: frozenset[int]) -> Iterator[Act]:
    """The best reading of each noun that triggers a frame and that no verb has accounted for."""
    for token in cast.sentence:
        if token.pos not in {"NOUN", "PROPN"} or token.i in used:
            continue
        mention = cast.at(token.i)
        # "Cyprus's gas supplier" names nobody where it says what somebody is.
        if mention is not None and (token.dep != "attr" or token.i != mention.last):
            continue
        readings = [
            _read(cast, token, frame, codebook)
            for frame in _frames_at(cast.sentence, token, codebook)
            if not (frame.type is EventType.AGREE and _described(cast, token))
        ]
        if readings:
            yield next((a for a in readings if a.complete), readings[0])


def _frames_at(sentence: Sentence, token: Token, codebook: Codebook) -> list[Frame]:
    """Frames of the longest compound that ends in the noun: "air strike" before "strike"; of two
    nouns joined by "of", too: "exchange of fire".
    """
    names = [token.lemma]
    for of in sentence.children_of(token.i, "prep"):
        if of.i == token.i + 1 and of.lower == "of" and (of_ := sentence.child(of.i, "pobj")):
            names.insert(0, f"{token.lemma}+of+{of_.lemma}")
    if token.i > 0 and sentence.tokens[token.i - 1].head == token.i:
        names.insert(0, f"{sentence.tokens[token.i - 1].lower}+{token.lemma}")
    return next((list(codebook.frames.nouns[n]) for n in names if n in codebook.frames.nouns), [])


def _read(cast: Cast, noun: Token, frame: Frame, codebook: Codebook) -> Act:
    sources, targets = _attached(cast, noun, frame)
    if _predicated(cast.sentence, noun) and not frame.symmetric:
        holder = subject(cast.sentence, noun.head, cast.frames.control)
        targets = join([sources, targets])
        sources = cast.inside(holder.i) if holder else NOBODY
        return Act(frame, noun.i, sources, without(targets, sources.codes), frozenset({noun.i}))
    governor = _governor(cast.sentence, noun)
    if governor is not None and not (sources and targets):
        sources, targets = _from_governor(cast, noun, governor, frame, sources, targets, codebook)
    return Act(frame, noun.i, sources, without(targets, sources.codes), frozenset({noun.i}))


def _described(cast: Cast, noun: Token) -> bool:
    """Whether the noun only tells what something consists of: "is the sum of agreements"."""
    sentence, at = cast.sentence, noun
    while at.dep in {"pobj", "prep"}:
        at = sentence.tokens[at.head]
        if at.dep in {"attr", "conj"} and sentence.tokens[at.head].lemma == "be":
            return at.lemma not in cast.frames.partitive
    return False


def _predicated(sentence: Sentence, noun: Token) -> bool:
    """Whether the noun says what somebody is: "Oman is a partner of Iran"."""
    return noun.dep == "attr" and sentence.tokens[noun.head].lemma in {"be", "remain", "become"}


def _attached(cast: Cast, noun: Token, frame: Frame) -> tuple[Found, Found]:
    """The parties that hang on the noun itself."""
    visit = frame.ground
    acting = [_modifiers(cast, noun, adjectives=True)]
    affected: list[Found] = []
    for prep in _prepositions(cast.sentence, noun, cast.frames.partitive):
        role = frame.roles.get(prep.lower)
        if (role is None and prep.lower in _ALL) or (role is None and prep.lower in _ACTING):
            role = SOURCE
        if role is None:
            continue
        places = visit or prep.lower != "in"
        nouns = cast.sentence.children_of(prep.i, "pobj")
        found = join(cast.inside(n.i, places=places) for n in nouns)
        (acting if role == SOURCE else affected).append(found)
    if frame.symmetric:
        return _split(join([*acting, *affected, _involved(cast, noun)]))
    bare = _modifiers(cast, noun, adjectives=False)
    if join(affected):
        acting.append(bare)  # "the U.S. embargo on …"; but "the Iran sanctions"
    else:
        affected.append(bare)
    sources, targets = join(acting), join(affected)
    return sources, without(targets, sources.codes)


def _involved(cast: Cast, noun: Token) -> Found:
    """Who takes part by a participle: "talks involving Chad and Niger"."""
    return join(
        cast.inside(o.i)
        for participle in cast.sentence.children_of(noun.i, "acl")
        if participle.lower in _INVOLVING
        for o in cast.sentence.children_of(participle.i, "dobj")
    )


def _prepositions(sentence: Sentence, noun: Token, partitive: frozenset[str]) -> list[Token]:
    """The noun's prepositions, and those of "a round of", "a series of" above it."""
    found = sentence.children_of(noun.i, "prep", "agent")
    over = sentence.tokens[sentence.tokens[noun.head].head]
    if noun.dep == "pobj" and sentence.tokens[noun.head].lower == "of" and over.lemma in partitive:
        found += [p for p in sentence.children_of(over.i, "prep") if p.i > noun.i]
    if noun.i + 1 < len(sentence.tokens):
        # "focused on the offensive in …": small parsers hang the second phrase on the verb.
        after = sentence.tokens[noun.i + 1]
        if after.dep == "prep" and after not in found:
            found.append(after)
    return found


def _modifiers(cast: Cast, noun: Token, *, adjectives: bool) -> Found:
    """Parties before the noun: owners and adjectives act, bare names undergo ("Syria visit")."""
    found = []
    for child in cast.sentence.children_of(noun.i, "poss", "amod", "nmod", "compound"):
        mention = cast.at(child.i)
        bare = (
            child.dep in {"compound", "nmod"}
            and mention is not None
            and mention.kind in {MentionKind.NAME, MentionKind.CAPITAL}
        )
        if bare is not adjectives and (
            mention is None or child.dep == "poss" or not is_place(mention)
        ):
            found.append(cast.named(child.i) if child.dep != "poss" else cast.inside(child.i))
    return join(found)


def _governor(sentence: Sentence, noun: Token) -> Token | None:
    """The verb whose clause the noun stands in, as object, subject or in a prepositional phrase."""
    at = noun
    for above in sentence.ancestors(noun.i):
        if at.dep in {"poss", "amod", "compound", "relcl", "acl", "advcl", "ccomp"}:
            return None
        if above.pos in {"VERB", "AUX"}:
            return above
        at = above
    return None


def _from_governor(
    cast: Cast,
    noun: Token,
    verb: Token,
    frame: Frame,
    sources: Found,
    targets: Found,
    codebook: Codebook,
) -> tuple[Found, Found]:
    """Complete the parties from the clause: the subject of a support verb, and its prepositions."""
    is_subject = noun.dep in {"nsubj", "nsubjpass"}
    # "Fighting broke out between …": what happens is told by its subject.
    light = verb.lemma in codebook.frames.light or (
        is_subject and cast.sentence.child(verb.i, "dobj", "ccomp", "attr") is None
    )
    around = cast.sentence.children_of(verb.i, "prep", "agent")
    lends = light and (
        noun.dep in {"dobj", "nsubjpass", "attr", "conj", "nsubj"}
        or (noun.dep == "pobj" and cast.sentence.tokens[noun.head].lower in _ENTERED)
    )
    if lends:
        affected = _after(cast, around, [p for p, r in frame.roles.items() if r == TARGET], frame)
        both = _after(cast, around, list(_ALL), frame)
        targets = join([targets, affected, both])
    holder = NOBODY
    if not is_subject and (
        lends or (frame.symmetric and _accompanies(noun, cast.sentence, bool(sources or targets)))
    ):
        holder = _holder(cast, verb)
    if frame.symmetric:
        return _split(join([holder, sources, targets])) if holder or sources else (sources, targets)
    if not sources:
        sources = holder
    elif not (targets or is_subject) and _comes_from(cast.sentence, noun):
        targets = without(_holder(cast, verb), sources.codes)  # "sought help from …"
    return sources, targets


def _comes_from(sentence: Sentence, noun: Token) -> bool:
    return noun.dep == "dobj" and any(
        p.lower == "from" for p in sentence.children_of(noun.i, "prep")
    )


def _holder(cast: Cast, verb: Token) -> Found:
    who = doer(cast.sentence, verb.i, cast.frames.control) or subject(
        cast.sentence, verb.i, cast.frames.control
    )
    return cast.inside(who.i) if who else NOBODY


def _after(cast: Cast, preps: list[Token], words: list[str], frame: Frame) -> Found:
    nouns = [
        noun
        for prep in preps
        if prep.lower in words and (prep.lower != "in" or frame.ground)
        for noun in cast.sentence.children_of(prep.i, "pobj")
    ]
    return join(cast.inside(n.i, places=frame.ground) for n in nouns)


def _accompanies(noun: Token, sentence: Sentence, partnered: bool) -> bool:
    """Whether the noun sets the scene of its clause: "at a meeting with …", "during talks".

    "Flew in for talks with Oman" does; "recalled its envoy for consultations" names no partner.
    """
    word = sentence.tokens[noun.head].lower
    return noun.dep == "pobj" and (word in _SCENE or (word == "for" and partnered))


def _split(found: Found) -> tuple[Found, Found]:
    """All parties of a mutual act: the first on one side, the rest on the other."""
    first, rest = found.parties[:1], found.parties[1:]
    return Found(first, found.direct, found.heads), Found(rest, found.direct, found.heads)
