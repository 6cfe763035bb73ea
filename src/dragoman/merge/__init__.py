"""Stage 8: many reports, one event; disputes; series."""

from __future__ import annotations

from dragoman.merge.retellings import retellings

__all__ = ["retellings"]
