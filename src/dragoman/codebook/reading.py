"""How to read a name by its surroundings: place or government, state or person, one state or
another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError

_LISTS = (
    "place_prepositions",
    "government_prepositions",
    "motion",
    "place_verbs",
    "place_nouns",
    "not_acting",
    "also_people",
    "before_state",
    "sport",
    "prefixes",
    "also_words",
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a name: the code meant (empty: no actor), whether as a place, and the words
    that call for it.
    """

    code: str
    place: bool
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Word lists by name, and the senses of names that have several."""

    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    senses: dict[str, tuple[Sense, ...]] = field(default_factory=dict)

    def says(self, name: str, word: str) -> bool:
        """Whether a word stands in a list."""
        return word in self.lists[name]


@formed("en/reading.yaml")
def load_reading(folders: Sequence[Path]) -> Reading:
    """Read `en/reading.yaml` of the folders; lists add up, senses of a later folder replace
    earlier ones.
    """
    lists: dict[str, set[str]] = {name: set() for name in _LISTS}
    senses: dict[str, tuple[Sense, ...]] = {}
    for path in existing(folders, "en/reading.yaml"):
        content = load_yaml(path)
        for name in _LISTS:
            lists[name].update(str(word) for word in content.get(name) or ())
        for surface, rows in (content.get("readings") or {}).items():
            senses[str(surface)] = tuple(_sense(path, str(surface), row) for row in rows)
    return Reading({name: frozenset(words) for name, words in lists.items()}, senses)


def _sense(path: Path, surface: str, row: Any) -> Sense:
    if not isinstance(row, dict) or "code" not in row:
        raise CodebookError(
            f"{path}: each reading of {surface!r} needs a code (empty for no actor)"
        )
    return Sense(str(row["code"]), bool(row.get("place")), tuple(map(str, row.get("near") or ())))
