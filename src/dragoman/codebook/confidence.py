"""How a report's confidence follows from what is known of it: fitted weights, by what was asked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError

_SIGNALS = {
    "model": {"constant", "certain", "distance", "hedged", "status"},
    "frames": {"constant", "certain", "distance", "hedged"},
}


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of two logistic regressions: where the relation model was asked, and without it."""

    model: dict[str, float]
    frames: dict[str, float]

    def share(self, known: Mapping[str, float], *, read: bool) -> float:
        """The probability that a report is right; `read`: the model has read it."""
        weights = self.model if read else self.frames
        total = weights["constant"] + sum(weights[name] * v for name, v in known.items())
        return 1.0 / (1.0 + math.exp(-total))


@formed("confidence.yaml")
def load_confidence(folders: Sequence[Path]) -> Confidence:
    """Read `confidence.yaml`; a later folder's takes the place of an earlier one's."""
    path = existing(folders, "confidence.yaml")[-1]
    data = load_yaml(path)
    for part, names in _SIGNALS.items():
        given = set((data or {}).get(part) or ())
        if given != names:
            raise CodebookError(
                f"{path}: {part}: expected a weight for each of {', '.join(sorted(names))}"
            )
    try:
        return Confidence(
            **{part: {n: float(w) for n, w in data[part].items()} for part in _SIGNALS}
        )
    except (TypeError, ValueError) as error:
        raise CodebookError(f"{path}: {error}") from error
