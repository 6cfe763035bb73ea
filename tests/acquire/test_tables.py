"""CSV and TSV tables and the mapping of columns."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.acquire import acquire
from dragoman.acquire.columns import columns, located
from dragoman.analysis import Acquired
from dragoman.errors import SettingsError
from dragoman.model import Skipped
from dragoman.settings import Settings

TEXT = "Togo and Benin opened a bridge.\nThe presidents, both of them, crossed it."


def taken(
    path: Path, content: str | bytes, mapping: str = "", limit: int | None = None
) -> list[Acquired | Skipped]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    settings = replace(Settings(), columns=mapping)
    if limit:
        settings = replace(settings, max_characters=limit)
    return list(acquire([path], settings))


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_row_is_a_document_with_its_fields(tmp_path: Path, name: str, encoding: str) -> None:
    mark = "\t" if name == "a.tsv" else ","
    head = mark.join(["ID", "Headline", "Publication Date", "Body", "Source", "URL"])
    row = mark.join(["n1", "Brücke", "2015-01-02", f'"{TEXT}"', "The Daily", "https://a.example/1"])
    [found] = taken(tmp_path / name, f"{head}\r\n{row}\r\n".encode(encoding))
    assert isinstance(found, Acquired)
    assert (found.uri, found.content) == (f"{(tmp_path / name).as_posix()}#n1", TEXT)
    assert found.fields == {
        "id": "n1",
        "title": "Brücke",
        "published": "2015-01-02",
        "publisher": "The Daily",
        "url": "https://a.example/1",
    }


@pytest.mark.parametrize("mark", ";|\t")
def test_other_marks_part_the_columns_too(tmp_path: Path, mark: str) -> None:
    [found] = taken(tmp_path / "a.csv", f"date{mark}text\n2015-01-02{mark}A bridge, opened.\n")
    assert isinstance(found, Acquired)
    assert (found.content, found.fields["published"]) == ("A bridge, opened.", "2015-01-02")


def test_the_user_names_the_columns(tmp_path: Path) -> None:
    table = "text,Inhalt,Tag\nno,A bridge was opened.,2015-01-02\n"
    [found] = taken(tmp_path / "a.csv", table, "text=Inhalt, published=tag")
    assert isinstance(found, Acquired)
    assert (found.content, found.fields) == ("A bridge was opened.", {"published": "2015-01-02"})
    [found] = taken(tmp_path / "a.csv", table, "text=inhalt,title=Titel")
    assert isinstance(found, Skipped)
    assert found.reason == "has no column 'Titel'; it has: text, Inhalt, Tag"


def test_the_fields_of_json_lines_are_named_alike(tmp_path: Path) -> None:
    row = {
        "article": {"body": TEXT, "by": ["Ana Ruiz", {"name": "Tomás Vega"}]},
        "source": {"name": "The Daily"},
        "date": "2015-01-02",
    }
    mapping = "text=article.body,authors=article.by"
    [found] = taken(tmp_path / "a.jsonl", json.dumps(row), mapping)
    assert isinstance(found, Acquired)
    assert found.content == TEXT
    assert found.fields == {
        "publisher": "The Daily",
        "published": "2015-01-02",
        "authors": "Ana Ruiz; Tomás Vega",
    }


def test_rows_with_a_page_are_pages(tmp_path: Path) -> None:
    found = taken(tmp_path / "a.csv", "html,id\n<p>A bridge.</p>,1\n<html><p>Two.</p></html>,2\n")
    assert [f.media for f in found if isinstance(f, Acquired)] == ["html", "html"]


def test_the_limit_holds_for_the_table_alone(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "a.csv"
    path.write_text("text\nOne.\nTwo.\n")
    found = acquire([path], replace(Settings(), max_characters=10))
    next(found)
    assert csv.field_size_limit() == before
    assert len(list(found)) == 1
    assert csv.field_size_limit() == before


def test_a_bad_row_is_told_by_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    table = f"text,date\nOne.,2015\n,2016\n{'x' * 300},2017\n\nTwo.\nThree.,2018,more\n"
    found = taken(tmp_path / "a.csv", table, limit=200)
    told = [f.content if isinstance(f, Acquired) else f.reason for f in found]
    assert told == [
        "One.",
        "row 3 is empty",
        "is no table from here on (field larger than field limit (200)); "
        "a quote may lack its other",
    ]


def test_the_hash_of_a_row_does_not_depend_on_its_neighbours(tmp_path: Path) -> None:
    one = taken(tmp_path / "a.csv", "text\nOne.\nTwo.\n")[1]
    other = taken(tmp_path / "b.csv", "text\nTwo.\n")[0]
    assert isinstance(one, Acquired)
    assert isinstance(other, Acquired)
    assert one.raw_hash == other.raw_hash


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("text,date\n\n", "is a table without any row"),
        ("year,value\n2015,3\n", "has no column that is known to hold the text"),
        ("\0\1\2\3\4" * 100, "is a binary file"),
        ('text\n"' + "a,b\n" * 900, "is no table from here on"),
        ("text\n" + "a" * 9000, "has a line of more than"),
    ],
)
def test_what_is_no_table_of_documents_is_told(tmp_path: Path, content: str, reason: str) -> None:
    [found] = taken(tmp_path / "a.csv", content, limit=2000)
    assert isinstance(found, Skipped)
    assert reason in found.reason


@pytest.mark.parametrize("given", ["text", "text=", "words=x", "=x", "text=a,,b"])
def test_a_mapping_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(SettingsError, match="NAME=COLUMN"):
        columns(given)


def test_a_column_is_used_once() -> None:
    assert located(["text", "source"], {"title": "source"}) == {"title": "source", "text": "text"}
    assert located(["Content", "Body"], {}) == {"text": "Body"}
