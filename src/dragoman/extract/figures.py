"""Stage 5, figures."""

from __future__ import annotations

from dragoman.analysis import Candidate, Mention, Parse
from dragoman.codebook import Codebook
from dragoman.model import Figure, Tie


def figures(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> tuple[Figure, ...]:
    """The numbers that the document tells."""
    return ()
