"""A head learns what tells the examples of an added type from their near-misses and all else."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.errors import CodebookError
from dragoman.relation.learning import FEWEST, Background, Shown, learn

WIDTH = 12


def cloud(centre: int, rows: int, seed: int) -> np.ndarray:
    """Points around a corner of the cube."""
    found = np.random.default_rng(seed).normal(0, 0.2, (rows, WIDTH))
    found[:, centre] += 1
    return found


def shown(kind: str, centre: int, rows: int, seed: int) -> list[Shown]:
    points = cloud(centre, rows, seed)
    return [Shown(f"{kind}:{i}", kind, tuple(row)) for i, row in enumerate(points)]


BACKGROUND = Background(
    np.vstack([cloud(c, 100, c) for c in range(2, WIDTH)]),
    tuple(f"T{c}" for c in range(2, WIDTH) for _ in range(100)),
)


def test_what_was_not_shown_is_recognised():
    head, measured = learn(
        "PORT_CALL", [*shown("PORT_CALL", 0, 20, 1), *shown("NONE", 1, 15, 2)], BACKGROUND, 1.5
    )
    new, other = cloud(0, 50, 8), cloud(1, 50, 9)
    assert np.mean([head.share(row) >= 0.5 for row in new]) > 0.9
    assert np.mean([head.share(row) >= 0.5 for row in other]) < 0.1
    assert (measured.examples, measured.others) == (20, 15)
    assert measured.found >= 18
    assert measured.mistaken <= 1
    assert sum(measured.background.values()) < 40  # of 1,000


def test_a_frame_lets_more_examples_stand():
    """Where a frame speaks for the type, half the probability is more than is needed."""
    near = [*shown("PORT_CALL", 0, 12, 3), *shown("NONE", 0, 12, 4)]
    _, measured = learn("PORT_CALL", near, BACKGROUND, 2.0)
    assert measured.framed_found >= measured.found
    assert measured.framed_mistaken >= measured.mistaken
    assert measured.framed_mistaken > 0  # what looks the same cannot be kept apart


def test_examples_that_say_nothing_score_badly():
    """The numbers printed are of unseen examples: noise learned by heart does not shine."""
    noise = np.random.default_rng(5).normal(0, 1, (40, WIDTH))
    kinds = ["PORT_CALL", "NONE"] * 20
    rows = [Shown(str(i), kinds[i], tuple(row)) for i, row in enumerate(noise)]
    _, measured = learn("PORT_CALL", rows, BACKGROUND, 1.5)
    assert measured.found - measured.mistaken < 12


def test_learning_twice_gives_the_same_numbers():
    rows = [*shown("PORT_CALL", 0, 10, 1), *shown("NONE", 1, 5, 2)]
    assert learn("PORT_CALL", rows, BACKGROUND, 1.5) == learn("PORT_CALL", rows, BACKGROUND, 1.5)


def test_too_few_examples_are_refused():
    few = shown("PORT_CALL", 0, FEWEST - 1, 1)
    with pytest.raises(CodebookError, match=r"PORT_CALL: at least 8 examples are needed .*found 7"):
        learn("PORT_CALL", few, BACKGROUND, 1.5)


@pytest.mark.parametrize("scale", [1e6, -1e6])
def test_a_share_stays_a_share(scale):
    head, _ = learn("PORT_CALL", shown("PORT_CALL", 0, 10, 1), BACKGROUND, 1.5)
    assert 0 <= head.share([scale] * WIDTH) <= 1
