"""Where the tests keep ledgers: a file, and a database of its own on the server that is given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

SERVER = os.environ.get("DRAGOMAN_TEST_POSTGRES")
BOTH = [
    pytest.param("sqlite"),
    pytest.param(
        "postgresql",
        marks=[
            pytest.mark.postgres,
            pytest.mark.skipif(
                not SERVER,
                reason="no PostgreSQL server: DRAGOMAN_TEST_POSTGRES is not set "
                "(scripts/with_postgres starts one)",
            ),
        ],
    ),
]


@pytest.fixture(params=BOTH)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty place for a ledger, once for each kind of database."""
    yield from _place(request.param == "postgresql", tmp_path / "ledger.db")


@pytest.fixture
def other_target(target: str, tmp_path: Path) -> Iterator[str]:
    """A second place of the same kind."""
    yield from _place("://" in target, tmp_path / "other.db")


def _place(server: bool, file: Path) -> Iterator[str]:
    if not server:
        yield str(file)
        return
    name = f"test_{uuid4().hex}"
    _on_server(f"CREATE DATABASE {name}")
    try:
        yield make_url(str(SERVER)).set(database=name).render_as_string(hide_password=False)
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(statement: str) -> None:
    engine = create_engine(str(SERVER), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
