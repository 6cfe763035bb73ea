"""PDF files: reading order, cut words, running heads, what they tell, why some are not read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.acquire.files import Words, column, locked_pdf, pdf

from dragoman.acquire import acquire
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

pytest.importorskip("pypdfium2", reason="needs the extra documents")

LEFT = [
    "The foreign minister of Peru travelled to",
    "Oslo on Monday for talks about fishing",
    "rights in the southern ocean, the two gov-",
    "ernments said in a statement.",
    "   Norway offered to share its data with",
    "the Peruvian navy, which has patrolled",
    "the area since 2014. A joint commission",
    "will meet again in Lima next",
]
RIGHT = [
    "spring, according to both delegations.",
    "   A Norwegian-Peruvian research vessel",
    "will sail in October. The Franco-",
    "Peruvian fleet stays in port until then,",
    "its owners said, because fuel has become",
    "too dear. The Norwegian-",
    "built trawlers of the fleet are old.",
]
WHOLE = [
    "The foreign minister of Peru travelled to Oslo on Monday for talks about fishing rights in "
    "the southern ocean, the two governments said in a statement.",
    "Norway offered to share its data with the Peruvian navy, which has patrolled the area since "
    "2014. A joint commission will meet again in Lima next spring, according to both delegations.",
    "A Norwegian-Peruvian research vessel will sail in October. The Franco-Peruvian fleet stays "
    "in port until then, its owners said, because fuel has become too dear. The Norwegian-built "
    "trawlers of the fleet are old.",
]


def indented(lines: Sequence[str], x: float, y: float) -> list[Words]:
    drawn = column([line.strip() for line in lines], x, y)
    return [
        (x + 12 if line.startswith(" ") else x, y, size, text)
        for line, (x, y, size, text) in zip(lines, drawn, strict=True)
    ]


def taken(tmp_path: Path, raw: bytes, settings: Settings | None = None) -> Acquired | Skipped:
    path = tmp_path / "paper.pdf"
    path.write_bytes(raw)
    [found] = acquire([path], settings or Settings())
    return found


def text(tmp_path: Path, raw: bytes) -> list[str]:
    found = taken(tmp_path, raw)
    assert isinstance(found, Acquired), found
    assert found.media == "text"
    return found.content.split("\n\n")


def page(number: int, lines: Sequence[str]) -> list[Words]:
    """A page with a running head and a number at its foot."""
    head: Words = (60, 40, 8, f"FISHERIES REVIEW {number}")
    return [head, *indented(lines, 60, 120), (280, 800, 9, f"- {number} -")]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    title: Words = (60, 80, 20, "Peru and Norway talk about fish")
    raw = pdf([[title, *indented(LEFT, 60, 120), *indented(RIGHT, 300, 120)]])
    assert text(tmp_path, raw) == [title[3], *WHOLE]


def test_columns_drawn_row_by_row_are_still_columns(tmp_path: Path) -> None:
    rows = sorted([*indented(LEFT, 60, 120), *indented(RIGHT, 300, 120)], key=lambda row: row[1])
    assert text(tmp_path, pdf([rows])) == WHOLE


def test_columns_whose_lines_stand_askew_are_still_columns(tmp_path: Path) -> None:
    raw = pdf([[*indented(LEFT, 60, 120), *indented(RIGHT, 300, 126)]])
    assert text(tmp_path, raw) == WHOLE


def test_a_headline_across_both_columns_parts_what_is_above_and_below(tmp_path: Path) -> None:
    again: Words = (60, 250, 14, "A second headline that runs over the whole page and its gutter")
    raw = pdf(
        [
            [
                *indented(LEFT, 60, 120),
                *indented(RIGHT, 300, 120),
                again,
                *indented(LEFT, 60, 280),
                *indented(RIGHT, 300, 280),
            ]
        ]
    )
    assert text(tmp_path, raw) == [*WHOLE, again[3], *WHOLE]


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    raw = pdf([page(1, LEFT), page(2, RIGHT), page(3, ["Iceland was not asked to take part."])])
    assert text(tmp_path, raw) == [*WHOLE, "Iceland was not asked to take part."]


def test_what_stands_on_every_page_and_is_all_there_is_stays(tmp_path: Path) -> None:
    raw = pdf([indented(LEFT, 60, 120)] * 2)
    assert len(" ".join(text(tmp_path, raw))) > len(" ".join(LEFT))


def test_one_column_is_not_parted_by_its_blanks(tmp_path: Path) -> None:
    lines = [f"{a} {b}" for a, b in zip(LEFT, RIGHT, strict=False)]
    found = text(tmp_path, pdf([column([" ".join(line.split()) for line in lines], 60, 100)]))
    assert " ".join(found).startswith("The foreign minister of Peru travelled to spring, according")


def test_a_paragraph_goes_on_over_a_page(tmp_path: Path) -> None:
    raw = pdf([indented(LEFT, 60, 120), indented(RIGHT, 60, 120)])
    assert text(tmp_path, raw) == WHOLE


def test_a_raised_number_is_no_part_of_a_word(tmp_path: Path) -> None:
    line: Words = (60, 120, 10, "The ministers of Peru and Norway met in Lima on Monday")
    raised: Words = (60 + 245.1, 116, 6, "17")
    assert text(tmp_path, pdf([[line, raised]])) == [line[3]]


def test_title_author_and_day_come_from_what_the_file_tells(tmp_path: Path) -> None:
    info = {"Title": "Fish and friends", "Author": "Ana Ruiz", "CreationDate": "D:20160304101112"}
    found = taken(tmp_path, pdf([indented(LEFT, 60, 120)], info))
    assert isinstance(found, Acquired)
    assert found.told == {
        "title": "Fish and friends",
        "authors": "Ana Ruiz",
        "created": "2016-03-04",
    }
    assert found.fields == {}


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.doc", "a_b_final.indd", "untitled", ""])
def test_the_name_of_a_file_is_no_title(tmp_path: Path, title: str) -> None:
    found = taken(tmp_path, pdf([indented(LEFT, 60, 120)], {"Title": title, "Author": "jdoe7"}))
    assert isinstance(found, Acquired)
    assert found.told == {}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pdf([[], []]), "has no text layer"),
        (pdf([[(200, 800, 9, "3")]]), "has no text layer"),
        (pdf([[(60, 100, 10, "%&/( $#+* =!?% " * 4)]] * 2), "cannot be made out"),
        (locked_pdf(), "is protected with a password"),
        (pdf([indented(LEFT, 60, 120)])[:200], "damaged or cut off"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "damaged or cut off"),
        (b"no pdf at all", "is no PDF file"),
        (pdf([]), "no pages"),
    ],
    ids="empty number symbols locked cut noise text pageless".split(),
)
def test_what_cannot_be_read_is_told(tmp_path: Path, raw: bytes, reason: str) -> None:
    found = taken(tmp_path, raw)
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_a_page_under_the_name_of_a_pdf_is_a_page(tmp_path: Path) -> None:
    found = taken(tmp_path, b"<!DOCTYPE html><html><p>Not found here</p></html>")
    assert isinstance(found, Acquired)
    assert found.media == "html"


def test_a_pdf_under_another_name_is_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(pdf([indented(LEFT, 60, 120)]))
    [found] = acquire([path], Settings())
    assert isinstance(found, Acquired)
    assert found.content.startswith("The foreign minister of Peru travelled to Oslo on Monday")
