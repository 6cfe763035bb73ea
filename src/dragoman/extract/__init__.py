"""Stage 5: what is asserted: acts between parties, figures, standing ties."""

from __future__ import annotations

from dragoman.extract.events import events
from dragoman.extract.figures import figures
from dragoman.extract.ties import ties

__all__ = ["events", "figures", "ties"]
