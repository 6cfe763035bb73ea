"""What is no ledger, or cannot be written, is told in words that say what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import make_url, update
from sqlalchemy.exc import OperationalError
from tests.ledger.samples import NOW, VERSIONS, visit
from tests.ledger.targets import SERVER

from dragoman.errors import LedgerError
from dragoman.ledger import open_ledger, opening, tables
from dragoman.ledger.care import check, holdings
from dragoman.ledger.trouble import words_of
from dragoman.query import View
from dragoman.query import open_ledger as open_view


def filled(path: Path) -> Path:
    with open_ledger(path) as ledger:
        ledger.add(visit().records, ledger.begin("add", *VERSIONS, NOW))
        ledger.rederive()
    return path


def test_a_ledger_that_is_only_asked_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"there is no ledger at .*none\.db; `dragoman add`"):
        open_view(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_an_empty_place_on_a_server_is_no_ledger(target: str) -> None:
    with pytest.raises(LedgerError, match="there is no ledger at"):
        open_ledger(target, create=False)


def test_another_file_is_not_a_ledger(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("The minister spoke at length about the harvest.")
    with pytest.raises(LedgerError, match="is not a ledger of dragoman"):
        open_ledger(file)
    assert file.read_text().startswith("The minister")


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "music.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE songs (title)")
    connection.close()
    with pytest.raises(LedgerError, match="a database, but not a ledger"):
        open_ledger(file)


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(LedgerError, match="a ledger is a file or a postgresql:// URL"):
        open_ledger("mysql://somewhere/ledger")


def test_a_server_that_is_not_there_is_named() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="cannot be reached; is the server running"):
        open_ledger("postgresql://nobody@127.0.0.1:1/none")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('FATAL: database "none" does not exist', "does not exist on the server; `createdb`"),
        ('FATAL: role "ann" does not exist', "does not let this user in"),
        ('FATAL: Peer authentication failed for user "ann"', "does not let this user in"),
        ('FATAL: no pg_hba.conf entry for host "192.0.2.9"', "does its pg_hba.conf allow it"),
        ('FATAL: password authentication failed for user "ann"', "refuses the password"),
        ("FATAL: sorry, too many clients already", "has no connection left"),
        ("Connection refused\n\tIs the server running?", "cannot be reached; is the server"),
    ],
)
def test_why_a_server_lets_nobody_in_is_told(said: str, words: str) -> None:
    whole = f'connection failed: connection to server at "192.0.2.7", port 5432 failed: {said}'
    assert words in words_of(OperationalError("select 1", None, Exception(whole)))


@pytest.mark.postgres
@pytest.mark.skipif(not SERVER, reason="no PostgreSQL server: scripts/with_postgres starts one")
def test_a_database_that_is_not_there_is_told_with_what_makes_it() -> None:
    url = make_url(str(SERVER)).set(drivername="postgresql", database="no_such_news")
    with pytest.raises(LedgerError, match="createdb") as caught:
        open_ledger(url.render_as_string(hide_password=False))
    assert str(caught.value).startswith("postgresql://")


def test_without_the_driver_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'dragoman\[postgres\]'"):
        open_ledger("postgresql://nobody@127.0.0.1:1/none")


def test_a_password_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql://someone:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path)


def test_a_pipe_is_no_ledger(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ledger.db")
    with pytest.raises(LedgerError, match="is a device or a pipe; a ledger is a file"):
        open_ledger(tmp_path / "ledger.db")


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does its folder exist"):
        open_ledger(tmp_path / "none" / "ledger.db")


def test_a_newer_schema_is_refused(target: str) -> None:
    with open_ledger(target) as ledger, ledger.writing() as connection:
        table = tables.ledger_info
        newer = update(table).where(table.c.name == "schema").values(value="99")
        connection.execute(newer)
    with pytest.raises(LedgerError, match=r"newer dragoman \(schema 99"):
        open_ledger(target)


def test_two_may_make_the_same_ledger_at_once(target: str) -> None:
    troubles: list[Exception] = []

    def make() -> None:
        try:
            open_ledger(target).close()
        except LedgerError as error:
            troubles.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert troubles == []


def test_a_second_writer_is_told_when_it_waited_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0)
    path = filled(tmp_path / "ledger.db")
    with open_ledger(path) as first, open_ledger(path) as second:
        with first.writing(), pytest.raises(LedgerError, match="written by another dragoman"):
            second.begin("add", *VERSIONS, NOW)
        assert len(list(View(second).reports())) == 2


@pytest.fixture
def nobody(tmp_path: Path) -> list[str]:
    """How to run Python as a user whom file permissions bind."""
    if os.geteuid() != 0:
        return [sys.executable]
    if not shutil.which("setpriv"):
        pytest.skip("root may write everything, and setpriv is not here to be someone else")
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        if folder != Path("/tmp"):
            folder.chmod(0o755)
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable]


ASK = """
import sys
from dragoman.errors import LedgerError
from dragoman.ledger import open_ledger
from dragoman.query import View
from datetime import datetime, UTC
with open_ledger(sys.argv[1]) as ledger:
    print(len(list(View(ledger).reports())))
    try:
        ledger.begin("add", "a", "b", datetime.now(UTC))
    except LedgerError as error:
        print(error)
