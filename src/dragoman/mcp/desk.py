"""What every answer to an agent is made with: the ledger, the codebook, the names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.codebook import Codebook, load_codebook
from dragoman.errors import QueryError
from dragoman.present.naming import code_of, names
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

    def code(self, words: str) -> str:
        """The code of a party by name or code; also one that only the ledger knows."""
        try:
            return code_of(words, self.codebook)
        except QueryError:
            given = words.strip()
            if given.isupper() and given.isalnum() and self._holds(given):
                return given
            raise

    def _holds(self, code: str) -> bool:
        view = self.view
        lists = (view.events(actor=code), view.claims(actor=code), view.claims(speaker=code))
        return any(found.first() is not None for found in lists)
