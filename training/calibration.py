"""Calibration: a temperature for each head, and how far stated and found accuracy lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor
from torch.nn.functional import cross_entropy

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how many, their mean confidence, the share that is right."""

    count: int
    stated: float
    right: float


def temperature(scores: Tensor, labels: Tensor) -> float:
    """What to divide scores by so that their softmax is as likely as can be; from 0.5 to 3."""
    kept = labels >= 0
    candidates = [0.5 + 0.05 * i for i in range(51)]
    return min(candidates, key=lambda t: float(cross_entropy(scores[kept] / t, labels[kept])))


def frame_weight(scores: Tensor, labels: Tensor, framed: Tensor) -> float:
    """What a frame adds to the score of its type, so that the labels are as likely as can be.

    `scores` are (examples, types), already divided by their temperature; `framed` holds the trust
    in a frame of each type, 0 where there is none. From 0, frames are not heeded, to 4.
    """
    candidates = [0.1 * i for i in range(41)]
    return min(candidates, key=lambda w: float(cross_entropy(scores + w * framed, labels)))


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """Ten bins of equal width, the empty ones left out."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for stated, found in zip(confidence, right, strict=True):
        bins[min(int(stated * BINS), BINS - 1)].append((stated, found))
    return [
        Bin(len(b), sum(s for s, _ in b) / len(b), sum(r for _, r in b) / len(b)) for b in bins if b
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap of a bin, weighted by its answers."""
    answers = sum(b.count for b in bins)
    return sum(b.count * abs(b.stated - b.right) for b in bins) / answers if answers else 0.0
