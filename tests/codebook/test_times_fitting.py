"""The letters of a line tell which shapes of time it may hold, and never hide one that is there."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.times import GATES

LINES = (
    "in the second half of 2019", "on the 25th anniversary of the pact", "two days ago",
    "over the next three weeks", "early on Tuesday", "since March 3, 2021", "overnight",
    "at the time", "in the 1990s", "from 4 to 9 June", "by the end of the year", "last winter",
    "in fiscal 2022-23", "between 1998 and 2004", "the third quarter", "weekly",
    "14:30 on 2020-05-06",
    "the day after tomorrow", "for more than ten years", "next month", "in mid-August",
)  # fmt: skip


@pytest.mark.parametrize("gate", GATES)
def test_a_line_fits_every_shape_that_it_holds(gate):
    times, found = load_codebook().times, 0
    for line in (*LINES, *map(str.upper, LINES)):
        held = [
            shape
            for shape in times.shapes
            if shape.gate == gate and times.gates[gate].search(line)
            if shape.expression.search(line)
        ]
        fitting = list(times.fitting(line))
        assert all(shape in fitting for shape in held)
        found += len(held)
    assert found
