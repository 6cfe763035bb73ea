"""The corpus as values: the items of `corpus/items/*.txt`, every span, type and word checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.codebook import items, load_codebook
from dragoman.codebook.items import PERIODS, REGIONS, VOICES, Item, Relation

__all__ = ["ITEMS", "PERIODS", "REGIONS", "VOICES", "Item", "Relation", "items_of", "read_items"]

ITEMS = Path(__file__).parent.parent / "corpus" / "items"


def read_items(folder: Path = ITEMS) -> Iterator[Item]:
    """All items of a folder, in order; raises CodebookError with file, line and cause."""
    return items.read_items(folder, load_codebook().types)


def items_of(path: Path) -> Iterator[Item]:
    """The items of one file, in order."""
    return items.items_of(path, load_codebook().types)
