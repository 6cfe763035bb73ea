"""Candidates for acts: triggers with their parties, sentence by sentence, in order."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis import Candidate, Mention, Parse, Sentence
from dragoman.codebook import Codebook
from dragoman.extract.adjectival import adjectival_acts
from dragoman.extract.ceasing import ceased, doer_left_out
from dragoman.extract.coding import coded
from dragoman.extract.evidence import clause_span
from dragoman.extract.nominal import nominal_acts
from dragoman.extract.parties import Cast
from dragoman.extract.shown import shown
from dragoman.extract.sides import Scene, complete
from dragoman.extract.verbal import Act, verbal_acts
from dragoman.extract.weighing import Weighed, certainty, weigh
from dragoman.model import EventType
from dragoman.relation import RelationModel

_MEETING = EventType.CONSULT


def events(
    parse: Parse,
    mentions: tuple[Mention, ...],
    codebook: Codebook,
    model: RelationModel | None = None,
) -> tuple[Candidate, ...]:
    """Every act with two parties, the same act once per sentence.

    Frames find the acts; the model, where there is one, says which of them are none or of another
    type.
    """
    found = [
        (one.act, sentence)
        for sentence, weighed in considered(parse, mentions, codebook)
        for one in weighed
        if one.against is None
    ]
    candidates = [candidate_of(act, sentence) for act, sentence in found]
    if model is None:
        return tuple(candidates)
    opinions = model.opinions([shown(act, sentence, mentions) for act, sentence in found])
    return tuple(coded(candidates, opinions, codebook.types, model.frame_weight))


def considered(
    parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook
) -> Iterator[tuple[Sentence, list[Weighed]]]:
    """Each sentence with every act that was considered in it, those that do not stand included."""
    states = codebook.actors.states
    scene = Scene(told={p.code: p for m in mentions for p in m.parties if p.code in states})
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in parse.sentences:
        if not sentence.tokens:
            continue
        cast = Cast(sentence, by_sentence.get(sentence.index, ()), codebook.frames)
        acts = [
            complete(act, cast, scene, codebook.frames, codebook.places)
            for act in acts_of(cast, codebook, _in_dates(parse, sentence))
        ]
        acts = [ceased(act, sentence, codebook.frames) for act in acts]
        weighed = weigh(acts, sentence, codebook.frames)
        yield sentence, weighed
        scene = scene.after(sentence, cast, [w.act for w in weighed if w.against is None])


def acts_of(cast: Cast, codebook: Codebook, dated: frozenset[int]) -> list[Act]:
    """Every frame that fits in a sentence, whether or not both parties are found."""
    verbal = [*verbal_acts(cast, codebook), *adjectival_acts(cast, codebook)]
    doerless = [act for act in verbal if doer_left_out(act, cast.sentence)]
    told = [act for act in verbal if act.complete or act.frame.objects]
    used = frozenset(i for act in told if act not in doerless for i in act.used)
    nominal = list(nominal_acts(cast, codebook, used | dated))
    # "Talks between Peru and Chile were cancelled": nobody's refusal, but talks not held.
    held = {act.trigger for act in nominal if act.complete and act.frame.type is _MEETING}
    left = {i for act in doerless for i in act.used} - held
    acts = [act for act in verbal if not (act in doerless and act.used & held)]
    acts += [act for act in nominal if act.trigger not in left]
    return sorted(acts, key=lambda a: (a.trigger, a.frame.id))


def _in_dates(parse: Parse, sentence: Sentence) -> frozenset[int]:
    """The tokens of temporal expressions: "March" is no demonstration."""
    phrases = [t for t in parse.times if t.sentence == sentence.index]
    if not phrases:
        return frozenset()
    return frozenset(
        token.i for token in sentence if any(t.start <= token.start < t.end for t in phrases)
    )


def candidate_of(act: Act, sentence: Sentence) -> Candidate:
    """The act as a candidate, with the clause that tells it as evidence."""
    trigger = sentence.tokens[act.trigger]
    start, end = clause_span(sentence, act.trigger, (*act.sources.heads, *act.targets.heads))
    return Candidate(
        sentence=sentence.index,
        trigger=act.trigger,
        type=act.frame.type,
        mode=act.frame.mode,
        sources=act.sources.parties,
        targets=act.targets.parties,
        symmetric=act.frame.symmetric,
        trigger_start=trigger.start,
        trigger_end=trigger.end,
        evidence_start=start,
        evidence_end=end,
        certain=certainty(act),
        rule=act.frame.id,
        contexts=act.frame.contexts,
        status_hint=act.frame.status,
    )
