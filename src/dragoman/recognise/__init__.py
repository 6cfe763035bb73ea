"""Stage 4: who is named, and what "he", "Minsk" and "both sides" stand for."""

from __future__ import annotations

from dragoman.recognise.mentions import recognise
from dragoman.recognise.unknown import missed

__all__ = ["missed", "recognise"]
