"""Which outlet published a text, and where it has its seat: never the country that it covers."""

from __future__ import annotations

import pytest

from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.clean.outlets import country
from dragoman.codebook import Codebook
from dragoman.model import Basis, Document

BODY = (
    "The foreign ministers of Peru and Norway met in Lima and agreed to share data on fish stocks. "
    "Both sides will meet again in Oslo next spring, the ministries said after the talks ended."
)


def read(codebook: Codebook, **given: str) -> Document:
    found = clean(Acquired("a.txt", BODY, "text", given), codebook)
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("url", "seat", "basis"),
    [
        ("https://www.dawn.com/news/1", "PAK", Basis.LISTED),
        ("https://news.coast.pe/a", "PER", Basis.INFERRED),
        ("https://www.coast.co.uk/a", "GBR", Basis.INFERRED),
        ("https://coast.com.co/a", "COL", Basis.INFERRED),
        ("https://archive.gov/a", "USA", Basis.INFERRED),
        ("https://coast.tv/a", None, None),
        ("https://coast.com/a", None, None),
        ("https://192.0.2.1/a", None, None),
        ("no address", None, None),
        ("http://[::1", None, None),
    ],
)
def test_the_seat_follows_from_list_or_address(
    codebook: Codebook, url: str, seat: str | None, basis: Basis | None
) -> None:
    found = read(codebook, url=url)
    assert (found.publisher_country, found.publisher_country_basis) == (seat, basis)


def test_a_listed_name_tells_the_seat_and_the_user_has_the_last_word(codebook: Codebook) -> None:
    assert read(codebook, publisher="Dawn").publisher_country == "PAK"
    told = read(codebook, publisher="Dawn", publisher_country="India")
    assert (told.publisher_country, told.publisher_country_basis) == ("IND", Basis.GIVEN)


def test_the_page_tells_the_seat_of_its_publisher(codebook: Codebook) -> None:
    linked = (
        '{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Ana Ruiz"}], '
        '"dateModified": "2021-05-06", "datePublished": "2021-05-04", '
        '"publisher": {"name": "Coast", "address": {"addressCountry": "CL"}}}'
    )
    page = (
        f"<html><head><script type='application/ld+json'>{linked}</script></head>"
        f"<body><h1>Fish data</h1><p>{BODY}</p></body></html>"
    )
    found = clean(Acquired("a.html", page, "html"), codebook)
    assert isinstance(found, Document)
    assert (found.publisher_country, found.publisher_country_basis) == ("CHL", Basis.METADATA)
    assert found.authors == ("Ana Ruiz",)
    assert (found.updated, found.updated_basis) == ("2021-05-06", Basis.METADATA)
    assert (found.published, found.published_confidence) == ("2021-05-04", 0.95)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CL", "CHL"),
        ("chl", "CHL"),
        ("Chile", "CHL"),
        ("UK", "GBR"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries_are_written_in_many_ways(
    codebook: Codebook, written: str, code: str | None
) -> None:
    assert country(written, codebook) == code


def test_an_agency_at_the_opening_is_the_outlet(codebook: Codebook) -> None:
    for opening in ("LIMA, May 4 (Xinhua) -- ", "(Xinhua) — ", "Xinhua – "):
        found = clean(Acquired("a.txt", opening + BODY, "text"), codebook)
        assert isinstance(found, Document)
        assert (found.publisher, found.publisher_country) == ("Xinhua", "CHN")
