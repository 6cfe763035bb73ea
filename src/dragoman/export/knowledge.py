"""What the formats of the field need to know beyond the records: codes, names, places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook import Codebook, load_codebook
from dragoman.codebook.crosswalk import Crosswalk, load_crosswalk
from dragoman.export.parties import Registry, make_registry
from dragoman.export.sites import Location, locate
from dragoman.model import Place


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A codebook with its crosswalk, made ready for looking up parties and places."""

    codebook: Codebook
    crosswalk: Crosswalk
    registry: Registry

    def locate(self, place: Place) -> Location:
        """The place with its feature and its country's codes."""
        return locate(place, self.codebook.places, self.registry)


def load_knowledge(folders: Iterable[Path] = ()) -> Knowledge:
    """The shipped knowledge with the user's codebook folders laid over it."""
    extra = tuple(folders)
    codebook, crosswalk = load_codebook(extra), load_crosswalk(extra)
    return Knowledge(codebook, crosswalk, make_registry(codebook, crosswalk))
