"""The event types: PLOVER's roots and modes with their scores and CAMEO codes, and a user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import SHIPPED, existing, formed, load_yaml
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
    """One type; `quad` 1-4 = verbal/material cooperation, verbal/material conflict."""

    type: EventType
    quad: int
    definition: str
    base: Scale
    modes: dict[str, Scale]

    def scale(self, mode: str | None) -> Scale:
        """The scale of a mode, or of the type itself where the mode has none."""
        return self.modes.get(mode or "", self.base)


class Types(dict[EventType, TypeEntry]):
    """The event types of a codebook; asked for another, it says what to do."""

    def __missing__(self, kind: EventType) -> TypeEntry:
        raise CodebookError(
            f"{kind} is no event type of the codebook in use; name the folder whose types.yaml "
            "has it in the setting `codebook`"
        )

    @property
    def modes(self) -> list[str]:
        """The modes that some type has, by name."""
        return sorted({mode for entry in self.values() for mode in entry.modes})

    @property
    def added(self) -> list[EventType]:
        """The types beyond the sixteen."""
        return [kind for kind in self if kind not in set(EventType)]


@formed("types.yaml")
def load_types(folders: Sequence[Path]) -> Types:
    """Read `types.yaml`; every PLOVER root must be there, and what else is there is added."""
    entries: dict[EventType, TypeEntry] = {}
    for path in existing(folders, "types.yaml"):
        rows = load_yaml(path)
        if not isinstance(rows, dict):
            raise CodebookError(f"{path}: expected event types by name")
        for name, row in rows.items():
            entry = _entry(path, name, row)
            entries[entry.type] = entry
    if missing := set(EventType) - set(entries):
        raise CodebookError(f"types.yaml: no entry for {', '.join(sorted(missing))}")
    return Types(
        {kind: entries[kind] for kind in (*EventType, *sorted(set(entries) - set(EventType)))}
    )


def add_types(folders: Sequence[Path]) -> None:
    """Make the types that a user's folders add known by name, without loading all else."""
    if existing(folders, "types.yaml"):
        load_types((SHIPPED, *folders))


def _entry(path: Path, name: Any, row: Any) -> TypeEntry:
    try:
        quad = int(row["quad"])
        if quad not in {1, 2, 3, 4}:
            raise ValueError(f"quad {quad} is none of 1 to 4")
        return TypeEntry(
            type=EventType.add(str(name), quad),
            quad=quad,
            definition=str(row["definition"]),
            base=_scale(row["base"]),
            modes={mode: _scale(values) for mode, values in (row.get("modes") or {}).items()},
        )
    except KeyError as error:
        raise CodebookError(f"{path}: {name} does not say its {error.args[0]}") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise CodebookError(f"{path}: {name}: {error}") from error


def _scale(values: Sequence[Any]) -> Scale:
    if not isinstance(values, list) or len(values) != 3:
        raise TypeError(f"expected [PLOVER score, CAMEO code, Goldstein value], not {values!r}")
    score, cameo, goldstein = values
    if not isinstance(cameo, str):
        raise TypeError(f"CAMEO code {cameo!r} must be quoted")
    return Scale(float(score), cameo, float(goldstein))
