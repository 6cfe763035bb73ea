"""Which outlet published a text: by its address, its head, or the agency in its dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from dragoman.clean.units import Unit
from dragoman.codebook.outlets import Outlet

_AGENCY = re.compile(r"^.{3,80}?\(([A-Z][\w /&.-]{1,30})\)\s*(?:--|[-–—:])")
REACH = 25


def publisher(
    units: Sequence[Unit],
    body: tuple[tuple[int, int], ...],
    url: str | None,
    outlets: dict[str, Outlet],
) -> str | None:
    """The outlet's name, or None."""
    if url and (name := _by_address(url, outlets)):
        return name
    names = {outlet.name.casefold(): outlet.name for outlet in outlets.values()}
    start = body[0][0]
    above = [unit.text for unit in units if unit.end <= start][-REACH:]
    for text in above:
        for piece in (text, *re.split(r"\s+[|\-–—•·]\s+", text)[1:]):
            if piece.casefold() in names:
                return names[piece.casefold()]
    opening = next((unit.text for unit in units if unit.end > start), "")
    if agency := _AGENCY.match(opening[:200]):
        return names.get(agency.group(1).casefold())
    return None


def _by_address(url: str, outlets: dict[str, Outlet]) -> str | None:
    host = (_host(url) or "").lower()
    while "." in host:
        if host in outlets:
            return outlets[host].name
        host = host.partition(".")[2]
    return None


def _host(url: str) -> str | None:
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
