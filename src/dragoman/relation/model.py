"""The relation model: what kind of act a marked sentence tells, how sure, and whether it happened.

A MiniLM-size encoder with a head each for type (or nothing), status and direction, exported to
ONNX; `training/` makes it and `docs/reference/model-card.md` says from what and how well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dragoman.relation.learning import Head
from dragoman.relation.marking import Marked, Pieces, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

BATCH = 16
NONE = "NONE"  # the label of what is no act


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities by label: `types` with NONE for nothing, `statuses`, `directions`.

    `features` is what the heads read, for types that a user adds.
    """

    types: dict[str, float]
    statuses: dict[str, float]
    directions: dict[str, float]
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of each head in the order of its outputs, and the temperatures to divide by."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    directions: tuple[str, ...]
    temperatures: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class RelationModel:
    """A loaded model; `version` is the digest of its file, in every record that it had a say in.

    `frame_weight` is what a frame adds to the logarithm of the odds of its type. `added` recognise
    the types that a user's folders have taught.
    """

    session: Any
    pieces: Pieces
    labels: Labels
    length: int
    version: str
    frame_weight: float
    added: tuple[Head, ...] = ()

    def opinions(self, marked: Sequence[Marked]) -> list[Opinion]:
        """One opinion for each marked sentence, in order.

        Sentences of like length go through together; what shares a batch depends on `marked`
        alone, so that the same document always gets the same numbers.
        """
        ids = [encode(one, self.pieces, self.length) for one in marked]
        order = sorted(range(len(ids)), key=lambda i: (len(ids[i]), i))
        found: dict[int, Opinion] = {}
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            found.update(zip(places, self._run([ids[i] for i in places]), strict=True))
        return [self._with_added(found[i]) for i in range(len(ids))]

    def _with_added(self, opinion: Opinion) -> Opinion:
        """The opinion with the shares of the added types; those of the others give way."""
        if not self.added:
            return opinion
        shares = {head.type: head.share(opinion.features) for head in self.added}
        left = math.prod(1 - share for share in shares.values())
        raised = {label: share * left for label, share in opinion.types.items()} | shares
        total = sum(raised.values())
        return replace(opinion, types={label: share / total for label, share in raised.items()})

    def _run(self, ids: list[list[int]]) -> list[Opinion]:
        import numpy as np

        width = max(len(row) for row in ids)
        table = np.zeros((len(ids), width), dtype=np.int64)
        for i, row in enumerate(ids):
            table[i, : len(row)] = row
        types, statuses, directions, features = self.session.run(None, {"ids": table})
        one, two, three = self.labels.temperatures
        names = self.labels
        return [
            Opinion(*found)
            for found in zip(
                _named(names.types, types / one),
                _named(names.statuses, statuses / two),
                _named(names.directions, directions / three),
                map(tuple, features.tolist()),
                strict=True,
            )
        ]


def _named(labels: Sequence[str], scores: Numbers) -> list[dict[str, float]]:
    """Each row's shares by label."""
    return [dict(zip(labels, row, strict=True)) for row in _shares(scores).tolist()]


def _shares(scores: Numbers) -> Numbers:
    """Softmax along the last axis."""
    import numpy as np

    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Numbers = raised / raised.sum(axis=-1, keepdims=True)
    return shares
