"""Which outlet published a text, and in which country it has its seat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.clean.units import Unit
from dragoman.codebook import Codebook
from dragoman.codebook.outlets import Outlet, Outlets
from dragoman.model import Basis

_AGENCY = re.compile(r"^.{3,80}?\(([A-Z][\w /&.-]{1,30})\)\s*(?:--|[-–—:])")
# "Ghana News Agency – ", "(GNA) — ": the outlet stands where an agency's town would.
_OPENING = re.compile(r"^\(?([A-Z][\w /&.-]{1,30}?)\)?\s*(?:--|[–—])\s")
_THE = re.compile(r"^the\s+", re.IGNORECASE)
REACH = 25


@dataclass(frozen=True, slots=True)
class Seat:
    """The country in which an outlet is based, and how that is known."""

    country: str
    basis: Basis


def publisher(
    units: Sequence[Unit],
    body: tuple[tuple[int, int], ...],
    url: str | None,
    outlets: Outlets,
) -> str | None:
    """The outlet's name, or None."""
    if url and (outlet := _by_address(url, outlets)):
        return outlet.name
    names, start = outlets.names, body[0][0]
    above = [unit.text for unit in units if unit.end <= start][-REACH:]
    for text in above:
        for piece in (text, *re.split(r"\s+[|\-–—•·]\s+", text)[1:]):
            if piece.casefold() in names:
                return names[piece.casefold()]
    opening = next((unit.text for unit in units if unit.end > start), "")
    for form in (_AGENCY, _OPENING):
        if (agency := form.match(opening[:200])) and agency.group(1).casefold() in names:
            return names[agency.group(1).casefold()]
    return None


def seat(
    given: Mapping[str, str], known: Mapping[str, str], name: str | None, codebook: Codebook
) -> Seat | None:
    """Where the outlet is based: as the user says, as the outlets' list, the page, the address."""
    if code := country(given.get("publisher_country", ""), codebook):
        return Seat(code, Basis.GIVEN)
    url = known.get("url") or ""
    listed = _by_address(url, codebook.outlets)
    code = listed.country if listed else codebook.outlets.seat(name or "")
    if code:
        return Seat(code, Basis.LISTED)
    if code := country(known.get("publisher_country", ""), codebook):
        return Seat(code, Basis.METADATA)
    code = _by_end(url, codebook.domains)
    return Seat(code, Basis.INFERRED) if code else None


def country(written: str, codebook: Codebook) -> str | None:
    """The code of a country that is written as a code of two or three letters or as a name."""
    said = written.strip()
    if not said:
        return None
    if len(said) == 2:
        return codebook.domains.get(said.lower()) or None
    states = codebook.actors.states
    if said.upper() in states:
        return said.upper()
    named = {_THE.sub("", name).casefold(): code for code, name in sorted(states.items())}
    return named.get(_THE.sub("", said).casefold())


def _by_address(url: str, outlets: Outlets) -> Outlet | None:
    host = _host(url)
    while "." in host:
        if host in outlets.by_domain:
            return outlets.by_domain[host]
        host = host.partition(".")[2]
    return None


def _by_end(url: str, domains: Mapping[str, str]) -> str | None:
    """The country of the longest known end of the host, such as "gov.co" or "pe"."""
    labels = _host(url).split(".")
    for count in (2, 1):
        end = ".".join(labels[-count:])
        if len(labels) > count and end in domains:
            return domains[end]
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
