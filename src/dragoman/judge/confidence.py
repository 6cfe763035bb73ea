"""How sure a report is, in [0, 1]: of those at 0.8, about 80 in 100 are right.

What is known of a candidate is weighed as the codebook's `confidence.yaml` says; the weights were
fitted, and the promise is measured, on sentences of the corpus that nothing else learned from.
"""

from __future__ import annotations

import math

from dragoman.analysis import Candidate, Mention
from dragoman.codebook.confidence import Confidence
from dragoman.judge.reading import Reading
from dragoman.model import Status

Known = dict[str, float]
_NEAR = 12  # tokens


def confidence(
    candidate: Candidate,
    reading: Reading,
    status: Status,
    mentions: list[Mention],
    weights: Confidence,
) -> float:
    """The report's confidence, rounded to two digits."""
    share = weights.share(signals(candidate, status, mentions), read=bool(candidate.statuses))
    if status in (Status.OCCURRED, Status.ONGOING) and reading.value < 2.5:
        share *= 0.95
    return round(share, 2)


def signals(candidate: Candidate, status: Status, mentions: list[Mention]) -> Known:
    """What is known: log odds of the type and of the status, distance in dozens of tokens."""
    known = {
        "certain": _odds(candidate.certain),
        "distance": _distance(candidate, mentions) / _NEAR,
        "hedged": float(status not in (Status.OCCURRED, Status.ONGOING)),
    }
    if candidate.statuses:
        known["status"] = _odds(candidate.statuses.get(status, 0.0))
    return known


def _odds(share: float) -> float:
    kept = min(max(share, 0.01), 0.99)
    return math.log(kept / (1.0 - kept))


def _distance(candidate: Candidate, mentions: list[Mention]) -> float:
    """How many tokens lie between the trigger and its farther party, 0 within a dozen."""
    codes = {p.code for p in (*candidate.sources, *candidate.targets)}
    here = [m for m in mentions if m.sentence == candidate.sentence]
    away = [
        min(abs(m.head - candidate.trigger) for m in here if code in m.codes)
        for code in sorted(codes)
        if any(code in m.codes for m in here)
    ]
    return max(0.0, max(away, default=0) - _NEAR)
