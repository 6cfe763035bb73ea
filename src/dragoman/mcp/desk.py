"""What every answer to an agent is made with: the ledger, the codebook, the names."""

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
    """One ledger that agents may ask, and the codebook that its codes stand in."""

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
        """The name with its code, "Ghana (GHA)"; the code itself where no name is known."""
        known = self.names.get(code)
        return f"{known} ({code})" if known and known != code else code
