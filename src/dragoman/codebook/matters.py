"""Matters: what a statement is about, in words that different speakers share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.loading import SHIPPED, existing, formed, load_rows, load_yaml
from dragoman.codebook.ordinary import inflected
from dragoman.errors import CodebookError

_WORD = re.compile(r"[^\W\d_][\w'’-]+|\d[\d.,]*\d|\d")
_ENDINGS = tuple("ations ation ings ing ments ment ies ied ed es s y e".split())
_SHORTEST = 4
_NAMES = ("names", "adjectives", "people", "capitals")


@dataclass(frozen=True, slots=True)
class Matters:
    """The matter that a word names, and the words that name none."""

    of_word: Mapping[str, str]
    empty: frozenset[str]

    def of(self, text: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
        """The matters of a text; words that stand for none count by their stem.

        `without` are words that say nothing here, such as the names of the parties.
        """
        words = (w for w in words_of(text) if w not in self.empty and w not in without)
        return frozenset(self.of_word.get(word) or _stem(word) for word in words)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two statements share of what they are about, 0 to 1."""
    common = len(one & other)
    if not common:
        return 0.0
    return (common / min(len(one), len(other)) + common / len(one | other)) / 2


@formed("en/matters.yaml", "en/states.csv")
def load_matters(folders: Sequence[Path] = (SHIPPED,)) -> Matters:
    """Read every `en/matters.yaml`; a later folder decides what a word stands for."""
    of_word: dict[str, str] = {}
    empty: set[str] = set(_states(folders))
    for path in existing(folders, "en/matters.yaml"):
        listed = load_yaml(path)
        lines = _list(path, "empty", listed.pop("empty", []))
        plain = [word for line in lines for word in line.split()]
        empty.update(form for word in plain for form in (word, *inflected(word)))
        of_word.update(_named(path, listed))
    return Matters(of_word, frozenset(empty - set(of_word)))


def _states(folders: Sequence[Path]) -> list[str]:
    """The words for states: who is concerned is known by code, and is no part of the matter."""
    rows = (
        row for path in existing(folders, "en/states.csv") for _, row in load_rows(path, _NAMES)
    )
    return words_of(*(row[column] for row in rows for column in _NAMES))


def _named(path: Path, listed: Mapping[str, object]) -> dict[str, str]:
    """The matter of each word and its inflections; a listed form beats one that is made."""
    stated: dict[str, str] = {}
    made: dict[str, str] = {}
    for matter, words in listed.items():
        for word in _list(path, matter, words):
            if stated.get(word, matter) != matter:
                raise CodebookError(f"{path}: {word!r} is both {stated[word]} and {matter}")
            stated[word] = matter
            for form in sorted(inflected(word)):
                made.setdefault(form, matter)
    return made | stated


def _list(path: Path, name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise CodebookError(f"{path}: {name} must be a list of words")
    return [word.lower() for word in value]


def words_of(*texts: str) -> list[str]:
    """The words of the texts in lower case, without genitive and "not"."""
    text = " ".join(texts)
    found = (word.replace("’", "'").strip("-'") for word in _WORD.findall(text.lower()))
    return [word.removesuffix("'s").removesuffix("n't") for word in found]


def _stem(word: str) -> str:
    """A rough stem, enough to see that "visited" and "visits" are one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
