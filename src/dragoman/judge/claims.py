"""Who disputes, doubts, confirms or asserts what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.analysis import Mention, Parse, Sentence
from dragoman.codebook.cues import Cues
from dragoman.judge.attribution import source_span
from dragoman.judge.clauses import between
from dragoman.judge.sayings import Said
from dragoman.judge.verbal import negator
from dragoman.model import Claim, EventType, Party, Report, Span, Stance, Status, identifier

_HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.ACCUSE,
        EventType.AID,
        EventType.MOBILIZE,
        EventType.SANCTION,
    }
)
_STANCES = {"denies": Stance.DENIES, "doubts": Stance.DOUBTS, "confirms": Stance.CONFIRMS}


@dataclass(frozen=True, slots=True)
class _Stand:
    stance: Stance
    sure: float


def claims(
    parse: Parse,
    found: Sequence[Said],
    speakers: Sequence[tuple[Party, ...]],
    mentions: Sequence[Mention],
    reports: Sequence[Report],
    cues: Cues,
) -> tuple[Claim, ...]:
    """The claims of the document, in order, one per speaker, stance and stretch of text."""
    made: dict[tuple[str, Stance, int], Claim] = {}
    for said, parties in zip(found, speakers, strict=True):
        if not parties or said.content is None or said.saying.kind == "wish":
            continue
        stand = _stand(parse, said, parties, mentions, reports, cues)
        claim = _claim(parse, said, parties, stand, mentions, reports) if stand else None
        if claim is not None:
            key = (claim.speaker.code or claim.speaker.name, claim.stance, claim.evidence.start)
            held = made.get(key)
            if held is None or held.confidence < claim.confidence:
                made[key] = claim
    return tuple(sorted(made.values(), key=lambda c: (c.evidence, c.stance, c.speaker.code)))


def _stand(
    parse: Parse,
    said: Said,
    parties: Sequence[Party],
    mentions: Sequence[Mention],
    reports: Sequence[Report],
    cues: Cues,
) -> _Stand | None:
    stance = said.saying.stance
    if stance in _STANCES and said.construct != "infinitive":
        return _Stand(_STANCES[stance], 0.8) if _political(parse, said, mentions) else None
    told = _in_own_words(parse, said, cues)
    if told is not None and _political(parse, said, mentions):
        return told
    if stance == "asserts" and said.construct != "infinitive":
        weak = said.saying.force == "weak"
        if (weak or _quoted(parse, said)) and _political(parse, said, mentions):
            return _Stand(Stance.ASSERTS, 0.8 if weak else 0.6)
    if any(_alleged(r, said, parties) for r in reports):
        return _Stand(Stance.ASSERTS, 0.6)
    return None


def _political(parse: Parse, said: Said, mentions: Sequence[Mention]) -> bool:
    """Whether a party is named in what is said or where it is said."""
    assert said.content is not None
    start, end = said.content
    sentence = parse.sentences[said.sentence]
    inside = [m for m in mentions if start <= m.start < end]
    return bool(inside) or any(m.sentence == sentence.index for m in mentions)


def _quoted(parse: Parse, said: Said) -> bool:
    assert said.content is not None
    start, end = said.content
    return any(q.start < end and start < q.end for q in parse.quotations)


def _alleged(report: Report, said: Said, parties: Sequence[Party]) -> bool:
    assert said.content is not None
    inside = said.content[0] <= report.trigger.start < said.content[1]
    others = {p.code for p in report.sources} - {p.code for p in parties}
    return inside and bool(others) and report.type in _HOSTILE and report.status is Status.ALLEGED


def _in_own_words(parse: Parse, said: Said, cues: Cues) -> _Stand | None:
    """A denial, doubt or confirmation that the content itself makes ("the reports are baseless")."""
    assert said.content is not None
    if said.saying.kind != "speech":
        return None
    text = parse.document.text[said.content[0] : said.content[1]].lower()
    for stance, predicates in cues.predicates.items():
        if any(phrase in text for phrase in predicates.phrases):
            return _Stand(_STANCES[stance], 0.6)
    for sentence in _sentences(parse, said.content):
        stance_of = _predicated(sentence, said.content, cues)
        if stance_of is not None:
            return _Stand(_STANCES[stance_of], 0.7)
        if _negated(sentence, said.content, cues):
            return _Stand(Stance.DENIES, 0.5)
    return None


def _sentences(parse: Parse, content: tuple[int, int]) -> Iterator[Sentence]:
    for sentence in parse.sentences:
        if sentence.start < content[1] and content[0] < sentence.end:
            yield sentence


def _predicated(sentence: Sentence, content: tuple[int, int], cues: Cues) -> str | None:
    """The stance of a predicate said of a report or claim: "is false", "called it a lie"."""
    for token in sentence.tokens:
        if not content[0] <= token.start < content[1] or token.dep not in (
            "acomp",
            "attr",
            "oprd",
            "amod",
            "ccomp",
            "pobj",
        ):
            continue
        head = sentence.tokens[token.head]
        subject = sentence.child(head.i, "nsubj", "nsubjpass", "dobj") or sentence.child(
            token.i, "nsubj"
        )
        if subject is None or (
            subject.lower not in cues.predicates_of and subject.lemma not in cues.predicates_of
        ):
            continue
        for stance, predicates in cues.predicates.items():
            if token.lower in predicates.adjectives or token.lower in predicates.nouns:
                if negator(sentence, head, cues) is None:
                    return stance
    return None


def _negated(sentence: Sentence, content: tuple[int, int], cues: Cues) -> bool:
    """Whether the main clause of the content is negated."""
    inside = [t for t in sentence.tokens if content[0] <= t.start < content[1]]
    if not inside:
        return False
    within = {t.i for t in inside}
    tops = [t for t in inside if t.head not in within or t.head == t.i]
    verbs = [t for t in tops if t.pos in ("VERB", "AUX")]
    return any(negator(sentence, v, cues) is not None for v in verbs)


def _claim(
    parse: Parse,
    said: Said,
    parties: Sequence[Party],
    stand: _Stand,
    mentions: Sequence[Mention],
    reports: Sequence[Report],
) -> Claim | None:
    assert said.content is not None
    content = between(parse.document.text, *said.content)
    evidence = _evidence(parse, said)
    if content is None or evidence is None:
        return None
    speaker = parties[0]
    about = sorted({c for m in mentions if content.start <= m.start < content.end for c in m.codes})
    if not about:
        about = sorted(
            {c for m in mentions if evidence.start <= m.start < evidence.end for c in m.codes}
        )
    return Claim(
        id=identifier(
            parse.document.id, "claim", evidence.start, evidence.end, speaker.code, stand.stance
        ),
        speaker=speaker,
        stance=stand.stance,
        proposition=content.text,
        about=tuple(about),
        evidence=evidence,
        confidence=stand.sure,
        event=_event(content, reports),
    )


def _evidence(parse: Parse, said: Said) -> Span | None:
    """Source, cue and content together."""
    assert said.content is not None
    source = source_span(parse, said)
    start = min(said.cue_start, said.content[0], source.start if source else said.cue_start)
    end = max(said.cue_end, said.content[1], source.end if source else said.cue_end)
    return between(parse.document.text, start, end)


def _event(content: Span, reports: Sequence[Report]) -> str | None:
    inside = [r for r in reports if content.start <= r.trigger.start < content.end]
    inside.sort(
        key=lambda r: (r.status not in (Status.DENIED, Status.ALLEGED), r.trigger.start, r.id)
    )
    return inside[0].id if inside else None
