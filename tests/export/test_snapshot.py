"""Snapshots: the same ledger gives the same id, and no change goes unseen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml


@pytest.fixture
def folder(dragoman, ledger, tmp_path) -> Path:
    path = tmp_path / "snap"
    done = dragoman("export", "snapshot", path, "--ledger", ledger, "--texts",
                    "--title", 'Three: "neighbours"', "--author", "A. Coder")  # fmt: skip
    assert done.code == 0, done.err
    return path


def manifest(folder: Path) -> dict:
    return json.loads((folder / "snapshot.json").read_text("utf-8"))


def test_it_is_whole_and_says_so(dragoman, folder):
    done = dragoman("export", "verify", folder)
    assert (done.code, done.out) == (0, "")
    assert manifest(folder)["id"] in done.err


def test_folder_and_zip_have_one_id_whenever_they_are_taken(dragoman, ledger, tmp_path):
    taken = [tmp_path / name for name in ("a", "b.zip", "c.zip")]
    for path in taken:
        assert dragoman("export", "snapshot", path, "--ledger", ledger).code == 0
    assert taken[1].read_bytes() == taken[2].read_bytes()
    with ZipFile(taken[1]) as archive:
        assert archive.read("snapshot.json") == (taken[0] / "snapshot.json").read_bytes()
    assert dragoman("export", "verify", taken[1]).code == 0


def test_it_holds_what_is_needed_to_check_a_paper(folder):
    said = manifest(folder)
    assert said["as_of"] == "2026-01-02T03:04:05Z"
    assert said["read_with"] == ["dragoman 0.1.0; plover-2024.1+abcdef01"]
    assert {"events.jsonl", "events.csv", "verdicts.jsonl", "sources.bib", "texts.jsonl",
            "codebook/0/types.yaml"} <= set(said["files"])  # fmt: skip
    cited = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert cited["title"] == 'Three: "neighbours"'
    assert cited["version"] == said["id"]
    assert cited["authors"] == [{"name": "A. Coder"}]
    assert str(cited["date-released"]) == "2026-01-02"
    texts = [json.loads(t) for t in (folder / "texts.jsonl").read_text("utf-8").splitlines()]
    assert len(texts) == 3


def edit(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes().replace(b"UGA", b"KEN", 1) + b" ")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: edit(f, "events.csv"), "events.csv: was changed"),
        (lambda f: (f / "ties.jsonl").unlink(), "ties.jsonl: is missing"),
        (lambda f: (f / "more.txt").write_text("x"), "more.txt: does not belong to the snapshot"),
        (lambda f: edit(f, "CITATION.cff"), "CITATION.cff: was changed"),
        (lambda f: (f / "README.txt").unlink(), "README.txt: is missing"),
    ],
    ids=["edited", "missing", "added", "citation", "readme"],
)
def test_no_change_goes_unseen(dragoman, folder, change, words):
    change(folder)
    done = dragoman("export", "verify", folder)
    assert (done.code, done.out) == (1, words + "\n")


def test_a_manifest_that_was_fitted_no_longer_bears_its_id(dragoman, folder):
    said = manifest(folder)
    said["title"] = "Something else"
    (folder / "snapshot.json").write_text(json.dumps(said), "utf-8")
    assert (
        "snapshot.json: does not bear the id of what it says"
        in dragoman("export", "verify", folder).out
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 1}', "[" * 100_000, "\udcff"])
def test_what_is_no_snapshot_is_told(dragoman, tmp_path, text):
    (tmp_path / "snapshot.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = dragoman("export", "verify", tmp_path)
    assert done.code == 1
    assert "is no snapshot" in done.err


def test_a_file_that_is_no_zip_is_told(dragoman, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 nonsense")
    assert "cannot be read" in dragoman("export", "verify", tmp_path / "x.zip").err


def test_nothing_is_overwritten_and_nothing_half_stays(dragoman, ledger, folder, tmp_path):
    done = dragoman("export", "snapshot", folder, "--ledger", ledger)
    assert (done.code, "is there already" in done.err) == (1, True)
    done = dragoman("export", "snapshot", tmp_path / "no" / "where.zip", "--ledger", ledger)
    assert done.code == 1
    done = dragoman("export", "snapshot", tmp_path / "x", "--ledger", ledger, "--search", "?!")
    assert done.code == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["snap"]


def test_a_filter_holds_as_far_as_it_applies(dragoman, ledger, tmp_path):
    path = tmp_path / "part"
    assert dragoman("export", "snapshot", path, "--ledger", ledger, "--type", "AID").code == 0
    assert len((path / "events.jsonl").read_text("utf-8").splitlines()) == 1
    assert len((path / "claims.jsonl").read_text("utf-8").splitlines()) == 2
    assert manifest(path)["filter"] == {"types": ["AID"]}
    shutil.rmtree(path)
