"""Which type an act is: what its frame says and what the relation model reads, weighed together.

A frame is a prior: it multiplies the odds of its type by a weight that was fitted on held-out
sentences of the corpus. The model alone can say that nothing happened between the parties.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from dragoman.analysis import Candidate
from dragoman.codebook.types import TypeEntry
from dragoman.model import EventType
from dragoman.relation import NONE, Opinion

# What the model all but rules out is no act. Below that its doubt lowers the confidence: on real
# articles, which are not like the corpus, it doubts too much of what frames find.
RULED_OUT = 0.98
# "Said that Chad must pay": the model reads what is demanded, the frame that it is.
_FIRM = frozenset({"request.must"})
DENIAL = "reject.deny"  # the frame of denials
Between = tuple[int, frozenset[str]]
MOST = 0.5  # a type must be likelier than all others together to take the place of the frame's


def shares(opinion: Opinion, frame: EventType | None, weight: float) -> dict[str, float]:
    """The probability of each type, NONE among them, frame and model together."""
    raised = {
        label: share * (math.exp(weight) if label == frame else 1.0)
        for label, share in opinion.types.items()
    }
    total = sum(raised.values())
    return {label: share / total for label, share in raised.items()}


def coded(
    candidates: Sequence[Candidate],
    opinions: Sequence[Opinion],
    types: dict[EventType, TypeEntry],
    weight: float,
) -> list[Candidate]:
    """The candidates that tell an act, each with its type, certainty and likely statuses."""
    found = [
        (candidate, one)
        for candidate, opinion in zip(candidates, opinions, strict=True)
        if (one := _coded(candidate, opinion, types, weight)) is not None
    ]
    as_framed = {(_between(one), one.type) for framed, one in found if one.type == framed.type}
    denied = {_between(one) for framed, one in found if framed.rule != DENIAL}
    return [one for framed, one in found if not _told_below(framed, one, as_framed, denied)]


def _told_below(
    framed: Candidate,
    one: Candidate,
    as_framed: set[tuple[Between, EventType]],
    denied: set[Between],
) -> bool:
    """Whether another word tells the act: the model reads AID at both verbs of "denied supplying",
    and may read any type at a denial whose clause tells what is denied.
    """
    if one.type == framed.type:
        return False
    between = _between(one)
    return (between, one.type) in as_framed or (framed.rule == DENIAL and between in denied)


def _between(candidate: Candidate) -> Between:
    """In which sentence, between whom."""
    return candidate.sentence, frozenset(p.code for p in (*candidate.sources, *candidate.targets))


def _coded(
    candidate: Candidate, opinion: Opinion, types: dict[EventType, TypeEntry], weight: float
) -> Candidate | None:
    if candidate.type.value not in opinion.types:  # added by a user, and not yet taught
        return replace(candidate, statuses=opinion.statuses)
    share = shares(opinion, candidate.type, weight)
    if share[NONE] >= RULED_OUT:
        return None
    best = max((label for label in share if label != NONE), key=lambda label: share[label])
    firm = candidate.rule in _FIRM or share[best] < MOST
    kind = candidate.type if firm else EventType(best)
    mode = candidate.mode if candidate.mode in types[kind].modes else None
    # A deed that the model takes for a promise is one: "committed to working with" promises now.
    promised = kind == EventType.AGREE != candidate.type
    return replace(
        candidate,
        type=kind,
        mode=mode,
        certain=candidate.certain if candidate.rule in _FIRM else round(share[kind.value], 3),
        statuses=opinion.statuses,
        status_hint="occurred" if promised else candidate.status_hint,
    )
