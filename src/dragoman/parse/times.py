"""Temporal expressions as they stand in the text (resolved to EDTF in `resolve/`)."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis import Sentence, TimePhrase
from dragoman.codebook import Codebook


def time_phrases(sentences: Sequence[Sentence], codebook: Codebook) -> tuple[TimePhrase, ...]:
    """Every temporal expression of the sentences, in order, none overlapping another."""
    return ()
