"""News outlets: the domain they publish under, their name and the country they are based in;
and the countries that the ends of web addresses stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
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


@formed("outlets.csv")
def load_outlets(folders: Sequence[Path]) -> dict[str, Outlet]:
    """Read `outlets.csv`: the outlets by domain."""
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
    return outlets


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
