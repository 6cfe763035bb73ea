"""The codes by which the world's lists know each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.loading import existing, formed, load_rows
from dragoman.errors import CodebookError


@dataclass(frozen=True, slots=True)
class State:
    """One state: its keys in ISO, COW, Gleditsch-Ward, FIPS, CAMEO, Wikidata, and its dates.

    Empty is "this list does not have it". `claimed_by` is the state that claims a disputed one.
    """

    code: str
    name: str
    official: str
    iso2: str
    numeric: str
    cow: str
    cow_number: str
    gw: str
    fips: str
    cameo: str
    wikidata: str
    since: str
    until: str
    claimed_by: str


@formed("states.csv")
def load_states(folders: Sequence[Path]) -> dict[str, State]:
    """The rows of `states.csv` of all folders by code; a later folder's row takes an earlier one's
    place.
    """
    columns = State.__slots__
    found: dict[str, State] = {}
    for path in existing(folders, "states.csv"):
        for line, row in load_rows(path, columns):
            if not row["code"] or not row["name"]:
                raise CodebookError(f"{path}:{line}: a state needs a code and a name")
            found[row["code"]] = State(**{column: row[column] for column in columns})
    return found
