"""Wherever an adding ends, started again it leaves the ledger of one that nothing befell.

Every table is compared. DRAGOMAN_STOPS=all takes every step there is, which takes hours.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, make_url, select
from tests.faults.stops import Stop, added, folder_of
from tests.ledger.targets import SERVER, target
from tests.ledger.test_killed import contents

from dragoman.errors import LedgerError
from dragoman.ledger import open_ledger, tables
from dragoman.ledger.care import check

__all__ = ["target"]
EVERY = os.environ.get("DRAGOMAN_STOPS") == "all"
HOW = {"kill": -9, "interrupt": 130, "terminate": 130, "twice": 130, "busy": 1}  # and its exit code
PLACES = {"sqlite": 2, "postgresql": 1}  # of each of these
LINES = {"sqlite": 3, "postgresql": 1}
KEPT = {"event_type"}  # types that events had, whatever became of these
Laid = Callable[[], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The documents."""
    return folder_of(tmp_path / "in")


@pytest.fixture(params=["new", "read before"])
def laid(request: pytest.FixtureRequest, target: str, folder: Path) -> Laid:
    """Makes the ledger as it is before: none, or one that another version filled."""
    if request.param == "read before":
        assert added(folder, target).code == 0
    return lambda: copy_of(target, folder)


def copy_of(target: str, folder: Path) -> str:
    """A fresh copy of a ledger, or an empty place for one."""
    if "://" in target:
        return _copied_on_server(target)
    copy = folder.with_name("copy.db")
    for file in copy.parent.glob("copy.db*"):
        file.unlink()
    if Path(target).exists():
        shutil.copy(target, copy)
    return str(copy)


def _copied_on_server(target: str) -> str:
    name = make_url(target).database
    engine = create_engine(str(SERVER), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}_copy WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name}_copy TEMPLATE {name}")
    engine.dispose()
    return make_url(target).set(database=f"{name}_copy").render_as_string(hide_password=False)


def places(steps: int, most: int, first: float) -> Iterator[int]:
    """So many of the steps, spread over all of them; `first` is the part of a stride before."""
    yield from sorted({1 + int((n + first) * steps / most) for n in range(most)})


def left(ledger: str) -> dict[str, list[str]]:
    """Every row of every table, after all was checked."""
    with open_ledger(ledger, create=False) as opened:
        assert check(opened) == []
    return {name: rows for name, rows in contents(ledger).items() if name not in KEPT}


def waiting(ledger: str) -> int:
    """How much waits to be derived; nothing where there is no ledger yet."""
    try:
        opened = open_ledger(ledger, create=False)
    except LedgerError:
        return 0
    with opened, opened.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.stale)).scalar_one()


@pytest.mark.slow
@pytest.mark.parametrize("how", HOW)
def test_stopped_at_a_statement_and_started_again(laid: Laid, folder: Path, how: str) -> None:
    ledger = laid()
    whole = added(folder, ledger, "second")
    assert (whole.code, "Traceback" in whole.said) == (0, False)
    wanted = left(ledger)
    assert all(wanted[name] for name in ("event", "dispute", "series", "sketch"))
    most = whole.steps if EVERY else PLACES[kind_of(ledger)]
    for at in places(whole.steps, most, list(HOW).index(how) / len(HOW)):
        ledger = laid()
        ended = added(folder, ledger, "second", Stop(how, at))
        assert ended.code == HOW[how], (at, ended)
        assert "Traceback" not in ended.said, (at, ended)
        assert added(folder, ledger, "second").code == 0, at
        assert left(ledger) == wanted, at


@pytest.mark.slow
def test_interrupted_at_a_line_what_was_added_shows(laid: Laid, folder: Path) -> None:
    ledger = laid()
    steps = added(folder, ledger, "second", Stop(lines=True)).steps
    wanted = left(ledger)
    for at in places(steps, LINES[kind_of(ledger)] * (400 if EVERY else 1), 0.5):
        ledger = laid()
        ended = added(folder, ledger, "second", Stop("interrupt", at, lines=True))
        assert ended.code == 130, (at, ended)
        assert "Traceback" not in ended.said, (at, ended)
        assert waiting(ledger) == 0, at
        assert added(folder, ledger, "second").code == 0, at
        assert left(ledger) == wanted, at


def kind_of(ledger: str) -> str:
    return "postgresql" if "://" in ledger else "sqlite"
