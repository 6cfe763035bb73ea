"""News outlets: the domain they publish under, their name and the country they are based in;
and the countries that the ends of web addresses stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.loading import existing, formed, load_rows
from dragoman.codebook.states import load_states
from dragoman.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet; `country` is the ISO 3166-1 alpha-3 code of its seat, empty where it has none."""

    domain: str
    name: str
    country: str


_THE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlets:
    """The outlets by domain, and what their names tell, whatever their case.

    `names` are the names as they are written; `seats` the country of each name, "The" aside, empty
    where outlets of that name lie in several.
    """

    by_domain: dict[str, Outlet]
    names: dict[str, str]
    seats: dict[str, str]

    def seat(self, name: str) -> str:
        """The country of the outlets of this name; empty where it is not known or not one."""
        return self.seats.get(_bare(name), "")


@formed("outlets.csv")
def load_outlets(folders: Sequence[Path]) -> Outlets:
    """Read `outlets.csv`."""
    outlets: dict[str, Outlet] = {}
    for path in existing(folders, "outlets.csv"):
        for number, row in load_rows(path, ("domain", "name", "country")):
            domain, name, country = row["domain"].lower(), row["name"], row["country"]
            if not name or "." not in domain or "/" in domain:
                raise CodebookError(
                    f"{path}:{number}: expected a domain such as bbc.com and a name"
                )
            if country and not (len(country) == 3 and country.isalpha() and country.isupper()):
                raise CodebookError(f"{path}:{number}: {country!r} is not an alpha-3 country code")
            outlets[domain] = Outlet(domain, name, country)
    names = {outlet.name.casefold(): outlet.name for outlet in outlets.values()}
    return Outlets(outlets, names, _seats(outlets.values()))


def _seats(outlets: Iterable[Outlet]) -> dict[str, str]:
    seats: dict[str, set[str]] = {}
    for outlet in outlets:
        seats.setdefault(_bare(outlet.name), set()).add(outlet.country)
    return {name: "".join(found) if len(found) == 1 else "" for name, found in seats.items()}


def _bare(name: str) -> str:
    return _THE.sub("", name).casefold()


@formed("domains.csv")
def load_domains(folders: Sequence[Path]) -> dict[str, str]:
    """The country of each end of addresses (`fr`, `gov.co`); empty where it says nothing.

    Two letters are a state's ISO code, unless `domains.csv` knows better.
    """
    known = load_states(folders)
    domains = {state.iso2.lower(): state.code for state in known.values() if state.iso2}
    for path in existing(folders, "domains.csv"):
        for number, row in load_rows(path, ("domain", "country")):
            domain, country = row["domain"].lower(), row["country"]
            if not domain or domain.startswith("."):
                raise CodebookError(f"{path}:{number}: expected an end of addresses such as com.co")
            if country and country not in known:
                raise CodebookError(f"{path}:{number}: {country!r} is no state of states.csv")
            domains[domain] = country
    return domains
