"""Pronouns and pointing phrases ("the two countries", "the bloc"), with what they may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import existing, load_yaml
from dragoman.errors import CodebookError

ASKS = frozenset({"pair", "states", "state", "body", "group", "company"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun may stand for: number (one, many), kind (person, thing, any), grammatical person, gender."""

    number: str
    kind: str
    person: int
    gender: str | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Pointing:
    """Pronouns by word, pointing phrases by words with what they ask for, codes that a phrase is limited to, names."""

    pronouns: dict[str, Pronoun] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    women: frozenset[str] = frozenset()


def load_pointing(folders: Sequence[Path]) -> Pointing:
    """Read `en/pronouns.yaml` of the folders, later ones adding to earlier ones."""
    pronouns: dict[str, Pronoun] = {}
    phrases: dict[str, str] = {}
    only: dict[str, tuple[str, ...]] = {}
    women: set[str] = set()
    for path in existing(folders, "en/pronouns.yaml"):
        content = load_yaml(path)
        for word, row in (content.get("pronouns") or {}).items():
            pronouns[str(word)] = _pronoun(path, str(word), row)
        for asks, words in (content.get("phrases") or {}).items():
            if asks not in ASKS:
                raise CodebookError(f"{path}: phrases ask for {asks!r}, not one of {sorted(ASKS)}")
            phrases.update((str(w), asks) for w in words)
        for word, codes in (content.get("only") or {}).items():
            only[str(word)] = tuple(codes)
        women.update(str(name) for name in content.get("women") or ())
    return Pointing(pronouns, phrases, only, frozenset(women))


def _pronoun(path: Path, word: str, row: Any) -> Pronoun:
    try:
        return Pronoun(
            row["number"],
            row["kind"],
            row["person"],
            row.get("gender"),
            bool(row.get("relative")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"{path}: pronoun {word!r} lacks {error}") from None
