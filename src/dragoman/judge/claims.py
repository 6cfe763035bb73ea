"""Who disputes, doubts, confirms or asserts what, as records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.analysis import Mention, Parse
from dragoman.codebook import Codebook
from dragoman.codebook.cues import Cues
from dragoman.judge.attribution import source_span
from dragoman.judge.clauses import SUBJECTS, between
from dragoman.judge.linking import Denied, Topics, against, linked, topics, voice
from dragoman.judge.sayings import Said, speaks
from dragoman.judge.stances import Stand, puts_forward, stand_of
from dragoman.model import Claim, Party, Report, Span, Stance, Status, identifier

# Contents that say nothing by themselves.
_EMPTY = frozenset({"it", "this", "that", "these", "those", "which", "what", "them", "so"})


def claims(
    parse: Parse,
    found: Sequence[Said],
    speakers: Sequence[tuple[Party, ...]],
    heard: Sequence[tuple[Party, ...]],
    mentions: Sequence[Mention],
    reports: Sequence[Report],
    codebook: Codebook,
) -> tuple[Claim, ...]:
    """The claims of the document in order, one per speaker, stance and sentence.

    `heard` are the speakers with those who only pass words on: what somebody else denies is a claim
    of theirs too.
    """
    cues, named = codebook.cues, _Named.of(mentions)
    made = _Made(parse, named, reports, cues)
    for said, parties in zip(found, speakers, strict=True):
        for part in _parts(parse, said, parties, named, cues):
            made.add(part, parties, stand_of(parse, part, parties, mentions, cues))
    about = topics(mentions, codebook.matters, cues)
    denied = [_denied(parse, claim, about) for claim in made.held.values() if against(claim)]
    for said, parties in zip(found, heard, strict=True) if denied else ():
        for part in _parts(parse, said, parties, named, cues):
            if _answers(parse, part, parties[0], denied, about, cues) and not made.holds(
                part, parties[0]
            ):
                made.add(part, parties, Stand(Stance.ASSERTS, 0.5))
    ordered = sorted(made.held.values(), key=lambda c: (c.evidence, c.stance, c.speaker.code))
    return tuple(linked(parse, ordered, reports, about))


@dataclass(frozen=True, slots=True)
class _Named:
    """Where parties are named: a long document asks as often as it names."""

    mentions: Sequence[Mention]
    starts: Sequence[int]
    sentences: frozenset[int]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> _Named:
        """The mentions in the order of the text."""
        ordered = sorted(mentions, key=lambda m: m.start)
        return cls(ordered, [m.start for m in ordered], frozenset(m.sentence for m in ordered))

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin between two places of the document."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


@dataclass(frozen=True, slots=True)
class _Made:
    """The claims made so far, the surest of each speaker, stance and sentence."""

    parse: Parse
    named: _Named
    reports: Sequence[Report]
    cues: Cues
    held: dict[tuple[str, Stance, int], Claim] = field(default_factory=dict)

    def holds(self, said: Said, speaker: Party) -> bool:
        """Whether the speaker claims something already in the sentence."""
        place = _place(self.parse, said)
        return any((voice(speaker), stance, place) in self.held for stance in Stance)

    def add(self, said: Said, parties: Sequence[Party], stand: Stand | None) -> None:
        """Keep what the words claim, if they claim anything."""
        if stand is None:
            return
        made = _claim(self.parse, said, parties, stand, self.named, self.reports, self.cues)
        if made is None:
            return
        key = (voice(made.speaker), made.stance, _place(self.parse, said))
        before = self.held.get(key)
        if before is None or before.confidence < made.confidence:
            self.held[key] = made


def _parts(
    parse: Parse,
    said: Said,
    parties: Sequence[Party],
    named: _Named,
    cues: Cues,
) -> list[Said]:
    """The sentences of what is said, where somebody who can speak says it of states."""
    if not parties or not _political(said, named) or not _voiced(parse, said, cues):
        return []
    return _by_sentence(parse, said)


def _denied(parse: Parse, claim: Claim, about: Topics) -> Denied:
    sentence = parse.sentence_at(claim.evidence.start)
    index = sentence.index if sentence is not None else 0
    return Denied(voice(claim.speaker), index, about.of(claim.proposition))


def _answers(
    parse: Parse,
    said: Said,
    speaker: Party,
    denied: Sequence[Denied],
    about: Topics,
    cues: Cues,
) -> bool:
    """Whether somebody tells as so what somebody else denies."""
    if not puts_forward(parse, said, cues):
        return False
    topic = about.of(_words(parse, said))
    return any(d.by != voice(speaker) and d.answered(topic, said.sentence) for d in denied)


def _words(parse: Parse, said: Said) -> str:
    start, end = said.content or (0, 0)
    return parse.document.text[start:end]


def _voiced(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the source can speak at all; a parse may take a thing for the subject."""
    sentence = parse.sentences[said.sentence]
    adjective = said.head is not None and sentence.tokens[said.head].pos == "ADJ"
    return (
        said.head is None
        or adjective
        or speaks(sentence, sentence.tokens[said.head], cues, it=True)
    )


