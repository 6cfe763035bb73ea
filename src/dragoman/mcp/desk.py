"""What every answer to an agent is made with: the ledger, the codebook, names with codes."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import QueryError
from dragoman.present import desk
from dragoman.present.naming import code_of


@dataclass
class Desk(desk.Desk):
    """One ledger that agents may ask."""

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
