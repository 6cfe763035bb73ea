"""A ledger of an older version opens with all it holds; a step that fails changes nothing."""

from __future__ import annotations

import gzip
import logging
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.errors import LedgerError
from dragoman.ledger import open_ledger, tables, upgrading
from dragoman.ledger.care import check, holdings
from dragoman.query import View

FIXTURES = Path(__file__).parent / "fixtures"
HELD = {
    1: {"document": 22, "report": 187, "claim": 20, "figure": 36, "tie": 54, "event": 166},
    2: {"document": 22, "report": 194, "claim": 21, "figure": 36, "tie": 54, "event": 177},
    3: {"document": 22, "report": 194, "claim": 21, "figure": 36, "tie": 54, "event": 177},
}
DECIDED = {
    1: ["accept", "reject", "correct", "reject", "undo"],
    2: ["accept", "reject", "correct", "correct", "reject", "undo"],
    3: ["accept", "reject", "correct", "correct", "reject", "undo"],
}


@pytest.fixture(params=sorted(HELD))
def schema(request: pytest.FixtureRequest) -> int:
    """Each schema that there was."""
    return int(request.param)


@pytest.fixture
def old(target: str, schema: int) -> str:
    """A ledger as the last dragoman of a schema made it."""
    if "://" not in target:
        Path(target).write_bytes(gzip.decompress((FIXTURES / f"schema{schema}.db.gz").read_bytes()))
        return target
    dumped = gzip.decompress((FIXTURES / f"schema{schema}.sql.gz").read_bytes()).decode()
    engine = create_engine(target, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(dumped)
    engine.dispose()
    return target


def test_each_schema_has_its_ledger() -> None:
    assert sorted(HELD) == list(range(1, upgrading.SCHEMA))


def test_everything_is_there(old: str, schema: int) -> None:
    with open_ledger(old, upgrade=True) as ledger:
        found = holdings(ledger)
        assert found.schema == upgrading.SCHEMA
        assert {name: found.rows[name] for name in HELD[schema]} == HELD[schema]
        assert check(ledger) == []
        events = list(View(ledger).events())
        assert len(events) == HELD[schema]["event"]
        assert sum(event.reviewed for event in events) == DECIDED[schema].count("correct") + 1
        assert [verdict.decision for verdict in ledger.verdicts()] == DECIDED[schema]
        assert ledger.conflicts() == []
        assert len(list(View(ledger).documents(text="minister"))) > 5


def test_it_can_be_asked_by_outlet_speaker_and_type(old: str) -> None:
    with open_ledger(old, upgrade=True) as ledger:
        view = View(ledger)
        ledger.rederive()
        events = list(view.events())
        outlets = {report.source.publisher for event in events for report in event.reports}
        assert len(outlets) > 3
        for outlet in sorted(filter(None, outlets)):
            told = [e for e in events if any(r.source.publisher == outlet for r in e.reports)]
            assert list(view.events(publisher=outlet)) == told
        assert len(list(view.events(speaker="TUR"))) > 10
        for kind in {event.event.type for event in events}:
            assert next(iter(view.events(types=kind.value))).event.type == kind


def test_a_corrected_speaker_is_found_once_events_are_made_again(old: str, schema: int) -> None:
    with open_ledger(old, upgrade=True) as ledger:
        ledger.rederive()
        assert len(list(View(ledger).events(speaker="GBR"))) == (schema > 1)


def test_it_can_be_added_to_and_asked_for_what_is_new(old: str) -> None:
    with open_ledger(old, upgrade=True) as ledger:
        before = list(View(ledger).events())
        ledger.settle_copies()
        ledger.rederive(everything=True)
        assert list(View(ledger).events()) == before
        ledger.add(visit().records, ledger.begin("add", *VERSIONS, NOW))
        ledger.settle_copies()
        ledger.rederive()
        assert check(ledger) == []
        assert len(list(View(ledger).events(dyad="GHA,NGA", types="CONSULT"))) == 1


def test_a_file_is_copied_before_and_the_user_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "my.db"
    path.write_bytes(gzip.decompress((FIXTURES / "schema1.db.gz").read_bytes()))
    (tmp_path / "my.db.schema-1").write_text("of last year")
    with caplog.at_level(logging.WARNING):
        open_ledger(path).close()
        open_ledger(path).close()
    (told,) = caplog.messages
    assert f"kept in {path}.schema-1-2" in told
    assert (tmp_path / "my.db.schema-1").read_text() == "of last year"
    with sqlite3.connect(tmp_path / "my.db.schema-1-2") as copy:
        assert copy.execute("SELECT value FROM ledger_info WHERE name = 'schema'").fetchone() == (
            "1",
        )
    copy.close()
    assert list(tmp_path.glob(".*")) == []


def test_a_server_waits_for_the_command(old: str) -> None:
    if "://" not in old:
        pytest.skip("a file is upgraded when it is opened")
    with pytest.raises(LedgerError, match=r"pg_dump.* `dragoman ledger upgrade --ledger postg"):
        open_ledger(old)
    open_ledger(old, upgrade=True).close()
    open_ledger(old).close()


def shape(engine: Engine) -> dict[str, Any]:
    """Columns, keys and indexes of every table, but for their order."""
    seen = inspect(engine)
    names = [name for name in seen.get_table_names() if name != "alembic_version"]
    return {
        name: (
            {c["name"]: (str(c["type"]), c["nullable"]) for c in seen.get_columns(name)},
            sorted(seen.get_pk_constraint(name)["constrained_columns"]),
            sorted((k["constrained_columns"], k["referred_table"])
                   for k in seen.get_foreign_keys(name)),
            sorted((i["name"], i["column_names"], bool(i["unique"]))
                   for i in seen.get_indexes(name)),
        )
        for name in names
    }  # fmt: skip


def triggers(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        return [
            (name, sql.replace("IF NOT EXISTS ", "")) for name, sql in connection.execute(query)
        ]


def test_it_ends_in_the_shape_of_a_new_one(old: str, other_target: str) -> None:
    with open_ledger(old, upgrade=True) as ledger, open_ledger(other_target) as new:
        assert shape(ledger.engine) == shape(new.engine)
        assert set(tables.kept.tables) <= set(shape(new.engine))
        if "://" not in old:
            assert triggers(ledger.engine) == triggers(new.engine)


def table_names(target: str) -> set[str]:
    engine = create_engine(target if "://" in target else f"sqlite:///{target}")
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_a_step_that_fails_leaves_it_as_it_was(
    old: str, schema: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, tables_before = upgrading._take_steps, table_names(old)

    def fail(connection: Any, schema: int) -> None:
        take(connection, schema)
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")

    with monkeypatch.context() as patched:
        patched.setattr(upgrading, "_take_steps", fail)
        told = f"could not be brought to schema {upgrading.SCHEMA} and stays"
        with pytest.raises(LedgerError, match=told):
            open_ledger(old, upgrade=True)
    assert table_names(old) == tables_before
    with open_ledger(old, upgrade=True) as ledger:
        assert len(list(View(ledger).events())) == HELD[schema]["event"]


KILLED = """
import os, signal, sys
from dragoman.ledger import open_ledger, upgrading
take = upgrading._take_steps
def steps(connection, schema):
    take(connection, schema)
    os.kill(os.getpid(), signal.SIGKILL)
upgrading._take_steps = steps
open_ledger(sys.argv[1], upgrade=True)
"""


def test_killed_in_the_middle_it_is_as_it_was(old: str, schema: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, old], capture_output=True)
    assert done.returncode == -9
    with open_ledger(old, upgrade=True) as ledger:
        assert len(list(View(ledger).events())) == HELD[schema]["event"]
        assert holdings(ledger).schema == upgrading.SCHEMA


def test_where_nothing_may_be_written_it_is_told(
    old: str, schema: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "://" in old:
        pytest.skip("a server's ledger is written where it is")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", full)
        with pytest.raises(LedgerError, match=r"a copy could not be made .* No space left"):
            open_ledger(old)
    assert [p.name for p in Path(old).parent.iterdir() if "schema" in p.name] == []
    with open_ledger(old) as ledger:
        assert len(list(View(ledger).events())) == HELD[schema]["event"]
