"""Stage 6: did it happen, and who says so: attribution, status, claims, confidence."""

from __future__ import annotations

from dragoman.analysis import Candidate, Judged, Mention, Parse
from dragoman.codebook import Codebook
from dragoman.model import Figure


def judge(
    parse: Parse,
    mentions: tuple[Mention, ...],
    candidates: tuple[Candidate, ...],
    figures: tuple[Figure, ...],
    codebook: Codebook,
) -> Judged:
    """Turn candidates into reports with status and speakers, and find the claims."""
    return Judged(figures=figures)
