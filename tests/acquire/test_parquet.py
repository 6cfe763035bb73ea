"""Parquet tables as documents."""

from __future__ import annotations

import gzip
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.acquire import acquire
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")

TEXT = "Fiji and Samoa signed a treaty on fishing in Apia."


def written(path: Path, rows: list[dict[str, Any]], **options: Any) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path, **options)
    return path


def test_a_row_is_a_document_as_a_line_of_json_would_be(tmp_path: Path) -> None:
    row = {
        "Headline": "A treaty",
        "body": TEXT,
        "date": date(2017, 3, 4),
        "tags": ["sea"],
        "source": "The Palm",
    }
    [found] = acquire([written(tmp_path / "a.parquet", [row])], Settings())
    assert isinstance(found, Acquired)
    assert (found.uri, found.content) == (f"{(tmp_path / 'a.parquet').as_posix()}#1", TEXT)
    told = {"title": "A treaty", "published": "2017-03-04", "publisher": "The Palm"}
    assert (found.fields, found.media) == (told, "text")


def test_moments_and_ids_are_told_and_columns_can_be_named(tmp_path: Path) -> None:
    row = {"n": 7, "words": TEXT, "when": datetime(2017, 3, 4, 5, 6)}
    settings = Settings(columns="id=n,text=words,published=when")
    [found] = acquire([written(tmp_path / "a.parquet", [row])], settings)
    assert found.uri.endswith("a.parquet#7")
    assert isinstance(found, Acquired)
    assert found.fields["published"] == "2017-03-04T05:06:00"


def test_all_groups_of_rows_are_read_also_of_a_packed_file(tmp_path: Path) -> None:
    rows = [{"text": f"{TEXT} {number}"} for number in range(7)]
    plain = written(tmp_path / "a.parquet", rows, row_group_size=3)
    packed = tmp_path / "b.parquet.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        found = [one for one in acquire([path], Settings()) if isinstance(one, Acquired)]
        assert [one.content for one in found] == [row["text"] for row in rows]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{"text": None}], "row 1 has no text"),
        ([{"text": " "}], "row 1 is empty"),
        ([{"text": {"deep": 1}}], "row 1 has no text"),
        ([{"name": "x"}], "no column that is known to hold the text"),
    ],
)
def test_what_holds_no_text_is_told(tmp_path: Path, rows: Any, reason: str) -> None:
    [found] = acquire([written(tmp_path / "a.parquet", rows)], Settings())
    assert isinstance(found, Skipped)
    assert reason in found.reason


@pytest.mark.parametrize("cut", [4, 30, -9, -1])
def test_a_damaged_file_ends_with_a_reason(tmp_path: Path, cut: int) -> None:
    whole = written(tmp_path / "a.parquet", [{"text": TEXT}]).read_bytes()
    (tmp_path / "a.parquet").write_bytes(whole[:cut])
    [found] = acquire([tmp_path / "a.parquet"], Settings())
    assert isinstance(found, Skipped)
    assert "damaged Parquet" in found.reason


def test_a_table_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    rows = [{"text": f"{number} " * 5000} for number in range(100)]
    path = written(tmp_path / "a.parquet", rows)
    found = list(acquire([path], Settings(max_unpacked=100_000)))
    assert [type(one) for one in found] == [Skipped]
    assert "max_unpacked" in found[0].reason
