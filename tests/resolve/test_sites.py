"""Which of the towns of one name is meant, seen from the states of the act and of the text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.places import load_places
from dragoman.resolve.sites import site_named

TABLE = yaml.safe_load(Path(__file__).with_name("sites.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "near", "spoken", "state"), TABLE)
def test_the_state_of_a_town(
    name: str, near: list[str], spoken: list[str], state: str | None
) -> None:
    found = site_named(name, set(near), Counter(spoken), load_places([SHIPPED]))
    assert (found and found.country) == state


@pytest.mark.parametrize(
    ("name", "kept"), [("Upper Orlik Valley", True), ("Valley of Orlik", False)]
)
def test_a_name_that_ends_in_a_kind_of_place_is_kept(name: str, kept: bool) -> None:
    found = site_named(name, set(), Counter(), load_places([SHIPPED]))
    assert (found is not None and (found.name, found.country) == (name, None)) == kept


def dumped(name: str, state: str, people: int, feature: str = "city", also: str = "") -> str:
    """A row of a gazetteer of our own."""
    return f"{name},{state},1.0,1.0,{people},{people},{feature},{also}"


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([dumped("Zurbak", "KEN", 100_000)], "KEN"),
        ([dumped("Zurbak", "KEN", 99_999)], None),
        ([dumped("Zurbak", "KEN", 900, "capital")], "KEN"),
        ([dumped("Zurbakstad", "KEN", 100_000, also="Zurbak")], "KEN"),
        ([dumped("Marrow", "KEN", 100_000, also="Zurbak")], None),
        (
            [dumped("Marrow", "KEN", 900_000, also="Zurbak"), dumped("Zurbak", "TZA", 100_000)],
            "TZA",
        ),
        ([dumped("Zurbak", "KEN", 100_000, also="A|B|C"), dumped("Zurbak", "TZA", 300_000)], "KEN"),
    ],
)
def test_a_town_that_is_large_enough_is_known_by_itself(
    tmp_path: Path, rows: list[str], known: str | None
) -> None:
    text = "\n".join(["name,country,lat,lon,population,geonames,feature,also", *rows])
    (tmp_path / "places.csv").write_text(text + "\n", encoding="utf-8")
    found = site_named("Zurbak", {"FRA"}, Counter(), load_places([SHIPPED, tmp_path]))
    assert (found and found.country) == known