def _by_sentence(parse: Parse, said: Said) -> list[Said]:
    """A long quotation claims something with each of its sentences."""
    if said.content is None:
        return [said]
    start, end = said.content
    inside = [s for s in parse.sentences if s.start < end and start < s.end]
    if len(inside) < 2:
        return [said]
    parts = [replace(said, content=(max(start, s.start), min(end, s.end))) for s in inside]
    return [_before_cue(parse, p) for p in parts]


def _before_cue(parse: Parse, said: Said) -> Said:
    """The part of a quotation that stands in the cue's own sentence, without source and cue."""
    assert said.content is not None
    start, end = said.content
    source = source_span(parse, said)
    first = min(said.cue_start, source.start if source is not None else said.cue_start)
    return replace(said, content=(start, first)) if start < first < end else said


def _place(parse: Parse, said: Said) -> int:
    assert said.content is not None
    sentence = parse.sentence_at(said.content[0])
    return sentence.index if sentence is not None else said.sentence


def _political(said: Said, named: _Named) -> bool:
    """Whether a party is named in what is said or where it is said."""
    if said.content is None:
        return False
    return said.sentence in named.sentences or bool(named.within(*said.content))


def _claim(
    parse: Parse,
    said: Said,
    parties: Sequence[Party],
    stand: Stand,
    named: _Named,
    reports: Sequence[Report],
    cues: Cues,
) -> Claim | None:
    assert said.content is not None
    content = between(parse.document.text, *said.content)
    evidence = _evidence(parse, said)
    if content is None or evidence is None or content.text.lower() in _EMPTY:
        return None
    speaker = parties[0]
    event = _event(content, reports) or _earlier(parse, content, stand, speaker, reports, cues)
    return Claim(
        id=identifier(
            parse.document.id, "claim", evidence.start, evidence.end, speaker.code, stand.stance
        ),
        speaker=speaker,
        stance=stand.stance,
        proposition=content.text,
        about=_about(content, evidence, speaker, named, event),
        evidence=evidence,
        confidence=stand.sure,
        event=event.id if event is not None else None,
    )


def _evidence(parse: Parse, said: Said) -> Span | None:
    """Source, cue and content together; of a quotation's further sentences the content alone."""
    assert said.content is not None
    source = source_span(parse, said)
    start, end = said.content
    here = parse.sentences[said.sentence]
    if here.start < end and start < here.end:
        start = min(said.cue_start, start, source.start if source else said.cue_start)
        end = max(said.cue_end, end, source.end if source else said.cue_end)
    return between(parse.document.text, start, end)


def _about(
    content: Span,
    evidence: Span,
    speaker: Party,
    named: _Named,
    event: Report | None,
) -> tuple[str, ...]:
    """Whom the claim concerns: who is named in it, and the speaker where one side is left out."""
    codes = {c for m in named.within(content.start, content.end) for c in m.codes}
    if len(codes) < 2 and event is not None:
        codes |= event.codes
    if len(codes) < 2 and speaker.code:
        codes.add(speaker.code)
    if not codes:
        codes = {c for m in named.within(evidence.start, evidence.end) for c in m.codes}
    return tuple(sorted(codes))


def _earlier(
    parse: Parse,
    content: Span,
    stand: Stand,
    speaker: Party,
    reports: Sequence[Report],
    cues: Cues,
) -> Report | None:
    """What "that claim" refers to: what was last alleged that involves the speaker."""
    sentence = parse.sentence_at(content.start)
    if stand.stance is Stance.ASSERTS or sentence is None:
        return None
    inside = [t for t in sentence.tokens if content.start <= t.start < content.end]
    pointing = cues.predicates_of | {"such"}
    if not {t.lower for t in inside} & pointing:
        return None
    # The "that" and "it" of "denied that it had cut a cable" stand for nothing said before, unless
    # it was said that it had cut one.
    points = any(t.lower in pointing and t.dep not in ("mark", *SUBJECTS) for t in inside)
    lemmas = {t.lemma for t in inside if t.pos in ("VERB", "NOUN")}
    told = [
        r
        for r in reports
        if r.trigger.start < content.start
        and r.status is Status.ALLEGED
        and speaker.code in r.codes
        and all(p.code != speaker.code for p in r.speakers)
        and (points or _lemma(parse, r) in lemmas)
    ]
    return max(told, key=lambda r: (r.trigger.start, r.id)) if told else None


def _lemma(parse: Parse, report: Report) -> str | None:
    sentence = parse.sentence_at(report.trigger.start)
    token = sentence.token_at(report.trigger.start) if sentence else None
    return token.lemma if token else None


def _event(content: Span, reports: Sequence[Report]) -> Report | None:
    inside = [r for r in reports if content.start <= r.trigger.start < content.end]
    inside.sort(
        key=lambda r: (r.status not in (Status.DENIED, Status.ALLEGED), r.trigger.start, r.id)
    )
    return inside[0] if inside else None
