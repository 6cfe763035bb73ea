"""The gazetteer: names found whatever their spelling, rows of a user, a dump of GeoNames."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.timing import best

from dragoman.codebook.geonames import gazetteer_rows
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.places import HEAD, load_places
from dragoman.errors import CodebookError

DUMP = (
    "3128760\tBarcelona\tBarcelona\tBarcelone,BCN,Барселона,Barcellona\t41.38879\t2.15899\tP\tPPLA\tES\t\t"
    "56\tB\t080193\t\t1620343\t\t47\tEurope/Madrid\t2023-01-01\n"
)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Zürich", "CHE"),
        ("Zurich", "CHE"),
        ("ZURICH", "CHE"),
        ("Sharm el Sheikh", "EGY"),
        ("Sharm el-Sheikh", "EGY"),
        ("St. Petersburg", "RUS"),
        ("Kiev", "UKR"),
        ("Beira", "MOZ"),
        ("the Gaza Strip", "PSE"),
        ("Nakhchivan", "AZE"),
    ],
)
def test_a_place_is_found_under_its_names(name: str, country: str) -> None:
    found = load_places([SHIPPED]).named(name)
    assert country in {site.place.country for site in found}


def test_every_row_can_be_taken_apart() -> None:
    from dragoman.codebook.places import _index

    places = load_places([SHIPPED])
    names = list(_index(places.files))
    assert len(names) > 60_000
    for name in names[::97]:
        for site in places.named(name):
            assert -90 <= (site.place.lat or 0) <= 90
            assert -180 <= (site.place.lon or 0) <= 180


def test_the_gazetteer_is_read_in_less_than_a_second() -> None:
    from dragoman.codebook.places import _index

    def afresh() -> None:
        _index.cache_clear()
        assert load_places([SHIPPED]).country("NPL")

    assert best(afresh) < 1.0


def test_a_users_rows_add_to_ours(tmp_path: Path) -> None:
    row = "Orlik,CZE,49.5,14.2,,,site,Orlík Castle"
    (tmp_path / "regions.csv").write_text(f"# own\n{HEAD}\n{row}\n", encoding="utf-8")
    places = load_places([SHIPPED, tmp_path])
    assert [s.place.country for s in places.named("Orlik Castle")] == ["CZE"]
    assert places.named("Oslo")


@pytest.mark.parametrize("row", ["Orlik,CZE", "Orlik,CZE,north,14.2,,,site,"])
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "places.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"places\.csv:2"):
        load_places([tmp_path]).named("Orlik")


def test_a_dump_of_geonames_becomes_rows_that_load(tmp_path: Path) -> None:
    rows = list(gazetteer_rows([DUMP], {"ES": "ESP"}))
    (tmp_path / "places.csv").write_text("\n".join(rows), encoding="utf-8")
    (site,) = load_places([tmp_path]).named("Barcellona")
    assert (site.place.name, site.place.country, site.place.geonames) == (
        "Barcelona",
        "ESP",
        3128760,
    )
    assert list(gazetteer_rows([DUMP], {"ES": "ESP"}, people=2_000_000)) == rows[:2]


def test_what_is_no_dump_is_refused() -> None:
    with pytest.raises(CodebookError, match="line 1"):
        list(gazetteer_rows(["Barcelona,ESP"], {}))
