"""Rows of a user that speak of a state or a role nobody knows are refused by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.loading import SHIPPED
from dragoman.errors import CodebookError

PEOPLE = "name,code,role,since,until,variants,alone\n"


def folder(at: Path, name: str, text: str) -> Path:
    (at / name).parent.mkdir(exist_ok=True)
    (at / name).write_text(f"# What: rows of ours. Licence: CC0.\n{text}", encoding="utf-8")
    return at


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("people.csv", PEOPLE + "Ama Osei,gha,minister,,,,\n", "code 'gha'.*mean GHA"),
        ("people.csv", PEOPLE + "Ama Osei,QQ7,minister,,,,\n", "code 'QQ7'.*dragoman actors NAME"),
        ("people.csv", PEOPLE + "Ama Osei,GHA,spokespersn,,,,\n", "mean spokesperson"),
        ("people.csv", PEOPLE + "Ama Osei,GHA,zoo vet,,,,\n", "known: .*judge"),
        ("en/organs.csv", "code,role,names\nGHA,parlament,Big House\n", "'parlament' is no role"),
        ("en/cities.csv", "code,names\nGHN,Tamale\n", "cities.csv:3: code 'GHN'"),
        ("en/provinces.csv", "code,names\nGHN,Volta\n", "provinces.csv:3: code 'GHN'"),
        ("en/groups.csv", "code,state,kind,names\nVOL,GHN,armed,Volta Front\n", "state 'GHN'"),
    ],
)
def test_what_no_file_knows_is_named_with_file_and_line(tmp_path, name, text, told) -> None:
    with pytest.raises(CodebookError, match=told):
        load_codebook((folder(tmp_path, name, text),))


def test_a_folder_may_bring_what_its_rows_speak_of(tmp_path) -> None:
    states = "code,names,adjectives,people,capitals,seats\nVLT,Voltaria,Voltarian,,,\n"
    organ = "titles:\n  harbour master:\n    sector: GOV\n    words: [harbour master]\n"
    folder(tmp_path, "en/states.csv", states)
    folder(tmp_path, "en/offices.yaml", organ)
    rows = "Ama Osei,VLT,harbour master,,,,\nKofi Osei,VLTOPP,opposition leader,,,,\n"
    folder(tmp_path, "people.csv", PEOPLE + rows)
    known = load_codebook((tmp_path,)).actors
    assert [one.code for one in known.by_name["ama osei"]] == ["VLT"]


def test_a_folder_that_is_not_there_is_not_passed_over(tmp_path) -> None:
    with pytest.raises(CodebookError, match="none: there is no such folder"):
        load_codebook((tmp_path / "none",))


def test_rows_of_ours_speak_of_what_is_known(tmp_path) -> None:
    for name in ("people.csv", "en/organs.csv", "en/cities.csv", "en/provinces.csv"):
        folder(tmp_path, name, (SHIPPED / name).read_text(encoding="utf-8"))
    load_codebook((tmp_path,))
