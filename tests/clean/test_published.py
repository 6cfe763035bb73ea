"""When a text was published and last changed, how that is known and how sure it is."""

from __future__ import annotations

import pytest

from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.codebook import Codebook
from dragoman.model import Basis, Document

BODY = (
    "The foreign ministers of Peru and Norway met in Lima and agreed to share data on fish stocks. "
    "Both sides will meet again in Oslo next spring, the ministries said after the talks ended."
)


def read(
    codebook: Codebook, text: str, told: dict[str, str] | None = None, **given: str
) -> Document:
    found = clean(Acquired("a.txt", text, "text", given, told or {}), codebook)
    assert isinstance(found, Document)
    return found


def test_without_a_date_there_is_none(codebook: Codebook) -> None:
    """Days and years that the article tells of are not its own date."""
    for text in (
        BODY,
        BODY + " The two had last met on 3 June 2012 in Cusco.",
        "Ministers agree on fish data\n\n" + BODY + "\n\n© 2019 Coast Daily",
    ):
        found = read(codebook, text)
        assert (found.published, found.published_basis) == (None, None)
        assert (found.published_confidence, found.updated) == (None, None)


def test_publication_and_change_are_told_apart(codebook: Codebook) -> None:
    text = f"Fish data\n\nPublished: 4 May 2021\nUpdated: 6 May 2021\n\n{BODY}"
    found = read(codebook, text)
    assert (found.published, found.published_basis) == ("2021-05-04", Basis.STATED)
    assert (found.updated, found.updated_basis) == ("2021-05-06", Basis.STATED)


def test_one_line_may_hold_both(codebook: Codebook) -> None:
    text = f"Fish data\n\nPublished 4 May 2021 | Updated 6 May 2021\n\n{BODY}"
    found = read(codebook, text)
    assert (found.published, found.updated) == ("2021-05-04", "2021-05-06")


def test_what_the_user_gives_goes_first_and_what_the_feed_tells_last(codebook: Codebook) -> None:
    text = f"Fish data\n\nPublished: 4 May 2021\n\n{BODY}"
    given = read(codebook, text, {"published": "2021-05-05"}, published="2021-05-03")
    assert (given.published, given.published_basis) == ("2021-05-03", Basis.GIVEN)
    assert given.published_confidence == 1.0
    told = read(codebook, BODY, {"published": "2021-05-05"})
    assert (told.published, told.published_basis) == ("2021-05-05", Basis.METADATA)


@pytest.mark.parametrize(
    ("url", "least", "most"),
    [
        ("https://coast.example/2021/05/04/fish", 0.98, 1.0),
        ("https://coast.example/2021/05/fish", 0.98, 1.0),
        ("https://coast.example/2021/05/20/fish", 0.8, 0.9),
        ("https://coast.example/2018/02/20/fish", 0.5, 0.7),
        ("https://coast.example/fish", 0.9, 0.97),
    ],
)
def test_the_address_bears_out_a_date_or_casts_doubt_on_it(
    codebook: Codebook, url: str, least: float, most: float
) -> None:
    found = read(codebook, f"Fish data\n\nPublished: 4 May 2021\n\n{BODY}", url=url)
    assert found.published == "2021-05-04"
    assert found.published_confidence is not None
    assert least <= found.published_confidence <= most


def test_a_change_before_the_publication_casts_doubt_on_it(codebook: Codebook) -> None:
    found = read(codebook, f"Published: 4 May 2021\nUpdated: 6 May 2020\n\n{BODY}")
    assert found.published_confidence is not None
    assert found.published_confidence < 0.75
