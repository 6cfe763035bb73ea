"""The place of an act is where it is done, not a place that its sentence names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from dragoman.codebook.geonames import gazetteer_rows
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.places import load_places
from dragoman.model import Document
from dragoman.pipeline import load_reader, read_document
from dragoman.resolve.sites import site_named

TABLE = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))


def places_of(text: str, word: str) -> list[str | None]:
    """The places of the acts that the word tells, as the table writes them."""
    document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
    found = read_document(document, load_reader()).events
    told = [e.place for e in found if word in e.trigger.text.split(" ")]
    return [p and "/".join(filter(None, (p.name, p.country))) for p in told]


@pytest.mark.parametrize(("text", "word", "place"), TABLE, ids=[row[0][:60] for row in TABLE])
def test_the_place_of_an_act(text: str, word: str, place: str | None) -> None:
    found = places_of(text, word)
    assert all(p == place or (place and p and p.startswith(place)) for p in found), found


def test_the_table_is_as_large_as_promised() -> None:
    assert len(TABLE) >= 55


def dumped(number: int, name: str, kind: str, code: str, people: int, others: str = "") -> str:
    """A line of a GeoNames dump."""
    fields = [str(number), name, name, others, "1.5", "36.5", kind, code, "KE"]
    return "\t".join([*fields, *("" for _ in range(5)), str(people), "", "", "", "2024-01-01"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kapendo", 1),
        ("Kapendo Airport", 2),
        ("Kapendo District", 3),
        ("the Kapendo District", 3),
    ],
)
def test_what_shares_a_towns_name_does_not_take_its_place(
    tmp_path: Path, name: str, expected: int
) -> None:
    dump = [
        dumped(1, "Kapendo", "P", "PPL", 40_000),
        dumped(2, "Kapendo Airport", "S", "AIRP", 0, "Kapendo"),
        dumped(3, "Kapendo District", "A", "ADM2", 300_000, "Kapendo"),
        dumped(4, "Kapendo", "S", "MILB", 0),
        dumped(5, "Kapendo", "H", "STM", 0),
    ]
    (tmp_path / "places.csv").write_text(
        "\n".join(gazetteer_rows(dump, {"KE": "KEN"})) + "\n", encoding="utf-8"
    )
    places = load_places([SHIPPED, tmp_path])
    found = site_named(name, {"KEN"}, Counter(), places)
    assert found is not None
    assert found.geonames == expected
