"""Who disputes, doubts, confirms or asserts what, as records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.analysis import Mention, Parse
from dragoman.codebook.cues import Cues
from dragoman.judge.attribution import source_span
from dragoman.judge.clauses import between
from dragoman.judge.sayings import Said, speaks
from dragoman.judge.stances import Stand, stand_of
from dragoman.model import Claim, Party, Report, Span, Stance, Status, identifier

_BARE = 4
# Contents that say nothing by themselves.
_EMPTY = frozenset({"it", "this", "that", "these", "those", "which", "what", "them", "so"})


def claims(
    parse: Parse,
    found: Sequence[Said],
    speakers: Sequence[tuple[Party, ...]],
    mentions: Sequence[Mention],
    reports: Sequence[Report],
    cues: Cues,
) -> tuple[Claim, ...]:
    """The claims of the document in order, one per speaker, stance and sentence."""
    made: dict[tuple[str, Stance, int], Claim] = {}
    for said, parties in zip(found, speakers, strict=True):
        if not parties or not _political(said, mentions) or not _voiced(parse, said, cues):
            continue
        for part in _by_sentence(parse, said):
            stand = stand_of(parse, part, parties, mentions, cues)
            claim = _claim(parse, part, parties, stand, mentions, reports, cues) if stand else None
            if claim is None:
                continue
            key = (claim.speaker.code or claim.speaker.name, claim.stance, _place(parse, part))
            held = made.get(key)
            if held is None or held.confidence < claim.confidence:
                made[key] = claim
    ordered = sorted(made.values(), key=lambda c: (c.evidence, c.stance, c.speaker.code))
    return tuple(_linked(ordered, cues))


def _linked(claims: Sequence[Claim], cues: Cues) -> list[Claim]:
    """With "the reports" or "this interpretation" tied to what was claimed last."""
    linked: list[Claim] = []
    last: str | None = None
    for claim in claims:
        words = {w.strip("“”\"',.").lower() for w in claim.proposition.split()}
        bare = len(words) <= _BARE and bool(words & cues.predicates_of)
        if claim.event is None and claim.stance is not Stance.ASSERTS and bare:
            claim = replace(claim, event=last)
        last = claim.event or last
        linked.append(claim)
    return linked


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


def _political(said: Said, mentions: Sequence[Mention]) -> bool:
    """Whether a party is named in what is said or where it is said."""
    if said.content is None:
        return False
    start, end = said.content
    return any(start <= m.start < end or m.sentence == said.sentence for m in mentions)


def _claim(
    parse: Parse,
    said: Said,
    parties: Sequence[Party],
    stand: Stand,
    mentions: Sequence[Mention],
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
        about=_about(content, evidence, speaker, mentions, event),
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
    mentions: Sequence[Mention],
    event: Report | None,
) -> tuple[str, ...]:
    """Whom the claim concerns: who is named in it, and the speaker where one side is left out."""
    codes = {c for m in mentions if content.start <= m.start < content.end for c in m.codes}
    if len(codes) < 2 and event is not None:
        codes |= event.codes
    if len(codes) < 2 and speaker.code:
        codes.add(speaker.code)
    if not codes:
        near = (m for m in mentions if evidence.start <= m.start < evidence.end)
        codes = {c for m in near for c in m.codes}
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
    words = {t.lower for t in sentence.tokens if content.start <= t.start < content.end}
    if not words & (cues.predicates_of | {"such"}):
        return None
    told = [
        r
        for r in reports
        if r.trigger.start < content.start
        and r.status is Status.ALLEGED
        and speaker.code in r.codes
        and all(p.code != speaker.code for p in r.speakers)
    ]
    return max(told, key=lambda r: (r.trigger.start, r.id)) if told else None


def _event(content: Span, reports: Sequence[Report]) -> Report | None:
    inside = [r for r in reports if content.start <= r.trigger.start < content.end]
    inside.sort(
        key=lambda r: (r.status not in (Status.DENIED, Status.ALLEGED), r.trigger.start, r.id)
    )
    return inside[0] if inside else None
