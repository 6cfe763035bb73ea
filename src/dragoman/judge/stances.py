"""How somebody stands to what is said: asserts, denies, doubts or confirms, by whatever words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.analysis import Mention, Parse, Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import subject as subject_of
from dragoman.judge.sayings import Said
from dragoman.judge.status import read
from dragoman.judge.verbal import negator, no_object
from dragoman.model import Party, Stance, Status

STANCES = {"denies": Stance.DENIES, "doubts": Stance.DOUBTS, "confirms": Stance.CONFIRMS}
_SAID = frozenset({Status.OCCURRED, Status.ONGOING, Status.ALLEGED})
_OWN = frozenset({"i", "we", "it", "he", "she", "they"})
_MILD = frozenset({"concern", "worry", "fear", "unease", "anxiety", "alarm", "question"})
_WHOLE = frozenset({"clause", "quote", "naming", "that"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance, and how sure we are that it is one."""

    stance: Stance
    sure: float


def stand_of(
    parse: Parse,
    said: Said,
    parties: Sequence[Party],
    mentions: Sequence[Mention],
    cues: Cues,
) -> Stand | None:
    """The stance an attribution expresses; None where it merely reports."""
    if said.content is None or said.saying.kind == "wish" or said.construct == "infinitive":
        return None
    if _unverified(parse, said, cues):
        return Stand(Stance.DOUBTS, 0.7)
    if not _uttered(parse, said, cues):
        return None
    by_cue = _by_cue(parse, said, cues)
    if by_cue is not None:
        return by_cue
    codes = {p.code for p in parties}
    speech = said.saying.kind == "speech"
    told = _in_own_words(parse, said, codes, mentions, cues) if speech else None
    if told is not None:
        return told
    if said.saying.stance == "asserts" and said.saying.force == "weak":
        return Stand(Stance.ASSERTS, 0.8)
    if _contested(parse, said, codes, mentions, cues):
        return Stand(Stance.ASSERTS, 0.6)
    return None


