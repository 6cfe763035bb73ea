"""The network as it ships: it reads one sentence at a time, and computes nothing that it need not.

Without a batch there is no padding to mask. The three projections of a layer's attention are one
matrix, with the scale in it. That makes the same answers in two thirds of the time.
"""

from __future__ import annotations

import math
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding, gelu

from dragoman.relation.marking import MARKS
from training.network import RelationNetwork


class Alone(nn.Module):
    """A trained network for the ids of one sentence, a vector; its answers have one row."""

    def __init__(self, network: RelationNetwork) -> None:
        super().__init__()
        encoder = cast(Any, network.encoder)
        tables = encoder.embeddings
        self.network = network
        self.words = tables.word_embeddings.weight.detach()
        # Every piece is of the first kind, so that its vector belongs to the place.
        kind = tables.token_type_embeddings.weight[0]
        self.places = (tables.position_embeddings.weight + kind).detach()
        self.norm = tables.LayerNorm
        heads = int(encoder.config.num_attention_heads)
        self.layers = nn.ModuleList(_Layer(layer, heads) for layer in encoder.encoder.layer)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of the types, statuses and directions, and what they were read from."""
        hidden = self.norm(embedding(ids, self.words) + self.places[: ids.shape[0]])
        for layer in self.layers:
            hidden = layer(hidden)
        marks = torch.tensor([opening for opening, _ in MARKS.values()])
        # A mark that does not stand is found at 0, where the sentence starts.
        found = (ids[None, :] == marks[:, None]).to(torch.int32).argmax(1)
        read = torch.cat([hidden.index_select(0, found).reshape(-1), hidden.mean(0)])
        features = torch.tanh(self.network.dense(read[None]))
        heads = (self.network.types, self.network.statuses, self.network.directions)
        types, statuses, directions = (head(features) for head in heads)
        return types, statuses, directions, features


class _Layer(nn.Module):
    def __init__(self, layer: Any, heads: int) -> None:
        super().__init__()
        asked, key, value = (getattr(layer.attention.self, n) for n in ("query", "key", "value"))
        width = int(asked.weight.shape[0])
        self.shape = (-1, 3, heads, width // heads)
        scale = 1 / math.sqrt(width // heads)
        self.projected = nn.Linear(width, 3 * width)
        weights = [asked.weight * scale, key.weight, value.weight]
        biases = [asked.bias * scale, key.bias, value.bias]
        self.projected.weight = nn.Parameter(torch.cat(weights).detach())
        self.projected.bias = nn.Parameter(torch.cat(biases).detach())
        self.attended, self.first = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.wide, self.narrow = layer.intermediate.dense, layer.output.dense
        self.second = layer.output.LayerNorm

    def forward(self, hidden: Tensor) -> Tensor:
        asked, key, value = self.projected(hidden).view(*self.shape).permute(1, 2, 0, 3).unbind(0)
        shares = torch.softmax(asked @ key.transpose(1, 2), -1)
        heard = (shares @ value).transpose(0, 1).reshape(hidden.shape)
        hidden = self.first(self.attended(heard) + hidden)
        told: Tensor = self.second(self.narrow(gelu(self.wide(hidden))) + hidden)
        return told
