"""A filling that is killed at any moment and started again ends where an undisturbed one ends.

DRAGOMAN_KILLS=200 kills it so many times; by default some rounds are enough.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, create_engine, select
from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.ledger import derived, open_ledger
from dragoman.ledger.search import SEARCHED
from dragoman.ledger.tables import kept

DOCUMENTS = 60
KILLS = {"sqlite": 40, "postgresql": 10}
# Which run added a document, and which events there were in between, depends on the kills.
BY_RUN = {"run", "superseded_by"}
OF_THE_WAY = {"run", "ledger_info", "event_redirect"}

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["dragoman.ledger.deriving", "tests.ledger.test_killed"])


def fill(target: str) -> None:
    """Add documents, as `dragoman add` does, with a look at the events now and then."""
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for n in range(DOCUMENTS):
            day = f"2021-{1 + n % 12:02}-{1 + n % 28:02}"
            records = visit(day=day, publisher=f"Paper {n % 7}").records
            if not ledger.knows(records.document, *VERSIONS):
                ledger.add(records, run)
            if n % 20 == 19:
                ledger.settle_copies()
                ledger.rederive()
        ledger.finish(run, NOW)


def run(target: str, seconds: float | None = None) -> tuple[bool, float]:
    """Fill the ledger, killed after some seconds: whether it ended, and how long it took."""
    filling = _processes.Process(target=fill, args=(target,))
    begun = time.perf_counter()
    filling.start()
    filling.join(seconds)
    filling.kill()  # SIGKILL: nothing of it gets to tidy up
    filling.join()
    assert filling.exitcode in (0, -9)
    return filling.exitcode == 0, time.perf_counter() - begun


def contents(target: str) -> dict[str, list[str]]:
    """Every row of every table, with names in place of the numbers that rows happen to have."""
    engine = create_engine(target if "://" in target else f"sqlite:///{target}")
    with engine.connect() as connection:
        rows = {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in kept.sorted_tables
            if table.name not in OF_THE_WAY
        }
        if "://" not in target:
            assert_sound(connection)
    engine.dispose()
    names = {name: named(name, found) for name, found in rows.items()}
    return {
        name: sorted(repr(dict(told(kept.tables[name].columns, row, names))) for row in found)
        for name, found in rows.items()
    }


def named(table: str, rows: list[dict[str, Any]]) -> dict[int, Any]:
    """What the rows go by: their ids if they are derived, else their place in order of adding.

    An insertion that a server takes back leaves a gap in its numbers.
    """
    if table in derived.MADE:
        return {row["row"]: row["id"] for row in rows}
    return {number: at for at, number in enumerate(sorted(r["row"] for r in rows if "row" in r))}


def told(
    columns: Any, row: dict[str, Any], names: dict[str, dict[int, Any]]
) -> Iterator[tuple[str, Any]]:
    for column in columns:
        value = row[column.name]
        if column.name not in BY_RUN:
            table = numbered(column)
            yield column.name, value if table is None else names[table][value]


def numbered(column: Column[Any]) -> str | None:
    """The table whose row a column names, if it does."""
    if column.name == "row":
        return str(column.table.name)
    keys = [key for key in column.foreign_keys if key.column.name == "row"]
    return str(keys[0].column.table.name) if keys else None


def assert_sound(connection: Connection) -> None:
    assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    for table in SEARCHED:  # raises when the index of words does not fit the rows
        index = f"{table}_search"
        connection.exec_driver_sql(
            f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
        )


def clear(target: str) -> None:
    """Make the place for a ledger empty again."""
    if "://" not in target:
        for file in Path(target).parent.glob(f"{Path(target).name}*"):
            file.unlink()
        return
    engine: Engine = create_engine(target, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()


@pytest.mark.slow
def test_killed_at_random_moments_the_ledger_is_the_same(target: str, other_target: str) -> None:
    ready = _processes.Process(target=os.getpid)  # what processes come from is loaded first
    ready.start()
    ready.join()
    _, lasted = run(other_target)
    wanted = contents(other_target)
    assert len(wanted["document"]) == DOCUMENTS
    assert all(wanted[name] for name in ("event_report", "event_outlet", "series_point", "sketch"))
    assert wanted["stale"] == []

    kind = "postgresql" if "://" in target else "sqlite"
    rounds = int(os.environ.get("DRAGOMAN_KILLS", KILLS[kind]))
    chance, kills = Random(5), 0
    while kills < rounds:
        ended, _ = run(target, chance.uniform(0, lasted * 0.7))
        kills += not ended
        if ended:
            assert contents(target) == wanted
            clear(target)
    assert run(target)[0]
    assert contents(target) == wanted
