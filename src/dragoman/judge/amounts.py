"""What a number is worth: reached, or only aimed at, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.analysis import Parse, Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import is_verb
from dragoman.judge.sayings import Said
from dragoman.judge.status import read
from dragoman.model import Figure, Party, Status

# What does not stand yet is told in the figure's modifier, so that no series takes it for a level.
# Prepositions before an amount that is reached; "decides on two cases" does not plan the cases.
_REACHED = frozenset({"to", "by", "at", "from", "of", "with", "in", "up", "than"})
_LASTING = frozenset({"years", "decades", "centuries"})
_AHEAD = {Status.PLANNED: "planned", Status.PROPOSED: "proposed"}


def weighed(
    figure: Figure,
    parse: Parse,
    found: Sequence[Said],
    voices: Sequence[tuple[Party, ...]],
    cues: Cues,
) -> Figure:
    """The figure with its speaker, and marked where it is only planned or proposed."""
    over = [
        (said.content[1] - said.content[0], said.cue_start, parties[0])
        for said, parties in zip(found, voices, strict=True)
        if parties
        and said.content
        and said.saying.kind == "speech"
        and said.content[0] <= figure.number.start < said.content[1]
    ]
    speaker = min(over, key=lambda o: o[:2])[2] if over else figure.speaker
    ahead = _ahead(figure, parse, cues)
    words = [word for word in (ahead, figure.modifier) if word]
    return replace(figure, speaker=speaker, modifier=", ".join(words) or None)


def _ahead(figure: Figure, parse: Parse, cues: Cues) -> str | None:
    """ "planned" or "proposed" for a number that its clause tells as a goal."""
    sentence = parse.sentence_at(figure.number.start)
    number = sentence.token_at(figure.number.end - 1) if sentence else None
    if sentence is None or number is None or figure.unit in _LASTING:
        return None
    for above in (number, *sentence.ancestors(number.i)):
        if above.dep == "prep" and above.lower not in _REACHED:
            return None
        if above.lemma in cues.goals:
            return _AHEAD[Status.PLANNED]
        if is_verb(above):
            goal = _named_goal(sentence, above, cues)
            return _AHEAD.get(Status.PLANNED if goal else read(sentence, above.i, cues).status)
    return None


def _named_goal(sentence: Sentence, verb: Token, cues: Cues) -> bool:
    """ "$5 billion is the target": the verb says that it is one."""
    beside = sentence.children_of(verb.i, "attr", "nsubj")
    return verb.lemma == "be" and any(t.lemma in cues.goals for t in beside)
