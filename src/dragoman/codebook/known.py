"""Whether the rows that a user adds speak of states, bodies, groups and roles that are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from dragoman.codebook.loading import SHIPPED, existing, formed, load_rows
from dragoman.codebook.offices import load_offices
from dragoman.errors import CodebookError

# Where a cell names a code or a role that another file has to know.
_CODES = {
    "people.csv": "code",
    "en/organs.csv": "code",
    "en/cities.csv": "code",
    "en/provinces.csv": "code",
    "en/groups.csv": "state",
}
_ROLES = ("people.csv", "en/organs.csv")
OPPOSITION = "OPP"


@formed(*_CODES)
def check_known(folders: Sequence[Path], codes: Collection[str]) -> None:
    """Raise CodebookError for the first row of a user's file with an unknown code or role."""
    codes = {*codes, *(code + OPPOSITION for code in codes)}
    for name, column in _CODES.items():
        for at, written in _written(folders, name, column):
            if written not in codes:
                raise CodebookError(
                    f"{at}: {column} {written!r} is no state, body or group of the codebook"
                    f"{_near(written.upper(), codes) or '; `dragoman actors NAME` tells codes'}"
                )
    if written_roles := [row for name in _ROLES for row in _written(folders, name, "role")]:
        _check_roles(written_roles, folders)


def _check_roles(rows: Sequence[tuple[str, str]], folders: Sequence[Path]) -> None:
    # Without the language of the folders: it may have words for some of the offices only.
    roles = {office.role for office in load_offices(tuple(folders)).values()}
    roles.update(row["role"] for _, row in load_rows(SHIPPED / "people.csv", ("role",)))
    for at, written in rows:
        if written not in roles:
            meant = _near(written.lower(), roles) or f"; known: {', '.join(sorted(roles))}"
            raise CodebookError(f"{at}: {written!r} is no role of the codebook{meant}")


def _written(folders: Sequence[Path], name: str, column: str) -> Iterator[tuple[str, str]]:
    for path in existing(folders, name):
        if SHIPPED not in path.parents:
            rows = load_rows(path, (column,))
            yield from ((f"{path}:{line}", row[column]) for line, row in rows if row[column])


def _near(written: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(written, sorted(known), 1)
    return f"; did you mean {near[0]}?" if near else ""
