"""Acts of all kinds, to tell a user's examples from: `python -m training.background FOLDER`.

Writes `background.npz` beside the weights of the model in FOLDER: features (16-bit) and types of a
seeded sample of the corpus. Making a model anew makes its background stale.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dragoman.relation.learned import BACKGROUND
from dragoman.relation.loading import SHIPPED, load_relation_model
from training.corpus import ITEMS, read_items
from training.examples import Example, examples_of

COUNT, SEED = 1500, 20261122


def write_background(folder: Path, examples: Sequence[Example], count: int = COUNT) -> None:
    """Sample the examples, show them to the model of the folder and keep what it makes of them."""
    model = load_relation_model(folder)
    chosen = random.Random(SEED).sample(examples, min(count, len(examples)))
    opinions = model.opinions([example.marked for example in chosen])
    np.savez_compressed(
        folder / BACKGROUND,
        features=np.array([opinion.features for opinion in opinions], dtype=np.float16),
        types=np.array([example.type for example in chosen]),
        model=np.array(model.version),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--corpus", type=Path, default=ITEMS)
    options = parser.parse_args()
    write_background(options.folder, list(examples_of(read_items(options.corpus))))
