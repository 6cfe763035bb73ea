"""Every format, held to the byte: a change of columns is seen, and raises its version."""

from __future__ import annotations

import pytest
from tests.ledger.targets import target

from dragoman.export.formats import FORMATS, LISTS
from dragoman.export.rows import COLUMNS

__all__ = ["target"]
ALL = ("--status", "occurred", "--status", "planned", "--status", "alleged")
CASES = {
    "plover.jsonl": ("plover", *ALL),
    "polecat.tsv": ("polecat", "--precision", "month", *ALL),
    "icews.tsv": ("icews", "--precision", "month", *ALL),
    "gdelt.tsv": ("gdelt", "--precision", "any"),
    "panel.csv": ("panel", *ALL),
    "panel-balanced.csv": (
        *("panel", "--balanced", "--undirected", "--all-parties", "--by", "year"),
        *("--since", "2018", "--until", "2022-06"),
    ),
    "ftm.jsonl": ("ftm", *ALL),
    "annotations.jsonl": ("annotations",),
    "annotations-claims.jsonl": ("annotations", "--of", "claims"),
    "sources.bib": ("bibtex",),
}


@pytest.mark.parametrize("name", CASES)
def test_a_format_is_what_it_was(dragoman, ledger, golden, tmp_path, name):
    out = tmp_path / name
    done = dragoman("export", *CASES[name], "--ledger", ledger, "--out", out)
    assert done.code == 0, done.err
    golden(name, out.read_bytes().decode("utf-8"))
    # on the way to standard output nothing is lost
    assert dragoman("export", *CASES[name], "--ledger", ledger).out == out.read_bytes().decode()


@pytest.mark.parametrize("kind", sorted({*LISTS} - {"missed"}))
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_list_is_what_it_was(dragoman, ledger, golden, tmp_path, kind, form):
    out = tmp_path / f"list.{form}"
    done = dragoman(kind, "--format", form, "--ledger", ledger, "--out", out)
    assert done.code == 0, done.err
    golden(f"{kind}.{form}", out.read_bytes().decode("utf-8"))


def test_both_databases_hand_on_the_same(dragoman, target, golden, fill):
    fill(target)
    for name in ("polecat.tsv", "panel-balanced.csv", "annotations.jsonl", "ftm.jsonl"):
        done = dragoman("export", *CASES[name], "--ledger", target)
        golden(name, done.out)


def test_every_list_and_format_has_a_version():
    assert set(LISTS) == set(COLUMNS)
    from dragoman.cli.export import export

    assert set(FORMATS) == set(export.commands) - {"verify"}
