"""Stage 7: when (EDTF) and where, for events, claims and figures."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Judged, Mention, Parse
from dragoman.codebook import Codebook
from dragoman.resolve.occasions import recalled
from dragoman.resolve.when import dated
from dragoman.resolve.where import placed

__all__ = ["resolve"]


def resolve(
    parse: Parse, mentions: tuple[Mention, ...], judged: Judged, codebook: Codebook
) -> Judged:
    """The same records with dates, periods and places."""
    there = placed(parse, mentions, dated(parse, judged, codebook.times), codebook)
    return replace(there, reports=recalled(parse, there.reports, codebook.times))
