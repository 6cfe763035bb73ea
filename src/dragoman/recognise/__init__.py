"""Stage 4: who is named, and what "he", "Minsk" and "both sides" stand for."""

from __future__ import annotations

from dragoman.analysis import Mention, Parse
from dragoman.codebook import Codebook
from dragoman.model import Missed


def recognise(parse: Parse, codebook: Codebook) -> tuple[Mention, ...]:
    """Every mention of a political actor in the document, resolved, in order."""
    return ()


def missed(
    parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook
) -> tuple[Missed, ...]:
    """Names and verbs that looked like actors and acts and that the codebook does not know."""
    return ()
