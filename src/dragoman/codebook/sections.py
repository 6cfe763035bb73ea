"""Reading a codebook file made of named sections, with a user's sections laid over ours."""

from __future__ import annotations

import re
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
    if key not in shape:
        raise CodebookError(f"{path}: unknown section {key!r}; known: {', '.join(sorted(shape))}")
    if shape[key] is dict and isinstance(value, dict):
        merged[key] = {**merged[key], **value}
    elif shape[key] is list and isinstance(value, list):
        merged[key] = [*merged[key], *value]
    else:
        raise CodebookError(f"{path}: section {key!r} must be a {shape[key].__name__}")


def numbers_of(table: Mapping[Any, Any], where: str) -> dict[str, float]:
    """A table of words and their values; raises CodebookError for a value that is no number."""
    for word, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise CodebookError(f"{where}: {word!r} must be a number, got {value!r}")
    return {str(word): float(value) for word, value in table.items()}


def words_of(values: Sequence[Any], where: str) -> tuple[str, ...]:
    """A list of words; raises CodebookError for one that YAML reads as no text (`no`, `on`)."""
    for value in values:
        if not isinstance(value, str):
            raise CodebookError(f"{where}: {value!r} must be a word; put it in quotes")
    return tuple(values)


def patterns_of(
    table: Mapping[str, Any], names: Sequence[str], where: str, flags: int = 0
) -> dict[str, re.Pattern[str]]:
    """Compiled patterns by name; raises CodebookError for one that is missing, unknown or wrong."""
    if unknown := sorted(set(names) ^ set(table)):
        raise CodebookError(f"{where}: missing or unknown: {', '.join(unknown)}")
    found: dict[str, re.Pattern[str]] = {}
    for name, source in table.items():
        try:
            found[name] = re.compile(source, flags)
        except (re.error, TypeError) as error:
            raise CodebookError(f"{where}: {name}: {error}") from error
    return found
