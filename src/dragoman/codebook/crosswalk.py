"""From dragoman's codes to those of PLOVER, CAMEO, ICEWS and GDELT, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.codebook.gazetteer import cell
from dragoman.codebook.loading import SHIPPED, existing, load_rows
from dragoman.errors import CodebookError
from dragoman.model import EventType

_CODE = re.compile(r"(0[1-9]|1\d|20)\d{0,2}")


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO (text: 010 is not 10); `type` is None for acts that PLOVER does not know.

    `planned` are the types whose planned acts CAMEO puts under this code of intent.
    """

    code: str
    label: str
    goldstein: float
    type: EventType | None
    mode: str | None
    planned: tuple[EventType, ...]

    @property
    def quad(self) -> int:
        """The quad class of GDELT and ICEWS, which follows from the first two digits."""
        root = int(self.code[:2])
        return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What an actor that is no state is: its kind, the state it belongs to, other lists' codes."""

    kind: str = ""
    state: str = ""
    plover: str = ""
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """CAMEO's codes, the codes of intent by type, and what actors other than states are."""

    cameo: Mapping[str, CameoCode]
    intents: Mapping[EventType, CameoCode]
    actors: Mapping[str, Affiliation]


@lru_cache(maxsize=4)
def load_crosswalk(extra: tuple[Path, ...] = ()) -> Crosswalk:
    """The shipped crosswalk with the user's folders laid over it; errors name file and line."""
    folders: Sequence[Path] = (SHIPPED, *extra)
    cameo = _cameo(folders)
    intents = {kind: code for code in cameo.values() for kind in code.planned}
    return Crosswalk(cameo, intents, _actors(folders))


def _cameo(folders: Sequence[Path]) -> dict[str, CameoCode]:
    columns = ("code", "label", "goldstein", "type", "mode", "planned")
    found: dict[str, CameoCode] = {}
    for path in existing(folders, "cameo.csv"):
        for line, row in load_rows(path, columns):
            try:
                found[row["code"]] = _cameo_code(row)
            except ValueError as error:
                raise CodebookError(f"{path}:{line}: {error}") from error
    return found


def _cameo_code(row: Mapping[str, str]) -> CameoCode:
    if not _CODE.fullmatch(row["code"]) or not row["label"]:
        raise ValueError(f"expected a CAMEO code such as 042 and its label, not {row['code']!r}")
    goldstein = float(row["goldstein"])
    if not -10 <= goldstein <= 10:
        raise ValueError(f"Goldstein value {goldstein} is not between -10 and 10")
    return CameoCode(
        code=row["code"],
        label=row["label"],
        goldstein=goldstein,
        type=EventType(row["type"]) if row["type"] else None,
        mode=row["mode"] or None,
        planned=tuple(EventType(kind) for kind in cell(row["planned"])),
    )


def _actors(folders: Sequence[Path]) -> dict[str, Affiliation]:
    kinds: dict[str, str] = {}
    states: dict[str, str] = {}
    for row in _rows(folders, "en/bodies.csv", ("code", "kind")):
        kinds.setdefault(row["code"], row["kind"])
    for row in _rows(folders, "en/groups.csv", ("code", "state", "kind")):
        kinds.setdefault(row["code"], row["kind"])
        states.setdefault(row["code"], row["state"])
    named = {r["code"]: r for r in _rows(folders, "crosswalk.csv", ("code", "plover", "cameo"))}
    return {
        code: Affiliation(
            kinds.get(code, ""),
            states.get(code, ""),
            named.get(code, {}).get("plover", ""),
            named.get(code, {}).get("cameo", ""),
        )
        for code in sorted({*kinds, *named})
    }


def _rows(folders: Sequence[Path], name: str, columns: Sequence[str]) -> Iterable[dict[str, str]]:
    return (row for path in existing(folders, name) for _, row in load_rows(path, columns))
