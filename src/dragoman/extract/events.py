"""Stage 5, events."""

from __future__ import annotations

from dragoman.analysis import Candidate, Mention, Parse
from dragoman.codebook import Codebook
from dragoman.model import Figure, Tie


def events(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> tuple[Candidate, ...]:
    """The acts that the document tells."""
    return ()
