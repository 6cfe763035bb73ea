"""A dump of GeoNames as rows of our gazetteer, for those who want more than the shipped cities.

The files of https://download.geonames.org/export/dump/ (cities500.txt, XX.txt of one country …) are
tab-separated; their names and figures are under CC BY 4.0, and so are the rows made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dragoman.codebook.places import HEAD
from dragoman.errors import CodebookError

ORIGIN = "# From a dump of GeoNames (https://www.geonames.org), CC BY 4.0."
_WIDTH = 19
# Classes of features that acts take place in; roads, woods and the sea floor are left out.
_CLASSES = {"P": "city", "A": "region", "L": "region", "H": "water", "T": "site", "S": "site"}
_CODES = {"PPLC": "capital", "PCLI": "country", "PCLD": "country"}


def gazetteer_rows(
    dump: Iterable[str], alpha3: Mapping[str, str], *, people: int = 500
) -> Iterator[str]:
    """Lines of a places.csv, head first; populated places with fewer `people` are left out.

    `alpha3` maps the two letters of a country to its three. Raises CodebookError on a line that is
    none of a GeoNames dump.
    """
    yield ORIGIN
    yield HEAD
    for number, line in enumerate(dump, 1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != _WIDTH:
            raise CodebookError(f"line {number}: expected {_WIDTH} columns of a GeoNames dump")
        try:
            row = _row(fields, alpha3, people)
        except ValueError as error:
            raise CodebookError(f"line {number}: {error}") from error
        if row:
            yield row


def _row(fields: list[str], alpha3: Mapping[str, str], people: int) -> str | None:
    number, name, _, others, lat, lon, kind, code, country = fields[:9]
    feature = _CODES.get(code) or _CLASSES.get(kind)
    if feature is None:
        return None
    population = int(fields[14] or 0)
    if kind == "P" and population < people:
        return None
    if not (int(number) > 0 and abs(float(lat)) <= 90 and abs(float(lon)) <= 180):
        raise ValueError(f"no place on earth is at {lat}, {lon} with the number {number}")
    also = "|".join(sorted({n for n in others.split(",") if _latin(n) and n != name}))
    # Commas part the columns of our rows, any kind of line end the rows, and # begins a comment.
    plain = " ".join(name.replace(",", " ").split()).lstrip("# ")
    if not plain:
        return None
    where = [alpha3.get(country, ""), lat, lon, str(population), number, feature, also]
    return ",".join([plain, *where])


def _latin(name: str) -> bool:
    """Whether an English text may use a name: Latin letters, a capital first, no code."""
    return (
        len(name) > 3
        and name[0].isupper()
        and not name.isupper()
        and all(c < "ɐ" or c in "’–" for c in name)
        and not set(name) & set(",|")
    )
