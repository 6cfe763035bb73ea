"""`dragoman series`: the values of a measure between two parties, told and derived."""

from __future__ import annotations

import json

import pytest

from dragoman.cli.exits import Exit

TEXT = (
    "Trade turnover between Ghana and Togo was 120 million dollars in 2018. "
    "In 2021 trade turnover between Ghana and Togo rose by 20 percent to 90 million dollars. "
    "Ghana's exports to Togo grew by 10 percent in 2021. "
    "Ghana and Togo plan to bring their trade turnover to 300 million dollars by 2025.\n"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    from dragoman.cli import run

    folder = tmp_path_factory.mktemp("series")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    ledger = folder / "ledger.db"
    assert run(["add", str(folder / "a.txt"), "--ledger", str(ledger)]) == Exit.DONE
    return ledger


def lines(outcome):
    return [" ".join(line.split()) for line in outcome.out.splitlines()]


def test_a_series_is_told_with_bars(dragoman, filled):
    told = dragoman(
        "series", "Ghana", "TGO", "trade turnover", "--ledger", filled, "--format", "table"
    )
    assert told.code == Exit.DONE
    found = lines(told)
    assert any(line.startswith("2018 120 million USD █") for line in found)
    # Up by 20 percent to 90 million in 2021: 75 million in 2020.
    assert any(line.startswith("2020 derived 75 million USD ▒") for line in found)
    assert any(line.startswith("2025 planned 300 million USD ░") for line in found)
    assert not any("contradicted" in line for line in found)
    assert "exports" not in told.out


def test_a_pair_alone_gives_all_its_measures(dragoman, filled):
    told = dragoman("series", "GHA", "TGO", "--ledger", filled, "--format", "jsonl")
    measures = {json.loads(line)["measure"] for line in told.out.splitlines()}
    assert {"trade turnover", "exports"} <= measures


def test_a_measure_alone_is_enough(dragoman, filled):
    told = dragoman("series", "exports", "--ledger", filled, "--format", "jsonl")
    assert {json.loads(line)["measure"] for line in told.out.splitlines()} == {"exports"}
    assert dragoman("series", "export", "--ledger", filled).code == Exit.NOTHING


def test_the_pair_is_named_once(dragoman, filled):
    twice = dragoman("series", "GHA", "TGO", "--between", "GHA", "TGO", "--ledger", filled)
    assert twice.code == Exit.USAGE
    assert dragoman("series", "a", "b", "c", "d", "--ledger", filled).code == Exit.USAGE
