"""Stage 8: many reports, one event; disputes; series."""

from __future__ import annotations

from dragoman.model import Report


def retellings(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """One report per act within a document; the others become its further evidence."""
    return reports
