"""How sure a report is, in [0, 1], before calibration.

The frame's own certainty, less where the status was hard to read (hedged acts are oftener wrong)
and where a party stands far from the trigger.
"""

from __future__ import annotations

import math

from dragoman.analysis import Candidate, Mention
from dragoman.judge.reading import Reading
from dragoman.model import Status

_BY_STATUS = {
    Status.OCCURRED: 1.0,
    Status.ONGOING: 0.95,
    Status.PLANNED: 0.9,
    Status.PROPOSED: 0.85,
    Status.ALLEGED: 0.85,
    Status.DENIED: 0.85,
    Status.NOT_OCCURRED: 0.85,
}
_NEAR = 12  # tokens


def confidence(
    candidate: Candidate, reading: Reading, status: Status, mentions: list[Mention]
) -> float:
    """The report's confidence, rounded to two digits."""
    weight = candidate.certain * _BY_STATUS[status]
    if status in (Status.OCCURRED, Status.ONGOING) and reading.value < 2.5:
        weight *= 0.95
    weight *= math.pow(0.9, _distance(candidate, mentions) / _NEAR)
    return round(min(1.0, max(0.0, weight)), 2)


def _distance(candidate: Candidate, mentions: list[Mention]) -> float:
    """How many tokens lie between the trigger and its farther party, 0 within a dozen."""
    codes = {p.code for p in (*candidate.sources, *candidate.targets)}
    away = [
        min(abs(m.head - candidate.trigger) for m in mentions if code in m.codes)
        for code in sorted(codes)
        if any(code in m.codes for m in mentions)
    ]
    return max(0.0, max(away, default=0) - _NEAR)