def puts_forward(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the words are told as so by their source, whatever they are about."""
    if said.content is None or said.saying.kind == "wish" or said.construct not in _WHOLE:
        return False
    return said.saying.stance in ("reports", "asserts") and _uttered(parse, said, cues)


def _uttered(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the words were said at all, rather than planned, refused or supposed."""
    if said.form != "verb":
        return True
    reading = read(parse.sentences[said.sentence], said.cue, cues)
    # Who seeks to cast doubt casts it.
    return reading.status in _SAID or (said.saying.stance == "doubts" and reading.holds)


def _unverified(parse: Parse, said: Said, cues: Cues) -> bool:
    """ "Could not verify the video": to leave a thing unconfirmed is to doubt it."""
    cue = parse.sentences[said.sentence].tokens[said.cue]
    if said.form != "verb" or cue.lemma not in cues.verifying:
        return False
    reading = read(parse.sentences[said.sentence], said.cue, cues)
    return not reading.holds and reading.status is Status.NOT_OCCURRED


def _by_cue(parse: Parse, said: Said, cues: Cues) -> Stand | None:
    stance = STANCES.get(said.saying.stance)
    if stance is None:
        return None
    cue = parse.sentences[said.sentence].tokens[said.cue]
    if said.form == "noun" and cue.lemma in _MILD:
        # "Western concerns about the drills" doubt them; "voiced concern over the arrests" blames.
        owned = cue.dep != "dobj"
        return Stand(stance, 0.5) if owned else None
    if stance is Stance.DENIES and cue.lemma not in cues.plain_denials:
        # "rejected the plan" turns it down; "rejected the report" denies it.
        return Stand(stance, 0.7) if names_words(parse, said, cues) else None
    if said.form == "adjective" and _unsure(parse, said, cues):
        return Stand(Stance.DOUBTS, 0.7) if stance is Stance.CONFIRMS else None
    if stance is Stance.CONFIRMS and said.construct not in _WHOLE and not _grave(parse, said, cues):
        return None
    return Stand(stance, 0.8)


def _unsure(parse: Parse, said: Said, cues: Cues) -> bool:
    """ "Was not convinced that": who is not sure of a thing doubts it."""
    sentence = parse.sentences[said.sentence]
    adjective = sentence.tokens[said.cue]
    head = sentence.tokens[adjective.head]
    return any(negator(sentence, at, cues) is not None for at in (adjective, head))


def names_words(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the content is a clause, or names something said."""
    if said.construct in ("clause", "that"):
        return True
    return any(t.pos == "NOUN" and _something_said(t, cues) for t in _inside(parse, said))


def _something_said(noun: Token, cues: Cues) -> bool:
    weak = any(s.force == "weak" for s in cues.nouns.get(noun.lemma, ()))
    return weak or noun.lemma in cues.predicates_of


def _in_own_words(
    parse: Parse, said: Said, codes: set[str], mentions: Sequence[Mention], cues: Cues
) -> Stand | None:
    """A denial, doubt or confirmation that the content itself makes ("the report is false")."""
    assert said.content is not None
    text = parse.document.text[said.content[0] : said.content[1]].lower().replace("’", "'")
    for stance, predicates in cues.predicates.items():
        if any(phrase in text for phrase in predicates.phrases):
            return Stand(STANCES[stance], 0.6)
    if said.construct == "naming":
        return _named(parse, said, cues)
    for sentence in _sentences(parse, said.content):
        stance_of = _predicated(sentence, said.content, cues)
        if stance_of is not None:
            return Stand(STANCES[stance_of], 0.7)
        if said.construct in _WHOLE and _admits(sentence, said, codes, mentions, cues):
            return Stand(Stance.CONFIRMS, 0.5)
        if said.construct in _WHOLE and _negated(sentence, said, codes, mentions, cues):
            return Stand(Stance.DENIES, 0.5)
    return None


def _named(parse: Parse, said: Said, cues: Cues) -> Stand | None:
    """ "Called the report a fabrication": a word for something said, and a word that denies it."""
    words = _inside(parse, said)
    if not any(t.lemma in cues.predicates_of and t.pos in ("NOUN", "PRON") for t in words):
        return None
    for stance, predicates in cues.predicates.items():
        if any(t.lower in predicates.adjectives | predicates.nouns for t in words):
            return Stand(STANCES[stance], 0.8)
    return None


def _inside(parse: Parse, said: Said) -> list[Token]:
    assert said.content is not None
    start, end = said.content
    return [
        t
        for sentence in _sentences(parse, said.content)
        for t in sentence.tokens
        if start <= t.start < end
    ]


def _sentences(parse: Parse, content: tuple[int, int]) -> Iterator[Sentence]:
    for sentence in parse.sentences:
        if sentence.start < content[1] and content[0] < sentence.end:
            yield sentence


def _predicated(sentence: Sentence, content: tuple[int, int], cues: Cues) -> str | None:
    """The stance of a predicate said of a report or claim: "is false", "called it a lie"."""
    for token in sentence.tokens:
        if not content[0] <= token.start < content[1]:
            continue
        if token.dep not in ("acomp", "attr", "oprd", "ccomp", "conj", "ROOT"):
            continue
        head = sentence.tokens[token.head]
        if token.dep == "conj":
            head = sentence.tokens[head.head]
        subject = (
            sentence.child(token.i, "nsubj", "nsubjpass")
            or sentence.child(head.i, "nsubj", "nsubjpass", "dobj")
            or subject_of(sentence, head)
        )
        if subject is None or not {subject.lower, subject.lemma} & cues.predicates_of:
            continue
        for stance, predicates in cues.predicates.items():
            known = token.lower in predicates.adjectives or token.lower in predicates.nouns
            if known and negator(sentence, head, cues) is None:
                return stance
    return None


def _negated(
    sentence: Sentence, said: Said, codes: set[str], mentions: Sequence[Mention], cues: Cues
) -> bool:
    """Whether the main clause denies a fact; refusing to do something denies nothing."""
    for verb in _main_verbs(sentence, said):
        no = negator(sentence, verb, cues) or no_object(sentence, verb, cues)
        if no is None or _attitude(sentence, verb, no, cues):
            continue
        modal = any(a.tag == "MD" for a in sentence.children_of(verb.i, "aux"))
        if not modal or _about_others(sentence, verb, codes, mentions):
            return True
    return False


def _attitude(sentence: Sentence, verb: Token, no: Token, cues: Cues) -> bool:
    """Whether the negation states an attitude, a demand or a "not yet" and denies no fact."""
    helpers = {a.lower for a in sentence.children_of(verb.i, "aux")}
    adverbs = {a.lower for a in sentence.children_of(verb.i, "advmod")}
    if helpers & cues.demanding or "yet" in adverbs or adverbs & cues.no_denial:
        return True  # "the drought isn't over" tells that it lasts
    thing = sentence.child(verb.i, "dobj", "attr", "acomp")
    if thing is not None and thing.lemma in cues.no_denial:
        return True
    # "We never agreed to host them" tells what was; "does not agree" tells what one thinks.
    told = no.lower == "never" and verb.tag in ("VBD", "VBN")
    return verb.lemma in cues.no_denial and not told


def _main_verbs(sentence: Sentence, said: Said) -> list[Token]:
    assert said.content is not None
    within = {t.i for t in sentence.tokens if said.content[0] <= t.start < said.content[1]}
    tops = [sentence.tokens[i] for i in sorted(within) if sentence.tokens[i].head not in within]
    tops += [sentence.tokens[i] for i in sorted(within) if sentence.tokens[i].head == i]
    verbs = [t for t in tops if t.pos in ("VERB", "AUX")]
    joined = [c for v in verbs for c in sentence.children_of(v.i, "conj") if c.i in within]
    # "that talks had begun, and that no terms had been set": with its own "that" it is a second
    # thing said, and does not turn the first into a denial.
    same = [t for t in joined if t.pos in ("VERB", "AUX") and not sentence.child(t.i, "mark")]
    return verbs + same


def _contested(
    parse: Parse, said: Said, codes: set[str], mentions: Sequence[Mention], cues: Cues
) -> bool:
    """Whether a plain statement tells, as a fact, something about others that they may dispute."""
    if said.construct not in _WHOLE or not _grave(parse, said, cues):
        return False
    if said.construct == "naming":
        return said.head is None or _is_voice(parse, said, cues)
    for sentence in _sentences(parse, said.content or (0, 0)):
        for verb in _main_verbs(sentence, said):
            if _about_others(sentence, verb, codes, mentions) and read(
                sentence, verb.i, cues
            ).status in (
                Status.OCCURRED,
                Status.ONGOING,
            ):
                return True
    return False


def _is_voice(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether somebody speaks, rather than a paper of somebody's ("an order labelling ...")."""
    assert said.head is not None
    return parse.sentences[said.sentence].tokens[said.head].lemma not in cues.documents


def _grave(parse: Parse, said: Said, cues: Cues) -> bool:
    return any(t.lemma in cues.contested or t.lower in cues.contested for t in _inside(parse, said))


def _about_others(
    sentence: Sentence, verb: Token, codes: set[str], mentions: Sequence[Mention]
) -> bool:
    """Whether the clause, or one it reports in turn, has another subject than the speaker."""
    subject = sentence.child(verb.i, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if not _own(sentence, subject, codes, mentions):
        return True
    clauses = [*sentence.children_of(verb.i, "ccomp"), *_of_object(sentence, verb)]
    return any(c.pos == "VERB" and _about_others(sentence, c, codes, mentions) for c in clauses)


def _of_object(sentence: Sentence, verb: Token) -> list[Token]:
    thing = sentence.child(verb.i, "dobj")
    return sentence.children_of(thing.i, "acl") if thing is not None else []


def _own(sentence: Sentence, subject: Token, codes: set[str], mentions: Sequence[Mention]) -> bool:
    """Whether the subject is the speaker, or of the speaker's side."""
    if subject.lower in ("i", "we"):
        return True
    named = [
        m
        for m in mentions
        if m.sentence == sentence.index
        and m.first <= subject.i <= m.last
        and not m.rule.endswith("place")
    ]
    if not named:
        return subject.lower in _OWN
    return any(codes & set(m.codes) for m in named)


def _admits(
    sentence: Sentence, said: Said, codes: set[str], mentions: Sequence[Mention], cues: Cues
) -> bool:
    """Whether the speaker tells a loss of its own side, which confirms it."""
    for verb in _main_verbs(sentence, said):
        subject = sentence.child(verb.i, "nsubj")
        if verb.lemma not in cues.losses or subject is None:
            continue
        owner = sentence.child(subject.i, "poss")
        possessed = owner is not None and owner.tag == "PRP$"
        real = read(sentence, verb.i, cues).status is Status.OCCURRED
        if real and (possessed or _own(sentence, subject, codes, mentions)):
            return True
    return False
