"""The public API: typed, lazy, and honest about what is a path."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dragoman
from dragoman import ReadError, Skipped, Status, add, open_ledger, read, read_all

TEXT = "Kenya's foreign minister visited Kampala on 4 March 2019 and met the president of Uganda."


def test_everything_that_is_promised_is_there():
    assert sorted(dragoman.__all__) == dragoman.__all__ or dragoman.__all__
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    assert set(dragoman.__all__) <= set(dir(dragoman))
    assert dragoman.__version__[0].isdigit()


def test_a_name_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = dragoman.nothing_such


def test_importing_costs_nothing():
    script = (
        "import sys, time; start = time.perf_counter(); import dragoman; "
        "print(time.perf_counter() - start); "
        "assert not {'spacy', 'numpy', 'sqlalchemy', 'click'} & set(sys.modules)"
    )
    run = [sys.executable, "-c", script]
    assert min(float(subprocess.check_output(run)) for _ in range(5)) < 0.15


def test_a_text_is_read():
    records = read(TEXT, published="2019-03-05", title="Visit", publisher="Lake Post")
    assert records.document.text == TEXT
    assert (records.document.published, records.document.title) == ("2019-03-05", "Visit")
    assert any(e.codes == {"KEN", "UGA"} and e.status is Status.OCCURRED for e in records.events)
    assert any(e.date == "2019-03-04" for e in records.events)
    for event in records.events:
        assert event.evidence.stands_in(TEXT)


def test_a_page_is_read_as_a_page():
    records = read(f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>")
    assert "<p>" not in records.document.text
    assert records.events


def test_a_path_and_its_name_are_read_alike(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(path).events == read(str(path)).events
    assert read("a.txt").document.text == TEXT


def test_what_cannot_be_read_says_why(tmp_path):
    with pytest.raises(ReadError, match=r"none\.txt"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="YYYY-MM-DD"):
        read(TEXT, published="yesterday")
    with pytest.raises(ReadError):
        read("   ")


def test_many_documents_are_read_in_order(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    first, second = read_all([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert first.events
    assert isinstance(second, Skipped)


def test_a_ledger_is_filled_and_asked(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ledger = tmp_path / "x.db"
    [records] = add([tmp_path / "a.txt"], ledger)
    assert records.events
    [known] = add([tmp_path / "a.txt"], ledger)
    assert known == records.document
    with open_ledger(ledger) as view:
        rows = list(view.events(dyad=("KEN", "UGA"), statuses="occurred"))
        made = dragoman.dossier(view, "Kenya", "UGA")
    assert rows
    assert {row.event.id for row in rows} <= {entry.id for entry in made.entries}


def test_near_copies_share_a_cluster_when_read_together(tmp_path):
    long = " ".join(f"{TEXT} They spoke about road {n} and bridge {n}." for n in range(12))
    (tmp_path / "a.txt").write_text(long, encoding="utf-8")
    (tmp_path / "b.txt").write_text(long + " More later.", encoding="utf-8")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    clusters = [r.document.cluster for r in read_all([tmp_path])]
    assert clusters[0] == clusters[1] is not None
    assert clusters[2] is None
