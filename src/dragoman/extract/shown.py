"""How a possible act is shown to the relation model: its sentence, parties and trigger marked."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.analysis import Mention, Sentence
from dragoman.extract.parties import Found
from dragoman.extract.verbal import Act
from dragoman.relation import Marked


def shown(act: Act, sentence: Sentence, mentions: Iterable[Mention]) -> Marked:
    """The sentence of an act with what is known of it marked; a side from elsewhere is not."""
    trigger = sentence.tokens[act.trigger]
    here = [m for m in mentions if m.sentence == sentence.index]
    source = _side(act.sources, act.trigger, here)
    target = _side(act.targets, act.trigger, [m for m in here if m != source])
    return Marked(
        sentence.text,
        _bounds(source, sentence),
        _bounds(target, sentence),
        (trigger.start - sentence.start, trigger.end - sentence.start),
    )


def _side(side: Found, trigger: int, mentions: list[Mention]) -> Mention | None:
    """The mention of a side that stands nearest to the trigger, without covering it."""
    heads = set(side.heads)
    named = [m for m in mentions if m.head in heads and not m.first <= trigger <= m.last]
    return min(named, key=lambda m: (abs(m.head - trigger), m.first), default=None)


def _bounds(mention: Mention | None, sentence: Sentence) -> tuple[int, int] | None:
    return (mention.start - sentence.start, mention.end - sentence.start) if mention else None
