"""Panels: sums that add up, zeros where nothing happened, and nothing counted by accident."""

from __future__ import annotations

import csv
import io

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article

from dragoman.ledger import open_ledger

ALL = ("--status", "occurred", "--status", "planned", "--status", "alleged")


def panel(dragoman, ledger, *options):
    done = dragoman("export", "panel", "--ledger", ledger, *options)
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out))), done.err


def test_meetings_count_both_ways_and_accusations_one(dragoman, ledger):
    rows, _ = panel(dragoman, ledger)
    assert {(r["source"], r["target"], r["month"]): r["events"] for r in rows} == {
        ("KEN", "UGA", "2022-03"): "1",
        ("UGA", "KEN", "2022-03"): "1",
        ("UGA", "TZA", "2022-03"): "1",
    }


def test_undirected_counts_a_pair_once(dragoman, ledger):
    rows, _ = panel(dragoman, ledger, "--undirected")
    assert [(r["source"], r["target"]) for r in rows] == [("KEN", "UGA"), ("TZA", "UGA")]


def test_counts_and_scores_by_type_add_up(dragoman, ledger):
    rows, _ = panel(dragoman, ledger, *ALL)
    for row in rows:
        assert sum(int(v) for k, v in row.items() if k.startswith("n_")) == int(row["events"])
        scores = sum(float(v) for k, v in row.items() if k.startswith("score_"))
        assert scores == pytest.approx(float(row["net_score"]))
        quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict",
                 "material_conflict")  # fmt: skip
        assert sum(int(row[q]) for q in quads) == int(row["events"])


def test_planned_and_disputed_are_told_apart(dragoman, ledger):
    rows, _ = panel(dragoman, ledger, *ALL)
    planned = {(r["source"], r["month"]) for r in rows if r["planned"] == "1"}
    assert planned == {("KEN", "2022-07"), ("UGA", "2022-07")}
    assert [r["source"] for r in rows if r["disputed"] == "1"] == ["TZA"]
    without, _ = panel(dragoman, ledger, *ALL, "--undisputed")
    assert len(without) == len(rows) - 1


def test_what_has_no_month_is_left_out_and_told(dragoman, ledger):
    _, told = panel(dragoman, ledger, "--all-parties")
    assert "left out 2: not within one month" in told
    rows, told = panel(dragoman, ledger, "--by", "year", "--all-parties")
    assert ("UN", "KEN", "2019") in {(r["source"], r["target"], r["year"]) for r in rows}
    assert "left out 1: not within one year" in told
    assert "month" not in rows[0]


def test_a_balanced_panel_has_every_pair_in_every_month(dragoman, ledger):
    rows, _ = panel(dragoman, ledger, "--balanced", "--undirected", *ALL, "--since", "2021-12",
                    "--until", "2022-09")  # fmt: skip
    cells = [(r["month"], r["source"], r["target"]) for r in rows]
    assert cells == sorted(set(cells))
    assert len(cells) == 10 * 2
    assert cells[0][0] == "2021-12"
    assert cells[-1][0] == "2022-09"
    assert sum(int(r["events"]) for r in rows) == 4


def test_no_row_before_a_state_was_there(dragoman, tmp_path):
    article = Article("Sudan accused South Sudan of theft. Sudan accused Chad.")
    article.report("ACCUSE", "SDN", "SSD", "accused South Sudan", "accused", date="2012-05-03")
    article.report("ACCUSE", "SDN", "TCD", "accused Chad", "accused", date="2010-05-04")
    ledger = tmp_path / "x.db"
    with open_ledger(ledger) as kept:
        kept.add(article.records, kept.begin("add", *VERSIONS, NOW))
        kept.rederive()
    rows, _ = panel(dragoman, ledger, "--balanced", "--by", "year", "--all-parties")
    years = [r["year"] for r in rows if r["target"] == "SSD"]
    assert years == ["2011", "2012"]
    assert [r["year"] for r in rows if r["target"] == "TCD"] == ["2010", "2011", "2012"]


def test_cow_numbers_stand_beside_the_codes(dragoman, ledger):
    rows, _ = panel(dragoman, ledger)
    assert (rows[0]["source"], rows[0]["source_cow"], rows[0]["target_cow"]) == (
        "KEN",
        "501",
        "500",
    )
