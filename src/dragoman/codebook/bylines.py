"""How a language says who wrote an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError

_KEYS = ("opening", "labels", "particles", "ends", "posts")


@dataclass(frozen=True, slots=True)
class Bylines:
    """Words in lower case: those that open and label a byline, stand in, after or for a name."""

    opening: frozenset[str]
    labels: frozenset[str]
    particles: frozenset[str]
    ends: frozenset[str]
    posts: frozenset[str]


@formed("en/bylines.yaml")
def load_bylines(folders: Sequence[Path]) -> Bylines:
    """Read every `en/bylines.yaml`; a later folder's words come on top."""
    found: dict[str, frozenset[str]] = dict.fromkeys(_KEYS, frozenset())
    for path in existing(folders, "en/bylines.yaml"):
        rows = load_yaml(path)
        if not isinstance(rows, dict) or (unknown := set(rows) - set(_KEYS)):
            told = ", ".join(sorted(unknown)) if isinstance(rows, dict) else "no mapping"
            raise CodebookError(f"{path}: {told}; known: {', '.join(_KEYS)}")
        for key, value in rows.items():
            found[key] |= _words(path, key, value)
    return Bylines(**found)


def _words(path: Path, key: str, value: Any) -> frozenset[str]:
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise CodebookError(f"{path}: {key}: expected words")
    return frozenset(word.lower() for word in words)
