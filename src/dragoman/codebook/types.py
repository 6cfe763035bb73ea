"""The event types: PLOVER's roots and modes with their scores and CAMEO codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import existing, load_yaml
from dragoman.errors import CodebookError
from dragoman.model import EventType


@dataclass(frozen=True, slots=True)
class Scale:
    """PLOVER score (-10..10), CAMEO code (text: "010" is not "10") and Goldstein value."""

    score: float
    cameo: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One PLOVER type; `quad` 1-4 = verbal/material cooperation, verbal/material conflict."""

    type: EventType
    quad: int
    definition: str
    base: Scale
    modes: dict[str, Scale]

    def scale(self, mode: str | None) -> Scale:
        """The scale of a mode, or of the type itself where the mode has none."""
        return self.modes.get(mode or "", self.base)


def load_types(folders: Sequence[Path]) -> dict[EventType, TypeEntry]:
    """Read `types.yaml`; every PLOVER root must be there."""
    entries: dict[EventType, TypeEntry] = {}
    for path in existing(folders, "types.yaml"):
        for name, row in load_yaml(path).items():
            entries[_type(path, name)] = _entry(path, name, row)
    if missing := set(EventType) - set(entries):
        raise CodebookError(f"types.yaml: no entry for {', '.join(sorted(missing))}")
    return {kind: entries[kind] for kind in EventType}


def _type(path: Path, name: str) -> EventType:
    try:
        return EventType(name)
    except ValueError:
        raise CodebookError(f"{path}: {name} is not one of PLOVER's sixteen types") from None


def _entry(path: Path, name: str, row: Any) -> TypeEntry:
    try:
        return TypeEntry(
            type=EventType(name),
            quad=int(row["quad"]),
            definition=str(row["definition"]),
            base=_scale(row["base"]),
            modes={mode: _scale(values) for mode, values in (row.get("modes") or {}).items()},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CodebookError(f"{path}: {name}: {error!r}") from error


def _scale(values: Sequence[Any]) -> Scale:
    score, cameo, goldstein = values
    if not isinstance(cameo, str):
        raise TypeError(f"CAMEO code {cameo!r} must be quoted")
    return Scale(float(score), cameo, float(goldstein))
