"""One expression finds out several shapes of time at once, and never one that is there."""

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
def test_a_bundle_is_found_where_one_of_its_shapes_is(gate):
    found = 0
    for bundle in load_codebook().times.bundles[gate]:
        for line in (*LINES, *map(str.upper, LINES)):
            if any(shape.expression.search(line) for shape in bundle.shapes):
                assert bundle.any.search(line)
                found += 1
    assert found
