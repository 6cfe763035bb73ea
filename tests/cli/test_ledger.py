"""`dragoman ledger` counts, checks, copies and compacts, and says what is wrong."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.ledger.samples import NOW, VERSIONS, visit
from tests.ledger.targets import SERVER, target  # noqa: F401  a fixture

from dragoman.cli.exits import Exit
from dragoman.ledger import open_ledger
from dragoman.ledger.upgrading import SCHEMA

COMMANDS = [("info",), ("check",), ("backup", "copy.db"), ("compact",)]


def fill(where: str | Path) -> None:
    """Keep two tellings of one visit."""
    with open_ledger(where) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for paper in ("A", "B"):
            ledger.add(visit(publisher=paper).records, run)
        ledger.rederive()


@pytest.fixture
def ledger(tmp_path, monkeypatch) -> Path:
    """A sound ledger in the folder where the command is called."""
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "north.db")
    return Path("north.db")


def change(ledger: Path, statement: str) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute(statement)
    connection.close()


def damage(ledger: Path, name: str, words: bytes = b"") -> None:
    """Overwrite the page on which a table or index begins, or only these words there."""
    with sqlite3.connect(ledger) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (number,) = connection.execute(query, (name,)).fetchone()
    connection.close()
    content = bytearray(ledger.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    page = content[(number - 1) * size : number * size]
    damaged = page.replace(words, b"0" * len(words)) if words else b"\xa5" * size
    assert damaged != page
    content[(number - 1) * size : number * size] = damaged
    ledger.write_bytes(content)


def one_line(outcome) -> str:
    """The complaint of a command that failed: one line on stderr, nothing on stdout."""
    assert (outcome.code, outcome.out) == (Exit.FAILED, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith("dragoman: ")
    return line


def test_info_counts_every_table(dragoman, ledger):
    record = json.loads(dragoman("ledger", "info", "--ledger", ledger).out)
    assert (record["ledger"], record["schema"], len(record["id"])) == ("north.db", SCHEMA, 16)
    assert (record["rows"]["document"], record["rows"]["report"]) == (2, 4)


def test_info_as_a_table_says_what_each_table_holds(dragoman, ledger):
    lines = dragoman("ledger", "info", "--ledger", ledger, "--format", "table").out.splitlines()
    assert lines[0].startswith("north.db: id ")
    assert ["document", "2", "The"] in [line.split()[:3] for line in lines]


def test_a_sound_ledger_has_nothing_to_list(dragoman, ledger):
    outcome = dragoman("ledger", "check", "--ledger", ledger)
    assert (outcome.code, outcome.out) == (Exit.DONE, "")
    assert outcome.err == "dragoman: north.db is sound\n"


def test_the_ledger_of_the_settings_is_meant(dragoman, ledger, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(ledger))
    assert "north.db is sound" in dragoman("ledger", "check").err


def test_a_false_quote_is_listed_and_ends_with_1(dragoman, ledger):
    change(ledger, "UPDATE report SET evidence_text = 'invented' WHERE row < 3")
    outcome = dragoman("ledger", "check", "--ledger", ledger)
    found = [json.loads(line)["wrong"] for line in outcome.out.splitlines()]
    assert outcome.code == Exit.FAILED
    assert len(found) == 2
    assert all("quotes what does not stand in news/" in words for words in found)
    assert outcome.err == "dragoman: 2 things are wrong with north.db\n"


def test_what_is_wrong_is_a_table_for_people(dragoman, ledger):
    change(ledger, "DELETE FROM event_report WHERE report = 1")
    outcome = dragoman("ledger", "check", "--ledger", ledger, "--format", "table")
    assert outcome.code == Exit.FAILED
    assert outcome.out.splitlines()[0] == "wrong"
    assert "tells no event" in outcome.out
    assert outcome.err == "dragoman: 1 thing is wrong with north.db\n"


def test_a_damaged_index_is_listed(dragoman, ledger):
    with sqlite3.connect(ledger) as connection:
        (id_,) = connection.execute("SELECT id FROM report LIMIT 1").fetchone()
    connection.close()
    damage(ledger, "report_by_id", id_.encode())
    outcome = dragoman("ledger", "check", "--ledger", ledger)
    found = [json.loads(line)["wrong"] for line in outcome.out.splitlines()]
    assert outcome.code == Exit.FAILED
    assert found
    assert all(words.startswith("the file is damaged: ") for words in found)
    assert "wrong with north.db" in outcome.err


def test_a_file_that_can_hardly_be_read_is_told_in_one_line(dragoman, ledger):
    damage(ledger, "report")
    assert "restore a backup" in one_line(dragoman("ledger", "check", "--ledger", ledger))
    damage(ledger, "ledger_info")
    for command in COMMANDS:
        assert "restore a backup" in one_line(dragoman("ledger", *command, "--ledger", ledger))


def test_a_file_cut_short_is_told(dragoman, ledger):
    change(ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.write_bytes(ledger.read_bytes()[: 3 * 4096])
    for command in COMMANDS:
        assert "north.db" in one_line(dragoman("ledger", *command, "--ledger", ledger))
    assert not Path("copy.db").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_ledger_that_is_not_there_is_named_and_not_made(dragoman, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    line = one_line(dragoman("ledger", *command, "--ledger", "none.db"))
    assert "there is no ledger at none.db" in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_ledger_is_left_alone(dragoman, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text("The harvest was good.\n", encoding="utf-8")
    line = one_line(dragoman("ledger", *command, "--ledger", "notes.txt"))
    assert "not a ledger" in line
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_backup_holds_the_same(dragoman, ledger):
    outcome = dragoman("ledger", "backup", "copy.db", "--ledger", ledger)
    assert (outcome.code, outcome.out) == (Exit.DONE, "")
    assert outcome.err == "dragoman: north.db is copied to copy.db\n"
    told = [dragoman("events", "--ledger", one).out for one in (ledger, "copy.db")]
    assert told[0] == told[1] != ""


def test_a_backup_replaces_nothing(dragoman, ledger):
    Path("copy.db").write_text("mine", encoding="utf-8")
    line = one_line(dragoman("ledger", "backup", "copy.db", "--ledger", ledger))
    assert "copy.db exists already" in line
    assert Path("copy.db").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("file", ["none/copy.db", "north.db/copy.db"])
def test_a_backup_that_cannot_be_written_is_named(dragoman, ledger, file):
    line = one_line(dragoman("ledger", "backup", file, "--ledger", ledger))
    assert f"cannot be copied to {file}" in line


def test_compacting_makes_a_ledger_smaller_and_loses_nothing(dragoman, ledger):
    change(ledger, "CREATE TABLE ballast AS SELECT randomblob(2000000) AS much")
    change(ledger, "DROP TABLE ballast")
    change(ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
    before, told = ledger.stat().st_size, dragoman("events", "--ledger", ledger).out
    outcome = dragoman("ledger", "compact", "--ledger", ledger)
    assert (outcome.code, outcome.err) == (Exit.DONE, "dragoman: north.db is compacted\n")
    assert ledger.stat().st_size < before - 1_900_000
    assert dragoman("events", "--ledger", ledger).out == told


def test_both_kinds_of_ledger_are_counted_checked_and_compacted(dragoman, target):  # noqa: F811
    fill(target)
    record = json.loads(dragoman("ledger", "info", "--ledger", target).out)
    assert record["rows"]["document"] == 2
    for command in ("check", "compact"):
        assert dragoman("ledger", command, "--ledger", target).code == Exit.DONE


@pytest.mark.postgres
@pytest.mark.skipif(not SERVER, reason="no PostgreSQL server (scripts/with_postgres starts one)")
def test_a_ledger_on_a_server_is_no_file_to_copy(dragoman, target, tmp_path):  # noqa: F811
    if "://" not in target:
        pytest.skip("this one is a file")
    fill(target)
    copy = tmp_path / "copy.db"
    assert "pg_dump" in one_line(dragoman("ledger", "backup", copy, "--ledger", target))
    assert not copy.exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_server_that_does_not_answer_is_named(dragoman, command):
    pytest.importorskip("psycopg")
    url = "postgresql://desk:secret@127.0.0.1:1/none"
    line = one_line(dragoman("ledger", *command, "--ledger", url))
    assert "cannot be reached" in line
    assert "secret" not in line
