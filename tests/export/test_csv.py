"""CSV that a spreadsheet cannot be tricked with, and that comes back as it went."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.csv import cell_text, csv_lines, disarmed


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "\r=1"])
def test_formulas_are_disarmed(text):
    assert disarmed(text) == "'" + text


@pytest.mark.parametrize("text", ["-2.5", "+3", "1e9", "", "Chile", "a=b"])
def test_numbers_and_words_stay(text):
    assert disarmed(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (85500000.0, "85500000"),
        (0.25, "0.25"),
        (["CHL", "PER"], "CHL; PER"),
    ],
)
def test_cells(value, text):
    assert cell_text(value) == text


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_rows_come_back(rows):
    columns = ("a", "b")
    text = "".join(csv_lines([dict(zip(columns, row, strict=True)) for row in rows], columns))
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == list(columns)
    assert read[1:] == [[disarmed(cell) for cell in row] for row in rows]