"""


@pytest.mark.parametrize("folder_too", [True, False])
def test_a_read_only_ledger_can_be_read(
    tmp_path: Path, nobody: list[str], folder_too: bool
) -> None:
    folder = tmp_path / "100 % sûr? #1&mode=rw"
    folder.mkdir()
    path = filled(folder / "ledger.db")
    path.chmod(0o444)
    folder.chmod(0o555 if folder_too else 0o755)
    done = subprocess.run(
        [*nobody, "-c", ASK, str(path)],
        capture_output=True,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": "src",
            "HOME": "/nonexistent",
            "PYTHONUTF8": "1",
        },
    )
    folder.chmod(0o755)
    assert done.stdout.splitlines() == ["2", f"{path} is read-only"], done.stderr


def test_a_server_that_may_only_be_read(target: str) -> None:
    if "://" not in target:
        pytest.skip("a file is made read-only in its own test")
    with open_ledger(target) as ledger:
        ledger.add(visit().records, ledger.begin("add", *VERSIONS, NOW))
        ledger.rederive()
        with ledger.writing() as connection:
            name = connection.exec_driver_sql("SELECT current_database()").scalar_one()
            connection.exec_driver_sql(
                f"ALTER DATABASE {name} SET default_transaction_read_only = on"
            )
    with open_ledger(target) as ledger:
        assert len(list(View(ledger).reports())) == 2
        with pytest.raises(LedgerError, match="is read-only"):
            ledger.begin("add", *VERSIONS, NOW)
        assert holdings(ledger).rows["run"] == 1


# What PostgreSQL raises when a table cannot grow, told by a server that speaks another language.
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'konnte Datei "base/5/2608" nicht erweitern: kein Platz' USING ERRCODE = '53100';
END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON figure FOR EACH ROW EXECUTE FUNCTION full_disk()
"""


def test_a_full_disk_of_the_server_loses_nothing(target: str) -> None:
    if "://" not in target:
        pytest.skip("a file meets a full disk in its own test")
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        ledger.add(visit(id="d0").records, run)
        with ledger.writing() as connection:
            connection.exec_driver_sql(FULL)
        with pytest.raises(LedgerError, match="disk is full; what was added before is kept"):
            ledger.add(visit(id="d1").records, run)
        assert [row.source.id for row in View(ledger).documents()] == ["d0"]
        assert check(ledger) == []
        with ledger.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER full_disk ON figure")
        assert not ledger.add(visit(id="d0").records, run)
        assert ledger.add(visit(id="d1").records, run)
        ledger.rederive()
        assert len(list(View(ledger).reports())) == 4


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "ledger.db")
    tune = opening._tune

    def small(connection: sqlite3.Connection, record: object) -> None:
        tune(connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 30}")

    with monkeypatch.context() as patched:
        patched.setattr(opening, "_tune", small)
        with open_ledger(path) as ledger:
            run = ledger.begin("add", *VERSIONS, NOW)
            added = 0

            def add_many() -> None:
                nonlocal added
                for n in range(1000):
                    ledger.add(visit(id=f"d{n}").records, run)
                    added = n + 1

            with pytest.raises(LedgerError, match="disk is full; what was added before is kept"):
                add_many()
            assert len(list(View(ledger).documents())) == added + 1
    with open_ledger(path) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        assert ledger.add(visit(id=f"d{added}").records, run)
        assert not ledger.add(visit(id=f"d{added - 1}").records, run)
        ledger.rederive()
        assert len(list(View(ledger).reports())) == 2 * (added + 2)
