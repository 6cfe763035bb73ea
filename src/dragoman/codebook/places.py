"""The gazetteer: cities, countries and regions with coordinates, read at the first question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dragoman.codebook.folding import fold
from dragoman.codebook.loading import existing, formed, load_text, load_yaml
from dragoman.errors import CodebookError
from dragoman.model import Place

_FILES = ("places.csv", "regions.csv")
HEAD = "name,country,lat,lon,population,geonames,feature,also"
_WIDTH = 8
_WORDS = (
    "at", "towards", "going", "visiting", "taking", "concluding", "features", "settlements",
    "never",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the gazetteer.

    `main` tells its own name from the other names it is found by; `fame` counts those: the whole
    world has a word for Geneva, and none for its namesake in New York.
    """

    place: Place
    population: int
    feature: str
    fame: int = 0
    main: bool = True


@dataclass(frozen=True, slots=True)
class Places:
    """The gazetteer's files, not read before the first question, and words of being somewhere."""

    files: tuple[Path, ...]
    words: Mapping[str, frozenset[str]]
    namesakes: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str) -> tuple[Site, ...]:
        """Every place of that name, whatever its accents and case, in the order of the files."""
        return tuple(_site(*row) for row in _index(self.files).get(key(name), ()))

    def country(self, code: str) -> Place | None:
        """The country of an alpha-3 code, with the centre of its people."""
        row = _index(self.files).get(code)
        return _site(*row[0]).place if row else None

    def capital(self, code: str) -> Place | None:
        """The capital of the state of an alpha-3 code."""
        row = _index(self.files).get(f"{code} capital")
        return _site(*row[0]).place if row else None


@formed("en/places.yaml")
def load_places(folders: Sequence[Path]) -> Places:
    """Note where the gazetteer lies; a user's places.csv and regions.csv add to ours."""
    words: dict[str, set[str]] = {name: set() for name in _WORDS}
    namesakes: dict[str, str] = {}
    for path in existing(folders, "en/places.yaml"):
        content = load_yaml(path)
        if not isinstance(content, dict) or not set(content) <= {*_WORDS, "namesakes"}:
            raise CodebookError(f"{path}: expected namesakes and lists called {', '.join(_WORDS)}")
        namesakes.update(content.pop("namesakes", None) or {})
        for name, listed in content.items():
            words[name].update(str(word).lower() for word in listed or ())
    files = tuple(path for name in _FILES for path in existing(folders, name))
    return Places(files, {name: frozenset(listed) for name, listed in words.items()}, namesakes)


def key(name: str) -> str:
    """A name as it is looked up: folded, without hyphens, dots and the article."""
    return _plain(name).removeprefix("the ").strip()


def _plain(text: str) -> str:
    plain = fold(text).lower().replace("-", " ").replace("'", "")
    return plain.replace("st. ", "saint ").replace(".", "")


# Where a row stands (for error messages), the row itself, and whether this is its main name.
_Row = tuple[str, str, bool]


@lru_cache(maxsize=4)
def _index(files: tuple[Path, ...]) -> dict[str, list[_Row]]:
    """Rows by name, countries by code too, in capitals; rows are taken apart only when found."""
    found: dict[str, list[_Row]] = {}
    for path in files:
        lines = load_text(path).splitlines()
        # Folding the whole file at once takes a tenth of the time; line ends would fold away.
        plain = _plain("\x1e".join(lines)).split("\x1e") if lines else []
        for number, (line, folded) in enumerate(zip(lines, plain, strict=True), 1):
            if line.startswith("#") or line == HEAD or not line:
                continue
            fields = folded.split(",")
            if len(fields) != _WIDTH:
                raise CodebookError(f"{path}:{number}: expected {HEAD}, without commas inside")
            where = f"{path}:{number}"
            for name in {fields[0], fields[0].removeprefix("al ").removeprefix("el ")}:
                found.setdefault(name, []).append((where, line, True))
            for name in fields[-1].split("|") if fields[-1] else ():
                found.setdefault(name, []).append((where, line, False))
            if fields[-2] == "country":
                found.setdefault(fields[1].upper(), []).append((where, line, True))
            elif fields[-2] == "capital":
                found.setdefault(f"{fields[1].upper()} capital", []).append((where, line, True))
    return found


def _site(where: str, line: str, main: bool) -> Site:
    try:
        name, country, lat, lon, population, geonames, feature, also = line.split(",")
        place = Place(
            name=name,
            country=country or None,
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            geonames=int(geonames) if geonames else None,
        )
        return Site(place, int(population or 0), feature, also.count("|"), main)
    except ValueError as error:
        raise CodebookError(f"{where}: {error}") from error
