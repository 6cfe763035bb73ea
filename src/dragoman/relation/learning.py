"""Learning to recognise an event type that a user adds, from some twenty examples.

A logistic head on the relation model's features tells the examples of the type from their
near-misses and from a background of acts of all kinds; seconds, and always the same numbers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import CodebookError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FEWEST = 8  # below this, what is learned depends on the luck of the examples
FOLDS = 5
# Chosen by cross-validation on the example of port calls. The background weighs more than the
# examples because other acts are far more frequent than those of one added type.
PENALTY, AGAINST = 20.0, 4.0
STEPS = 15
DIGITS = 5
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Head:
    """What recognises an added type: a weight for each of the model's features, and a bias."""

    type: str
    weights: tuple[float, ...]
    bias: float

    def share(self, features: Sequence[float]) -> float:
        """The probability that an act is of the type."""
        score = self.bias + math.fsum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as the model sees it; examples of one `item` are never apart in a fold."""

    item: str
    type: str
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """Acts and near-misses of the corpus of all kinds: their features, row by row, and types."""

    features: Numbers
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a head does on examples that it has not seen, five-fold.

    `found` of the `examples` were recognised, `mistaken` of the `others` taken for the type;
    `framed_*` are the same where a frame of the type speaks for it. `background` counts the acts of
    other types that were taken for it, by their type.
    """

    examples: int
    others: int
    found: int
    mistaken: int
    framed_found: int
    framed_mistaken: int
    background: dict[str, int]


def learn(
    kind: str, shown: Sequence[Shown], background: Background, frame_weight: float
) -> tuple[Head, Measured]:
    """The head of a type and how well it does; raises CodebookError for too few examples."""
    examples = sum(one.type == kind for one in shown)
    if examples < FEWEST:
        raise CodebookError(
            f"{kind}: at least {FEWEST} examples are needed (some 20 are good), found {examples}"
        )
    return _head(kind, shown, background), _measured(kind, shown, background, frame_weight)


def _head(kind: str, shown: Sequence[Shown], background: Background) -> Head:
    """Ridge logistic regression by Newton's method; the background weighs as so many examples."""
    import numpy as np

    mean, spread = background.features.mean(0), background.features.std(0) + 1e-6
    own = np.array([one.features for one in shown], dtype=np.float64)
    rows = (np.vstack([own, background.features]) - mean) / spread
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    labels = np.zeros(len(rows))
    labels[: len(own)] = [one.type == kind for one in shown]
    weights = np.ones(len(rows))
    weights[len(own) :] = AGAINST * labels.sum() / max(len(background.types), 1)
    found = _fitted(rows, labels, weights)
    scaled = found[:-1] / spread
    bias = float(found[-1] - scaled @ mean)
    return Head(kind, tuple(round(float(w), DIGITS) for w in scaled), round(bias, DIGITS))


def _fitted(rows: Numbers, labels: Numbers, weights: Numbers) -> Numbers:
    import numpy as np

    penalty = np.full(rows.shape[1], PENALTY)
    penalty[-1] = 1e-6
    found: Numbers = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (shares - labels)) + penalty * found
        bend = (rows * (weights * shares * (1 - shares))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if float(np.abs(step).max()) < 1e-4:
            break
    return found


def _measured(
    kind: str, shown: Sequence[Shown], background: Background, frame_weight: float
) -> Measured:
    fold_of = _folds(kind, shown)
    scored: list[tuple[bool, float]] = []
    mistaken: Counter[str] = Counter()
    for fold in range(FOLDS):
        kept = [one for one in shown if fold_of[one.item] != fold]
        rest = Background(
            background.features[[i % FOLDS != fold for i in range(len(background.types))]],
            tuple(t for i, t in enumerate(background.types) if i % FOLDS != fold),
        )
        head = _head(kind, kept, rest)
        unseen = [one for one in shown if fold_of[one.item] == fold]
        scored += [(one.type == kind, head.share(one.features)) for one in unseen]
        for i in range(fold, len(background.types), FOLDS):
            mistaken[background.types[i]] += head.share(background.features[i]) >= HALF
    framed = 1 / (1 + math.exp(frame_weight))  # from here on a frame of the type tips the scales
    return Measured(
        examples=sum(own for own, _ in scored),
        others=sum(not own for own, _ in scored),
        found=sum(own and share >= HALF for own, share in scored),
        mistaken=sum(not own and share >= HALF for own, share in scored),
        framed_found=sum(own and share >= framed for own, share in scored),
        framed_mistaken=sum(not own and share >= framed for own, share in scored),
        background={t: n for t, n in sorted(mistaken.items()) if n},
    )


def _folds(kind: str, shown: Sequence[Shown]) -> dict[str, int]:
    """The fold of each item: those with an example of the type are dealt out first."""
    telling = {one.item for one in shown if one.type == kind}
    items = sorted(dict.fromkeys(one.item for one in shown), key=lambda item: item not in telling)
    return {item: place % FOLDS for place, item in enumerate(items)}
