"""A watch over the examples finds all that there is to tell, once."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_first_round_ends_and_a_second_tells_nothing_new(dragoman, tmp_path):
    # Among what is new are two undated figures of one value in one series.
    asked = ("watch", EXAMPLES, "--once", "--between", "TUR", "EGY", "--ledger", tmp_path / "x.db")
    first = dragoman(*asked)
    assert first.code in (0, 3), first.err
    again = dragoman(*asked)
    assert again.code in (0, 3), again.err
