"""Stage 5, ties."""

from __future__ import annotations

from dragoman.analysis import Candidate, Mention, Parse
from dragoman.codebook import Codebook
from dragoman.model import Figure, Tie


def ties(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> tuple[Tie, ...]:
    """The ties that the document tells."""
    return ()
