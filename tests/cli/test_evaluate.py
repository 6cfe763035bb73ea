"""`dragoman evaluate` writes one prediction for each row of the data."""

from __future__ import annotations

import importlib.util

import pytest

from dragoman.cli.evaluate import SETS
from dragoman.cli.exits import Exit


@pytest.mark.parametrize("name", SETS)
def test_every_set_has_its_module(name):
    assert importlib.util.find_spec(f"dragoman.evaluate.{name}")


def test_predictions_are_written_in_order(dragoman, tmp_path):
    data = tmp_path / "pairs.tsv"
    rows = ["uid\tsentence\tsource\ttarget", "1\tKenya condemned Uganda.\tKenya\tUganda"]
    rows.append("2\tKenya has better weather than Uganda.\tKenya\tUganda")
    data.write_text("\n".join(rows) + "\n", encoding="utf-8")
    out = tmp_path / "pred.txt"
    assert dragoman("evaluate", "pairs", data, "--out", out).code == Exit.DONE
    assert out.read_text(encoding="utf-8").splitlines() == ["ACCUSE", "NONE"]


def test_data_that_is_not_there_is_a_usage_error(dragoman, tmp_path):
    assert dragoman("evaluate", "pairs", tmp_path / "none.tsv").code == Exit.USAGE


@pytest.mark.parametrize("name", ["times", "countries", "lines"])
def test_data_of_another_kind_is_refused_in_one_line(dragoman, tmp_path, name):
    data = tmp_path / "wrong.jsonl"
    data.write_text("no JSON at all\n", encoding="utf-8")
    outcome = dragoman("evaluate", name, data)
    assert outcome.code == Exit.FAILED
    assert "wrong.jsonl" in outcome.err
    assert len(outcome.err.splitlines()) == 1
