"""Reading a codebook file made of named sections, with a user's sections laid over ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import existing, load_yaml
from dragoman.errors import CodebookError


def sections(folders: Sequence[Path], name: str, shape: Mapping[str, type]) -> dict[str, Any]:
    """The sections of every file called `name`: tables are updated row by row, lists grow."""
    merged: dict[str, Any] = {key: kind() for key, kind in shape.items()}
    for path in existing(folders, name):
        given = load_yaml(path)
        if not isinstance(given, dict):
            raise CodebookError(f"{path}: expected named sections, got {type(given).__name__}")
        for key, value in given.items():
            _lay(merged, key, value, shape, path)
    return merged


def _lay(
    merged: dict[str, Any], key: str, value: Any, shape: Mapping[str, type], path: Path
) -> None:
    kind = shape.get(key)
    if kind is None:
        raise CodebookError(f"{path}: unknown section {key!r}; known: {', '.join(sorted(shape))}")
    if not isinstance(value, kind):
        raise CodebookError(f"{path}: section {key!r} must be a {kind.__name__}")
    if kind is dict:
        merged[key] = {**merged[key], **value}
    else:
        merged[key] = [*merged[key], *value]


def numbers_of(table: Mapping[Any, Any], where: str) -> dict[str, float]:
    """A table of words and their values; raises CodebookError for a value that is no number."""
    for word, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise CodebookError(f"{where}: {word!r} must be a number, got {value!r}")
    return {str(word): float(value) for word, value in table.items()}


def words_of(values: Sequence[Any], where: str) -> tuple[str, ...]:
    """A list of words; raises CodebookError for one that is no text (YAML reads `no` and `on` so)."""
    for value in values:
        if not isinstance(value, str):
            raise CodebookError(f"{where}: {value!r} must be a word; put it in quotes")
    return tuple(values)
