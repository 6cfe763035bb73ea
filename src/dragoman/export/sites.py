"""Places as the columns of the field: city, province, country, and how exact they are."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codebook.places import Places
from dragoman.export.parties import Registry
from dragoman.model import Place

# PLOVER's `resolution` runs from 5, within a city, to 1, a country.
_RESOLUTION = {"country": 1, "region": 2, "city": 4, "capital": 4, "site": 5}


@dataclass(frozen=True, slots=True)
class Location:
    """A place with what the gazetteer knows of it; empty texts where it knows nothing."""

    place: Place
    feature: str
    country_name: str
    fips: str

    @property
    def city(self) -> str:
        """The place's name if it is a city."""
        return self.place.name if self.feature in {"city", "capital"} else ""

    @property
    def province(self) -> str:
        """The place's name if it is a region."""
        return self.place.name if self.feature == "region" else ""

    @property
    def resolution(self) -> int | None:
        """How exact the place is, as PLOVER counts."""
        return _RESOLUTION.get(self.feature)


def locate(place: Place, places: Places, registry: Registry) -> Location:
    """The place with its feature and its country's codes."""
    fact = registry.facts.get(place.country or "")
    sites = [s for s in places.named(place.name) if s.place.geonames == place.geonames]
    if sites and place.geonames is not None:
        feature = sites[0].feature
    else:
        feature = "country" if fact and place.name in {fact.name, registry.name(fact.code)} else ""
    name = registry.name(place.country) if place.country else ""
    return Location(place, feature, name, fact.fips if fact else "")
