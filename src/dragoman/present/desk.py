"""Where a ledger is asked by people and by agents: with the codebook that its codes stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.codebook import Codebook, load_codebook
from dragoman.present.naming import names
from dragoman.query import View
from dragoman.settings import Settings


@dataclass
class Desk:
    """One ledger to be asked, and by what settings."""

    view: View
    settings: Settings

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook in force."""
        return load_codebook(self.settings.codebook)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name to show for each code."""
        return names(self.codebook)

    def name(self, code: str) -> str:
        """The name to show for a code; the code itself where none is known."""
        return self.names.get(code, code)
