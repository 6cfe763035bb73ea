"""Candidates become reports: with status, speakers, and how sure we are."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis import Candidate, Mention, Parse, Sentence, Token
from dragoman.codebook import Codebook
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import is_verb
from dragoman.judge.confidence import confidence
from dragoman.judge.reading import Reading
from dragoman.judge.sayings import Said
from dragoman.judge.status import read
from dragoman.judge.steps import effect_of
from dragoman.judge.verbal import negator
from dragoman.judge.words import Word, speakers_of, stand, words_over
from dragoman.model import EventType, Party, Report, Span, Status, identifier

# A frame's word stands where grammar saw a plain fact. What is done by saying it ("will be a good
# friend of", "is committed to work with") is done, though its clause looks ahead.
_DENIAL = "reject.deny"
_DEEDS = frozenset(
    {
        *(EventType.AID, EventType.COOPERATE, EventType.CONSULT),
        *(EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE),
    }
)
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
_HINTED = dict.fromkeys(Status, _REAL) | {
    Status.OCCURRED: frozenset({Status.ONGOING, Status.PLANNED})
}


def report(
    parse: Parse,
    candidate: Candidate,
    mentions: Sequence[Mention],
    found: Sequence[Said],
    speakers: Sequence[tuple[Party, ...]],
    codebook: Codebook,
) -> Report:
    """The candidate as a report of its document."""
    text = parse.document.text
    reading = _reading(parse, candidate, codebook)
    words = words_over(parse, candidate, reading, found, speakers, codebook.cues)
    off = reading.cue is not None and _calls_off(parse, candidate, reading.cue, codebook.cues)
    status, word = stand(candidate, reading, words, called_off=off)
    near = [m for m in mentions if m.sentence == candidate.sentence]
    return Report(
        id=_id(parse, candidate),
        type=candidate.type,
        sources=candidate.sources,
        targets=candidate.targets,
        status=status,
        evidence=Span.of(text, candidate.evidence_start, candidate.evidence_end),
        trigger=Span.of(text, candidate.trigger_start, candidate.trigger_end),
        confidence=confidence(candidate, reading, status, near, codebook.confidence),
        mode=candidate.mode,
        contexts=candidate.contexts,
        symmetric=candidate.symmetric,
        speakers=speakers_of(words),
        cue=_cue(parse, candidate, reading, word),
        goldstein=codebook.types[candidate.type].scale(candidate.mode).goldstein,
        rule=candidate.rule,
    )


def _reading(parse: Parse, candidate: Candidate, codebook: Codebook) -> Reading:
    """The grammar's reading; a frame's hint stands where the grammar saw a plain fact."""
    sentence = parse.sentences[candidate.sentence]
    reading = read(sentence, candidate.trigger, codebook.cues)
    untrue = _called_untrue(sentence, candidate.trigger, codebook.cues)
    if untrue is None and _denies_a_deed(sentence, candidate):
        untrue = sentence.tokens[candidate.trigger]
    if untrue is not None:
        return Reading(Status.DENIED, -2.0, untrue.i)
    if candidate.status_hint and reading.status in _HINTED[Status(candidate.status_hint)]:
        return Reading(Status(candidate.status_hint), reading.value, candidate.trigger)
    return reading


def _calls_off(parse: Parse, candidate: Candidate, cue: int, cues: Cues) -> bool:
    """Whether a verb like "cancelled" or "postponed" decided, rather than a "not"."""
    sentence = parse.sentences[candidate.sentence]
    token = sentence.tokens[cue]
    return is_verb(token) and effect_of(sentence, token, cues) in ("dropped", "failed")


def _denies_a_deed(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a deed was read at the word that denies it: "denied resupplying the rebels".

    In "shells, which Oman denies" the deed was told before, on another's word.
    """
    relative = sentence.tokens[candidate.trigger].dep == "relcl"
    return candidate.rule == _DENIAL and candidate.type in _DEEDS and not relative


def _called_untrue(sentence: Sentence, trigger: int, cues: Cues) -> Token | None:
    """The word that calls untrue what tells the act: "the report that Oman paid is false"."""
    denying = cues.predicates["denies"].adjectives | cues.predicates["denies"].nouns
    at = sentence.tokens[trigger]
    while at.head != at.i:
        told, at = at, sentence.tokens[at.head]
        if told.i == trigger or told.dep not in ("nsubj", "nsubjpass", "dobj"):
            continue
        if told.lemma in cues.predicates_of and negator(sentence, at, cues) is None:
            for child in (at, *sentence.children_of(at.i, "acomp", "attr", "oprd")):
                if child.lower in denying:
                    return child
    return None


def _cue(parse: Parse, candidate: Candidate, reading: Reading, word: Word | None) -> Span | None:
    text = parse.document.text
    if word is not None:
        return Span.of(text, word.said.cue_start, word.said.cue_end)
    if reading.cue is None:
        return None
    token = parse.sentences[candidate.sentence].tokens[reading.cue]
    return Span.of(text, token.start, token.end)


def _id(parse: Parse, candidate: Candidate) -> str:
    return identifier(
        parse.document.id,
        "event",
        candidate.evidence_start,
        candidate.evidence_end,
        candidate.type,
        ",".join(sorted(p.code for p in candidate.sources)),
        ",".join(sorted(p.code for p in candidate.targets)),
        candidate.trigger_start,
    )
