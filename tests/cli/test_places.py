"""`dragoman places install` makes a dump of GeoNames part of the user's codebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli.exits import Exit
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.places import HEAD, load_places


def row(number, name, kind, code, country, people, others="", lat="60.4", lon="6.6"):
    """One line of a dump, with its 19 columns."""
    fields = [str(number), name, name, others, lat, lon, kind, code, country, "", "12"]
    fields += ["", "", "", str(people), "", "10", "Europe/Oslo", "2024-01-01"]
    return "\t".join(fields) + "\n"


UTNE = row(9001, "Utnefjord", "P", "PPL", "NO", 900, "Utnefjorden,UTF,Утнефьорд")
DUMP = (
    UTNE
    + row(9002, "Smallby", "P", "PPL", "NO", 40)
    + row(9003, "Road 7", "R", "RD", "NO", 0)
    + row(9004, "Bay, of Lum", "H", "BAY", "GB", "")
    + row(9005, "Nowhere Rock", "T", "ISL", "", 0)
)


@pytest.fixture
def dump(tmp_path, monkeypatch) -> Path:
    """A dump in the folder where the command is called."""
    monkeypatch.chdir(tmp_path)
    Path("NO.txt").write_text(DUMP, encoding="utf-8")
    return Path("NO.txt")


def failed(outcome) -> str:
    """The complaint of a command that failed: one line on stderr."""
    assert (outcome.code, outcome.out) == (Exit.FAILED, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith("dragoman: ")
    return line


def test_a_dump_becomes_rows_laid_over_ours(dragoman, dump):
    outcome = dragoman("places", "install", dump, "--out", "mybook")
    assert (outcome.code, outcome.out) == (Exit.DONE, "")
    assert "3 places written to mybook/places.csv" in outcome.err
    assert 'set codebook = ["mybook"]' in outcome.err
    assert [p.name for p in Path("mybook").iterdir()] == ["places.csv"]
    places = load_places([SHIPPED, Path("mybook")])
    (utne,) = places.named("Utnefjorden")
    assert (utne.place.name, utne.place.country, utne.place.geonames) == ("Utnefjord", "NOR", 9001)
    (bay,) = places.named("Bay of Lum")
    assert (bay.place.country, bay.feature) == ("GBR", "water")
    (rock,) = places.named("Nowhere Rock")
    assert rock.place.country is None
    assert places.named("Smallby") == ()
    assert places.named("Oslo")


def test_reading_knows_the_new_places(dragoman, dump, tmp_path, monkeypatch):
    text = b"Norway's prime minister met the president of Finland in Utnefjord on 3 May 2022.\n"

    def place():
        (event,) = json.loads(dragoman("read", "-", stdin=text).out)["events"]
        return event["place"] or {}

    assert "geonames" not in place()
    folder = tmp_path / "mybook"
    monkeypatch.setenv("DRAGOMAN_CODEBOOK", str(folder))
    outcome = dragoman("places", "install", dump)
    assert outcome.err == f"dragoman: 3 places written to {folder}/places.csv\n"
    assert (place()["geonames"], place()["country"]) == (9001, "NOR")
    assert dragoman("codebook", "check").code == Exit.DONE


def test_the_number_of_people_is_for_the_user_to_say(dragoman, dump):
    assert "4 places" in dragoman("places", "install", dump, "--people", "10").err
    assert load_places([Path("places")]).named("Smallby")


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("Utnefjord,NOR,60.4\n", "expected 19 columns"),
        (row(9006, "Lum", "P", "PPL", "NO", "many"), "'many'"),
        (row(9006, "Lum", "P", "PPL", "NO", 900, lat="north"), "'north'"),
        (row(9006, "Lum", "P", "PPL", "NO", 900, lat="160.1"), "160.1"),
        (row("Q9006", "Lum", "P", "PPL", "NO", 900), "'Q9006'"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(dragoman, dump, line, cause):
    dump.write_text(UTNE + line, encoding="utf-8")
    told = failed(dragoman("places", "install", dump, "--out", "mybook"))
    assert "NO.txt: line 2: " in told
    assert cause in told
    assert list(Path("mybook").iterdir()) == []


def test_a_new_dump_replaces_an_older_one(dragoman, dump):
    assert dragoman("places", "install", dump).code == Exit.DONE
    dump.write_text(UTNE, encoding="utf-8")
    assert "1 place written" in dragoman("places", "install", dump).err
    assert len(Path("places/places.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_a_bad_dump_leaves_the_older_one(dragoman, dump):
    dragoman("places", "install", dump)
    before = Path("places/places.csv").read_bytes()
    dump.write_text(UTNE + "Lum\n", encoding="utf-8")
    failed(dragoman("places", "install", dump))
    assert Path("places/places.csv").read_bytes() == before


def test_rows_of_the_user_are_not_overwritten(dragoman, dump):
    own = f"# my places\n{HEAD}\nLum,NOR,60.1,6.1,,,site,\n"
    Path("places").mkdir()
    Path("places/places.csv").write_text(own, encoding="utf-8")
    assert "rows of your own" in failed(dragoman("places", "install", dump))
    assert Path("places/places.csv").read_text(encoding="utf-8") == own


def test_what_is_no_dump_is_named(dragoman, dump):
    assert "none.txt: No such file" in failed(dragoman("places", "install", "none.txt"))
    Path("NO.zip").write_bytes(b"PK\x03\x04\xff\xfe\xfd")
    assert "NO.zip: no text in UTF-8" in failed(dragoman("places", "install", "NO.zip"))
    dump.write_text(row(9002, "Smallby", "P", "PPL", "NO", 40), encoding="utf-8")
    assert "NO.txt: no place with 500 people" in failed(dragoman("places", "install", dump))
    assert list(Path("places").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(dragoman, dump):
    told = failed(dragoman("places", "install", dump, "--out", "NO.txt/mybook"))
    assert "NO.txt" in told
    assert "irectory" in told
