"""A shallower network taught by a deeper one: half the layers, nearly the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.relation.marking import Pieces
from training.examples import Example
from training.fitting import Heads, Recipe, fit
from training.network import RelationNetwork

# Two rounds, the second gentler and in another order: epochs, rate, what is added to the seed.
ROUNDS = ((6, 1e-4, 0), (5, 7e-5, 1))


def distilled(
    teacher: RelationNetwork,
    examples: Sequence[Example],
    heads: Heads,
    recipe: Recipe,
    pieces: Pieces,
    say: Callable[[str], None],
) -> RelationNetwork:
    """A network of `recipe.layers` layers that answers as its teacher does."""
    network = teacher.thinned(spread(recipe.layers, teacher.depth))
    for epochs, rate, later in ROUNDS:
        this = replace(recipe, epochs=epochs, rate=rate, seed=recipe.seed + later)
        network = fit(examples, heads, this, pieces, say, network, teacher.eval())
    return network


def spread(layers: int, depth: int) -> list[int]:
    """Which layers of a deep network a shallow one begins with: the last of each equal share."""
    return [depth * (n + 1) // layers - 1 for n in range(layers)]
