"""Which of the places of one name is meant: by the states spoken of, and by size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from math import log10

from dragoman.codebook.places import Places, Site, key
from dragoman.model import Place

# A small namesake in a state that nobody mentions is a coincidence more often than the place meant.
_KNOWN_BY_ITSELF = 100_000


def site_named(
    name: str, near: Set[str], spoken: Counter[str], places: Places, within: str | None = None
) -> Place | None:
    """The likeliest place of a name, given the states of the act and those that the text speaks of.

    A name of a kind of place ("the Orlik Valley") that the gazetteer lacks is kept without country.
    """
    sites = places.named(name)
    sites = tuple(s for s in sites if within and s.place.country == within) or sites
    kind = " " in key(name) and key(name).split(" ")[-1] in places.words["features"]
    if sites:
        named = key(name)
        best = max(sites, key=lambda s: _likely(s, named, near, spoken, kind))
        known = best.place.country == within or _credible(best, named, near, spoken)
        return best.place if known else None
    return Place(name) if kind else None


def _likely(
    site: Site, named: str, near: Set[str], spoken: Counter[str], kind: bool
) -> tuple[float, bool]:
    country = site.place.country
    score = log10(site.population + 1000) + 2 * log10(site.fame + 1) + _by_kind(site, kind)
    score += 3.25 if country in near else 2.75 if country and spoken[country] else 0.0
    return score - (0.0 if _is_its_name(site, named) else 1.5), site.main


def _is_its_name(site: Site, named: str) -> bool:
    """Whether it is so called, in full, in short or spelt otherwise: no more than its old name."""
    return site.main or key(site.place.name)[:4] == named[:4]


def _by_kind(site: Site, kind: bool) -> float:
    """What the kind of place adds: the airport, base and district of a dump share a town's name.

    They are meant where the text names the kind ("Orlik airport"); our own few always are.
    """
    if site.feature in {"region", "water", "site"} and site.place.geonames is not None:
        return 2.0 if kind else -4.0
    return {"country": 4.0, "capital": 1.5, "city": 0.0}.get(site.feature, 4.0)


def _credible(site: Site, named: str, near: Set[str], spoken: Counter[str]) -> bool:
    country = site.place.country
    if country in near or (country and spoken[country]):
        return True
    small = site.feature == "city" and site.population < _KNOWN_BY_ITSELF
    return site.feature not in {"city", "capital"} or (_is_its_name(site, named) and not small)
