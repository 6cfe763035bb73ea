"""Pronouns and pointing phrases ("the two countries", "the bloc"), with what they may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.codebook.folding import fold
from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError

_LISTS = ("women", "saying", "explaining", "leading", "judging", "styled", "storied", "others")
ASKS = frozenset({"pair", "states", "state", "body", "group", "company"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun may stand for: number (one, many), kind (person, thing, any), grammatical
    person, gender.
    """

    number: str
    kind: str
    person: int
    gender: str | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Pointing:
    """Pronouns by word, pointing phrases with what they ask for, codes that a phrase or a word of
    it ("West African") is limited to, word lists.
    """

    pronouns: dict[str, Pronoun] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    within: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)


@formed("en/pronouns.yaml")
def load_pointing(folders: Sequence[Path]) -> Pointing:
    """Read `en/pronouns.yaml` of the folders, later ones adding to earlier ones."""
    pronouns: dict[str, Pronoun] = {}
    phrases: dict[str, str] = {}
    only: dict[str, tuple[str, ...]] = {}
    within: dict[str, tuple[str, ...]] = {}
    words: dict[str, set[str]] = {name: set() for name in _LISTS}
    for path in existing(folders, "en/pronouns.yaml"):
        content = load_yaml(path)
        for word, row in (content.get("pronouns") or {}).items():
            pronouns[str(word)] = _pronoun(path, str(word), row)
        for asks, wordings in (content.get("phrases") or {}).items():
            if asks not in ASKS:
                raise CodebookError(f"{path}: phrases ask for {asks!r}, not one of {sorted(ASKS)}")
            phrases.update((fold(str(w)), asks) for w in wordings)
        for word, codes in (content.get("only") or {}).items():
            only[str(word)] = tuple(codes)
        for word, codes in (content.get("within") or {}).items():
            within[str(word)] = tuple(codes)
        for name, listed in words.items():
            listed.update(str(word) for word in content.get(name) or ())
    return Pointing(pronouns, phrases, only, within, {n: frozenset(w) for n, w in words.items()})


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
