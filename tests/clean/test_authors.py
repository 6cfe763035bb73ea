"""Who wrote an article, as bylines and fields tell."""

from __future__ import annotations

import pytest

from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.clean.authors import names
from dragoman.codebook import Codebook
from dragoman.model import Document

OUTLETS = frozenset({"al jazeera"})
BODY = (
    "The foreign ministers of Peru and Norway met in Lima and agreed to share data on fish stocks. "
    "Both sides will meet again in Oslo next spring, the ministries said after the talks ended."
)


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("By Ana Ruiz and Tomás Vega, Lima", ["Ana Ruiz", "Tomás Vega"]),
        ("ANA RUIZ AND J.P. DE VRIES", ["Ana Ruiz", "J.P. de Vries"]),
        ("By Maria da Silva in Brasília", ["Maria da Silva"]),
        ("Samir el-Khoury", ["Samir el-Khoury"]),
        ("Words by: Ana Ruiz", ["Ana Ruiz"]),
        ("By Ana Ruiz Published 3 May 2020", ["Ana Ruiz"]),
        ("Ana Ruiz | Diplomatic Editor", ["Ana Ruiz"]),
        ("by Peter O'Neill, Northern Press", ["Peter O'Neill"]),
        ("By FELIPE O'CONNOR Foreign Correspondent", ["Felipe O'Connor"]),
        ("Ana Ruiz; Ana Ruiz", ["Ana Ruiz"]),
        ("Jean-Pierre Dupont; Al Jazeera", ["Jean-Pierre Dupont"]),
        ("Coast Daily Staff", []),
        ("https://social.example/ana.ruiz", []),
        ("admin", []),
        ("By the numbers", []),
        ("Lima, Peru", []),
        ("", []),
    ],
)
def test_persons_are_told_from_posts_and_places(
    codebook: Codebook, field: str, people: list[str]
) -> None:
    assert names(field, codebook.bylines, OUTLETS) == people


@pytest.mark.parametrize(
    ("above", "people"),
    [
        ("By Ana Ruiz\n4 May 2021", ("Ana Ruiz",)),
        ("Author: Ana Ruiz", ("Ana Ruiz",)),
        ("Story by Ana Ruiz, Tomás Vega", ("Ana Ruiz", "Tomás Vega")),
        ("4 May 2021", ()),
        ("By our correspondent", ()),
    ],
)
def test_the_byline_above_the_body_is_read(
    codebook: Codebook, above: str, people: tuple[str, ...]
) -> None:
    text = f"Ministers agree on fish data in Lima\n\n{above}\n\n{BODY}\n\n{BODY[:95]}\n"
    found = clean(Acquired("a.txt", text, "text"), codebook)
    assert isinstance(found, Document)
    assert found.authors == people


def test_what_the_user_gives_stands_as_written(codebook: Codebook) -> None:
    given = {"authors": "Press Office; Ana Ruiz"}
    found = clean(Acquired("a.txt", f"By Tomás Vega\n\n{BODY}", "text", given), codebook)
    assert isinstance(found, Document)
    assert found.authors == ("Press Office", "Ana Ruiz")
