"""Dates as pages write them."""

from __future__ import annotations

import pytest

from dragoman.clean.dating import in_address, nearest, parsed


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2014-03-05", "2014-03-05"),
        ("2014-03-05T23:59:00-05:00", "2014-03-05"),
        ("2014-03-05-19-55-27", "2014-03-05"),
        ("20140305", "2014-03-05"),
        ("20140305T1000Z", "2014-03-05"),
        ("5 March 2014", "2014-03-05"),
        ("Wednesday, 5th of March, 2014", "2014-03-05"),
        ("Mar. 5, 2014 9:05 AM", "2014-03-05"),
        ("05.03.2014", "2014-03-05"),
        ("05/05/2014", "2014-05-05"),
        ("3/25/2014", "2014-03-25"),
        ("25/3/2014", "2014-03-25"),
        ("Redaktion25/03/2014", "2014-03-25"),
        ("2014-03", "2014-03"),
        ("2014", "2014"),
        ("03/05/2014", None),
        ("2014-13", None),
        ("2014-02-30", None),
        ("31 April 2014", None),
        ("yesterday", None),
        ("", None),
        ("1714-03-05", None),
    ],
)
def test_a_field_is_a_date_or_unknown(written: str, date: str | None) -> None:
    assert parsed(written) == date


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://a.example/2014/03/05/talks", "2014-03-05"),
        ("https://a.example/world/2014/mar/5/talks", "2014-03-05"),
        ("https://a.example/2014-03-05-talks.html", "2014-03-05"),
        ("https://a.example/2014/03/talks", "2014-03"),
        ("https://a.example/a/20140305/talks", "2014-03-05"),
        ("https://a.example/talks-in-2014", None),
        ("https://a.example/12345678", None),
        ("https://2014.example/", None),
        ("https://a.example/talks?d=2014/03/05", None),
    ],
)
def test_an_address_tells_a_date(address: str, date: str | None) -> None:
    assert in_address(address) == date


def test_the_nearest_year_is_found_within_two_months() -> None:
    assert nearest((12, 30), ["2015-01-02"]) == "2014-12-30"
    assert nearest((2, 29), ["2016-03-01"]) == "2016-02-29"
    assert nearest((2, 29), ["2015-03-01"]) is None
    assert nearest((6, 1), ["2015-01-02"]) is None
