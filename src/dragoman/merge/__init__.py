"""Stage 8: many reports, one event; disputes; series."""

from __future__ import annotations

from dragoman.merge.disputes import disputes
from dragoman.merge.events import events
from dragoman.merge.retellings import retellings
from dragoman.merge.series import series
from dragoman.merge.tellings import Counted, Stated, Telling

__all__ = ["Counted", "Stated", "Telling", "disputes", "events", "retellings", "series"]
