"""Words that any news about states may use, and that tell little about which act is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.codebook.loading import SHIPPED, existing, formed, load_yaml
from dragoman.errors import CodebookError


@formed("en/ordinary.yaml")
def load_ordinary(folders: Sequence[Path] = (SHIPPED,)) -> frozenset[str]:
    """Read every `en/ordinary.yaml`, groups of words, and add their regular inflections."""
    found: set[str] = set()
    for path in existing(folders, "en/ordinary.yaml"):
        for group, words in load_yaml(path).items():
            if not isinstance(words, str):
                raise CodebookError(f"{path}: {group}: expected words with spaces between them")
            found.update(form for word in words.lower().split() for form in inflected(word))
    return frozenset(found)


def inflected(word: str) -> set[str]:
    """The word with the regular endings of English, right or not: a word too many does no harm."""
    stems = {word, word + word[-1]}
    forms = {word, word + "s", word + "es"}
    if word.endswith("e"):
        stems.add(word[:-1])
    if word.endswith("y"):
        stems.add(word[:-1] + "i")
        forms.add(word[:-1] + "ies")
    return forms | {stem + ending for stem in stems for ending in ("ed", "ing", "er", "ers")}
