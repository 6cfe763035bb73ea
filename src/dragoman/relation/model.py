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

        Each goes through alone: what it is given then depends on nothing else, whereas 8-bit
        weights see sentences that share a batch on one scale. Batches would be no faster on a CPU,
        for the padding that they need (`docs/explanation/performance.md`).
        """
        # Frames often meet on the same words: "sanctions imposed" is shown once for both.
        asked = {one: self._with_added(self._run(one)) for one in dict.fromkeys(marked)}
        return [asked[one] for one in marked]

    def _with_added(self, opinion: Opinion) -> Opinion:
        """The opinion with the shares of the added types; those of the others give way."""
        if not self.added:
            return opinion
        shares = {head.type: head.share(opinion.features) for head in self.added}
        left = math.prod(1 - share for share in shares.values())
        raised = {label: share * left for label, share in opinion.types.items()} | shares
        total = sum(raised.values())
        return replace(opinion, types={label: share / total for label, share in raised.items()})

    def _run(self, marked: Marked) -> Opinion:
        import numpy as np

        ids = np.array(encode(marked, self.pieces, self.length), dtype=np.int64)
        types, statuses, directions, features = self.session.run(None, {"ids": ids})
        one, two, three = self.labels.temperatures
        return Opinion(
            _shares(self.labels.types, types[0] / one),
            _shares(self.labels.statuses, statuses[0] / two),
            _shares(self.labels.directions, directions[0] / three),
            tuple(features[0].tolist()),
        )


def _shares(labels: Sequence[str], scores: Numbers) -> dict[str, float]:
    """The share of each label: softmax of the scores."""
    import numpy as np

    raised = np.exp(scores - scores.max())
    return dict(zip(labels, (raised / raised.sum()).tolist(), strict=True))
