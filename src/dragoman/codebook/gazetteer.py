"""Names that stand for political actors: states and their words, bodies, groups, organs, and names
that only look so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from dragoman.codebook.folding import fold
from dragoman.codebook.loading import existing, formed, load_rows, load_yaml
from dragoman.errors import CodebookError


class Sort(StrEnum):
    """What kind of name a surface is."""

    STATE = "state"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    BODY = "body"
    BLOC = "bloc"
    GROUP = "group"
    ORGAN = "organ"
    PERSON = "person"
    OUTLET = "outlet"
    MASKED = "masked"


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a surface: the code it stands for, the canonical name, the role, and the file
    it comes from.
    """

    surface: str
    sort: Sort
    code: str
    name: str
    role: str | None
    row: str


@formed(
    "en/states.csv",
    "en/cities.csv",
    "en/bodies.csv",
    "en/groups.csv",
    "en/organs.csv",
    "en/masked.yaml",
)
def load_entries(folders: Sequence[Path]) -> list[Entry]:
    """Every name of `states.csv`, `bodies.csv`, `groups.csv`, `organs.csv` and `masked.yaml` of
    the folders.
    """
    found: list[Entry] = []
    for path in existing(folders, "en/states.csv"):
        found.extend(_states(path))
    for path in existing(folders, "en/cities.csv"):
        found.extend(_cities(path))
    for path in existing(folders, "en/bodies.csv"):
        found.extend(_bodies(path))
    for path in existing(folders, "en/groups.csv"):
        found.extend(_groups(path))
    for path in existing(folders, "en/organs.csv"):
        found.extend(_organs(path))
    for path in existing(folders, "en/masked.yaml"):
        found.extend(_masked(path))
    return [*found, *_capitalised(found)]


def _capitalised(entries: Sequence[Entry]) -> Iterator[Entry]:
    """ "The West" at the head of a sentence, for every name that begins with "the"."""
    for entry in entries:
        if entry.surface.startswith("the "):
            yield replace(entry, surface="The " + entry.surface[4:])


def cell(value: str) -> list[str]:
    """The values of a cell, separated by |."""
    return [part.strip() for part in value.split("|") if part.strip()]


def _states(path: Path) -> Iterator[Entry]:
    columns = ("code", "names", "adjectives", "people", "capitals", "seats")
    for line, row in load_rows(path, columns):
        names, at = cell(row["names"]), f"{path.name}:{line}"
        if not row["code"] or not names:
            raise CodebookError(f"{path}:{line}: a state needs a code and a name")
        by_sort = {
            Sort.STATE: names,
            Sort.ADJECTIVE: cell(row["adjectives"]),
            Sort.PEOPLE: [*cell(row["people"]), *_peoples(cell(row["adjectives"]))],
            Sort.CAPITAL: cell(row["capitals"]),
            Sort.SEAT: cell(row["seats"]),
        }
        for sort, surfaces in by_sort.items():
            for surface in surfaces:
                yield Entry(surface, sort, row["code"], names[0], None, at)


def _peoples(adjectives: list[str]) -> list[str]:
    return [a + "s" for a in adjectives if a.endswith(("an", "ean", "i", "ot", "ar", "rin"))]


def _cities(path: Path) -> Iterator[Entry]:
    for line, row in load_rows(path, ("code", "names")):
        for name in cell(row["names"]):
            yield Entry(name, Sort.CAPITAL, row["code"], name, "place", f"{path.name}:{line}")


@formed("en/provinces.csv")
def load_provinces(folders: Sequence[Path]) -> dict[str, str]:
    """The states of provinces and regions, by folded name or abbreviation; the first row of a name
    stands.
    """
    found: dict[str, str] = {}
    for path in existing(folders, "en/provinces.csv"):
        for _, row in load_rows(path, ("code", "names")):
            for name in cell(row["names"]):
                found.setdefault(fold(name), row["code"])
    return found


def _bodies(path: Path) -> Iterator[Entry]:
    for line, row in load_rows(path, ("code", "kind", "names")):
        sort = Sort.BLOC if row["kind"] in {"bloc", "world"} else Sort.BODY
        names = cell(row["names"])
        if not row["code"] or not names:
            raise CodebookError(f"{path}:{line}: a body needs a code and a name")
        for surface in names:
            yield Entry(surface, sort, row["code"], names[0], row["kind"], f"{path.name}:{line}")


def _groups(path: Path) -> Iterator[Entry]:
    roles = {"armed": "armed group", "rebels": "rebels", "mercenaries": "armed group"}
    for line, row in load_rows(path, ("code", "state", "kind", "names")):
        names = cell(row["names"])
        if not row["code"] or not names:
            raise CodebookError(f"{path}:{line}: a group needs a code and a name")
        role = roles.get(row["kind"], row["kind"])
        for surface in names:
            yield Entry(surface, Sort.GROUP, row["code"], names[0], role, f"{path.name}:{line}")


def _organs(path: Path) -> Iterator[Entry]:
    for line, row in load_rows(path, ("code", "role", "names")):
        if not row["code"] or not row["role"]:
            raise CodebookError(f"{path}:{line}: an organ needs a code and a role")
        for surface in cell(row["names"]):
            at = f"{path.name}:{line}"
            yield Entry(surface, Sort.ORGAN, row["code"], surface, row["role"], at)


def _masked(path: Path) -> Iterator[Entry]:
    content = load_yaml(path)
    for key, sort in (("outlets", Sort.OUTLET), ("phrases", Sort.MASKED)):
        for surface in content.get(key, []):
            yield Entry(str(surface), sort, "", str(surface), None, path.name)
