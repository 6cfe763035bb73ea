"""Stage 5: what is asserted: acts between parties, figures, standing ties."""

from __future__ import annotations

from dragoman.extract.coding import shares
from dragoman.extract.events import acts_of, considered, events
from dragoman.extract.figures import figures
from dragoman.extract.parties import Cast
from dragoman.extract.ties import ties
from dragoman.relation import NONE

__all__ = ["NONE", "Cast", "acts_of", "considered", "events", "figures", "shares", "ties"]
