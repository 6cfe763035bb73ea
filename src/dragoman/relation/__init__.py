"""The relation model that ships with dragoman: its shape of input, its file, its opinions."""

from dragoman.relation.learned import taught
from dragoman.relation.loading import (
    PAIRS,
    SHIPPED,
    load_relation_model,
    model_version,
    named_model,
)
from dragoman.relation.marking import Marked, encode
from dragoman.relation.model import NONE, Opinion, RelationModel

__all__ = [
    "NONE",
    "PAIRS",
    "SHIPPED",
    "Marked",
    "Opinion",
    "RelationModel",
    "encode",
    "load_relation_model",
    "model_version",
    "named_model",
    "taught",
]
