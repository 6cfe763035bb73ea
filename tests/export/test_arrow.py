"""Arrow tables: typed, streamed, and read by the libraries that people use."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from dragoman import DragomanError, QueryError, open_ledger
from dragoman.export.arrow import columns
from dragoman.export.formats import LISTS
from dragoman.export.rows import COLUMNS

pa = pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_is_a_table(view, kind):
    table = view.table(kind).read_all()
    assert tuple(table.column_names) == columns(kind)
    assert set(columns(kind)) - set(COLUMNS[kind]) <= {"earliest", "latest"}
    assert table.num_rows == len(list(getattr(view, kind)()))
    assert table.schema.metadata[b"dragoman"] == f"{kind}/1".encode()


def test_cells_have_their_types(view):
    rows = view.table("events", types="CONSULT").read_all().to_pylist()
    assert [(r["sources"], r["symmetric"], r["reports"], r["confidence"]) for r in rows] == [
        (["KEN"], True, 2, pytest.approx(0.97))
    ]
    month = view.table("events", statuses="planned").read_all().to_pylist()[0]
    assert (month["date"], month["earliest"], month["latest"]) == (
        "2022-07", date(2022, 7, 1), date(2022, 7, 31),
    )  # fmt: skip
    undated = view.table("events", types="REQUEST").read_all().to_pylist()[0]
    assert (undated["date"], undated["earliest"], undated["url"]) == (None, None, None)
    run = view.table("runs").read_all().to_pylist()[0]
    assert run["started"].isoformat() == "2026-01-02T03:04:05+00:00"


def test_no_text_column_holds_what_is_no_text(view):
    """A new column of lists or numbers must get its type."""
    from dragoman.export.rows import FLAT

    for kind in LISTS:
        schema = view.table(kind).schema
        for row in getattr(view, kind)():
            flat = FLAT[kind](row)
            wrong = {
                name: flat[name]
                for name in COLUMNS[kind]
                if schema.field(name).type == pa.string() and not isinstance(flat[name], str | None)
            }
            assert wrong == {}


def test_a_table_that_is_not_there_says_which_are(view):
    with pytest.raises(QueryError, match=r"'event'; known: events, claims"):
        view.table("event")
    with pytest.raises(QueryError, match="ties cannot be asked by types"):
        view.table("ties", types="AID")


def test_without_the_extra_the_way_is_told(view, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DragomanError, match=r"pip install 'dragoman\[arrow\]'"):
        view.table("events")


def test_parquet_files(dragoman, ledger, tmp_path):
    import pyarrow.parquet as pq

    out = tmp_path / "events.parquet"
    assert dragoman("events", "--format", "parquet", "--ledger", ledger, "--out", out).code == 0
    table = pq.read_table(out)
    assert table.num_rows == 7
    assert table.schema.metadata[b"dragoman"] == b"events/1"
    assert [p.name for p in tmp_path.iterdir()] == ["events.parquet"]
    to_stdout = dragoman("events", "--format", "parquet", "--ledger", ledger)
    assert to_stdout.code == 2
    assert "--out" in to_stdout.err


@pytest.mark.filterwarnings("ignore")
def test_pandas_polars_and_duckdb_read_it(ledger: Path):
    frames = [pytest.importorskip(name) for name in ("pandas", "polars", "duckdb")]
    pandas, polars, duckdb = frames
    with open_ledger(ledger) as opened:
        assert len(pandas.DataFrame.from_arrow(opened.table("events"))) == 7
        assert polars.from_arrow(opened.table("events")).height == 7
        reader = opened.table("events")
        counted = duckdb.sql("select type, count(*) from reader group by all order by all")
        assert ("CONSULT", 1) in counted.fetchall()
        assert reader is not None
