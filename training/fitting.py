"""Fitting the network: batches of like length, a rate that rises and falls, fixed seeds."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, kl_div, log_softmax, mse_loss

from dragoman.relation.marking import encode
from training.examples import Example, Variation, names_of, varied
from training.network import RelationNetwork

BATCH = 24
STEP = 16  # widths are rounded up to a multiple, so that few shapes are compiled
IGNORED = -100
Answers = tuple[Tensor, Tensor, Tensor, Tensor]  # types, statuses, directions, features
SOFTNESS = 2.0  # the temperature at which a teacher's shares are compared with the learner's


@dataclass(frozen=True, slots=True)
class Recipe:
    """What training is told: every number that changes the weights."""

    epochs: int = 5
    layers: int = 6
    rate: float = 6e-5
    seed: int = 20261122
    length: int = 96
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Heads:
    """The labels of each head, in the order of its outputs."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    directions: tuple[str, ...]

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many labels each head has."""
        return len(self.types), len(self.statuses), len(self.directions)

    def numbers(self, example: Example) -> tuple[int, int, int]:
        """The places of an example's labels; what it does not say is left out of the loss."""
        return (
            self.types.index(example.type),
            self.statuses.index(example.status) if example.status else IGNORED,
            self.directions.index(example.direction) if example.direction else IGNORED,
        )


def fit(
    examples: Sequence[Example],
    heads: Heads,
    recipe: Recipe,
    pieces: Callable[[str], list[int]],
    say: Callable[[str], None],
    begun: RelationNetwork | None = None,
    teacher: RelationNetwork | None = None,
) -> RelationNetwork:
    """A network trained on the examples; the same recipe on the same machine gives the same.

    `begun` is trained further, in place; without it the encoder starts from its pretrained weights.
    With a `teacher` it also learns to answer as that larger network does.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    chance = random.Random(recipe.seed)
    network = begun or RelationNetwork(recipe.layers, *heads.sizes)
    own = set(map(id, network.heads()))
    groups = [
        {"params": [p for p in network.parameters() if id(p) not in own], "lr": recipe.rate},
        {"params": network.heads(), "lr": 1e-3},
    ]
    steps = recipe.epochs * (len(examples) // BATCH + 1)
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [recipe.rate, 1e-3], total_steps=steps + 1, pct_start=0.1
    )
    names, start = names_of(examples), time.monotonic()
    network.train()
    for epoch in range(recipe.epochs):
        shown = [varied(e, names, chance, Variation()) for e in examples]
        total = 0.0
        for ids, labels in _batches(shown, heads, recipe, pieces, chance):
            # bfloat16 is about twice as fast on recent CPUs and no slower elsewhere.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = network(ids)
            loss = _loss(found, labels)
            if teacher is not None:
                loss = loss + _distance(found, _answers(teacher, ids))
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item() * BATCH / len(shown)
        say(f"epoch {epoch + 1}: loss {total:.3f} after {time.monotonic() - start:.0f} s")
    return network.eval()


def _loss(found: Answers, labels: Tensor) -> Tensor:
    types, statuses, directions, _ = found
    loss = cross_entropy(types.float(), labels[:, 0], label_smoothing=0.05)
    for scores, column, weight in ((statuses, 1, 0.4), (directions, 2, 0.2)):
        if bool((labels[:, column] != IGNORED).any()):
            loss = loss + weight * cross_entropy(scores.float(), labels[:, column])
    return loss


def _answers(teacher: RelationNetwork, ids: Tensor) -> Answers:
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        answers: Answers = teacher(ids)
    return answers


def _distance(found: Answers, taught: Answers) -> Tensor:
    """How far the learner's shares and features are from the teacher's (Hinton et al. 2015)."""
    loss = 4.0 * mse_loss(found[3].float(), taught[3].float())
    for scores, goal, weight in zip(found[:3], taught[:3], (2.0, 0.8, 0.4), strict=True):
        learned, aim = (log_softmax(s.float() / SOFTNESS, dim=1) for s in (scores, goal))
        apart = kl_div(learned, aim, reduction="batchmean", log_target=True)
        loss = loss + weight * SOFTNESS**2 * apart
    return loss


def _batches(
    shown: list[Example],
    heads: Heads,
    recipe: Recipe,
    pieces: Callable[[str], list[int]],
    chance: random.Random,
) -> Iterator[tuple[Tensor, Tensor]]:
    rows = [(encode(e.marked, pieces, recipe.length), heads.numbers(e)) for e in shown]
    chance.shuffle(rows)
    pools = [rows[i : i + 40 * BATCH] for i in range(0, len(rows), 40 * BATCH)]
    batches = [
        pool[i : i + BATCH]
        for pool in (sorted(p, key=lambda row: len(row[0])) for p in pools)
        for i in range(0, len(pool), BATCH)
    ]
    chance.shuffle(batches)
    for batch in batches:
        yield padded([ids for ids, _ in batch]), torch.tensor([labels for _, labels in batch])


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """The rows as one table, zero where a row has ended."""
    width = -(-max(map(len, rows)) // STEP) * STEP
    return torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
