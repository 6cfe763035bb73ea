"""Acts that stop acts: "stopped sending aid" is a sanction, "halted its attacks" a retreat."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Sentence, Token
from dragoman.codebook.frames import Frames
from dragoman.extract.clauses import agent, is_passive
from dragoman.extract.verbal import Act
from dragoman.model import EventType

_OBJECTS = {"xcomp", "dobj", "nsubjpass", "pcomp", "ccomp"}


def ceased(act: Act, sentence: Sentence, frames: Frames) -> Act:
    """The act as it stands, or the act of ending it when a verb of ceasing governs it."""
    end = frames.ends.get(act.frame.type)
    verb = _ceasing(act, sentence, frames)
    if end is None or verb is None:
        return act
    if act.frame.type is EventType.CONSULT and _of_meeting(verb, sentence, frames):
        return act
    frame = replace(act.frame, type=end, mode=None, id=f"{end.lower()}.cease")
    return replace(act, frame=frame, trigger=verb.i, used=act.used | {verb.i})


def doer_left_out(act: Act, sentence: Sentence) -> bool:
    """Whether a passive verb does something to what it names, and nobody is said to do it."""
    if act.sources or not act.frame.objects or act.frame.type is EventType.CONSULT:
        return False
    return is_passive(sentence, act.trigger) and agent(sentence, act.trigger) is None


def _of_meeting(verb: Token, sentence: Sentence, frames: Frames) -> bool:
    """Whether a meeting was held and ended, or was called off by nobody that is named."""
    undone = verb.lemma in frames.undo and is_passive(sentence, verb.i)
    return verb.lemma in frames.conclude or (undone and agent(sentence, verb.i) is None)


def _ceasing(act: Act, sentence: Sentence, frames: Frames) -> Token | None:
    """The verb of ceasing whose object or complement the trigger is."""
    token = sentence.tokens[act.trigger]
    head = sentence.tokens[token.head]
    if head.i != token.i and token.dep in _OBJECTS and head.lemma in frames.cease:
        return head
    return None
