"""The columns of POLECAT, ICEWS and GDELT, and what must not break out of a cell."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.export import gdelt, icews, polecat
from dragoman.export.tabs import tab_cell, tab_lines
from dragoman.model import Party

WIDTHS = [(icews.COLUMNS, 20), (polecat.COLUMNS, 40), (gdelt.COLUMNS, 61)]


@pytest.mark.parametrize(("columns", "width"), WIDTHS, ids=["icews", "polecat", "gdelt"])
def test_the_columns_are_as_many_as_the_format_has(columns, width):
    assert len(columns) == len(set(columns)) == width


@pytest.mark.parametrize("name", ["polecat", "icews", "gdelt"])
def test_every_line_has_every_column(dragoman, ledger, name):
    lines = dragoman("export", name, "--precision", "any", "--ledger", ledger).out.splitlines()
    assert len(lines) > 3
    assert len({line.count("\t") for line in lines}) == 1


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_no_cell_breaks_a_line_or_opens_a_quote(cells):
    columns = [f"c{n}" for n in range(len(cells))]
    head, line = tab_lines([dict(zip(columns, cells, strict=True))], columns, "NA")
    assert line.endswith("\n")
    assert len(line[:-1].split("\t")) == len(head[:-1].split("\t")) == len(cells)
    assert len(line[:-1].splitlines()) <= 1
    assert '"' not in line


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, "NA"), ("", "NA"), (" \n ", "NA"), ("=1+1", "'=1+1"), (-2.5, "-2.5"), (0, "0"),
     (["a", "b"], "a; b")],
)  # fmt: skip
def test_cells(value, cell):
    assert tab_cell(value, "NA") == cell


def test_gdelt_can_do_without_a_head(dragoman, ledger):
    with_head = dragoman("export", "gdelt", "--ledger", ledger).out.splitlines()
    without = dragoman("export", "gdelt", "--no-header", "--ledger", ledger).out.splitlines()
    assert without == with_head[1:]


def test_polecat_has_its_quotes_beside_it(dragoman, ledger, tmp_path):
    out = tmp_path / "p.tsv"
    done = dragoman("export", "polecat", "--ledger", ledger, "--out", out)
    assert "left out 3: without a day" not in done.out
    ids = [line.split("\t")[0] for line in out.read_text("utf-8").splitlines()[1:]]
    beside = (tmp_path / "p.evidence.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["event"] for line in beside] == ids
    meeting = json.loads(beside[-1])
    assert [told["text"] for told in meeting["evidence"]] == [
        "President Ruto of Kenya arrived in Kampala", "Mr Ruto landed in Kampala on Friday",
    ]  # fmt: skip
    (tmp_path / "p.evidence.jsonl").unlink()
    dragoman("export", "polecat", "--no-evidence", "--ledger", ledger, "--out", out)
    assert not (tmp_path / "p.evidence.jsonl").exists()


def test_what_is_left_out_is_told(dragoman, ledger):
    done = dragoman("export", "icews", "--ledger", ledger, "--status", "denied")
    assert (done.code, done.err) == (4, "dragoman: nothing matched\n")
    done = dragoman("export", "icews", "--ledger", ledger, "--status", "alleged")
    assert done.code == 4
    assert "left out 1: alleged SANCTION, which CAMEO has no code for" in done.err


def test_filters_are_those_of_the_lists(dragoman, ledger):
    done = dragoman("export", "polecat", "--between", "Tanzania", "UGA", "--ledger", ledger)
    assert [line.split("\t")[2] for line in done.out.splitlines()[1:]] == ["ACCUSE"]
    assert dragoman("export", "polecat", "--type", "DANCE", "--ledger", ledger).code == 1


@pytest.mark.parametrize(
    ("code", "role", "country", "sector"),
    [
        ("KEN", None, "KEN", "GOV"),
        ("KEN", "armed forces", "KEN", "MIL"),
        ("KEN", "former head of state", "KEN", "ELI"),
        ("XKX", None, "KOS", "GOV"),
        ("UN", None, "UNO", ""),
        ("EU", None, "EUR", ""),
        ("ECOWAS", None, "IGO", ""),
        ("AMNESTY", None, "NGO", ""),
        ("ISIS", None, "IMG", "REB"),
        ("TALIBAN", None, "AFG", "REB"),
        ("BLROPP", None, "BLR", "OPP"),
        ("SML", None, "SOM", "PRE"),
        ("WEST", None, "", ""),
        ("UNK", None, "", "UNK"),
        ("NOSUCH", None, "", "UNK"),
    ],
)
def test_parties_in_the_codes_of_plover(known, code, role, country, sector):
    actor = known.registry.actor(Party(code, code, code, role))
    assert (actor.country, actor.sector) == (country, sector)
