"""Bringing a ledger that an older dragoman made to today's schema: whole or not at all."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, select, update

from dragoman.errors import LedgerError
from dragoman.ledger.tables import ledger_info
from dragoman.ledger.trouble import told

SCHEMA = 4
_LOG = logging.getLogger(__name__)


def schema_of(connection: Connection, name: str) -> int:
    """The schema that a ledger says it has; raises LedgerError when it says none."""
    query = select(ledger_info.c.value).where(ledger_info.c.name == "schema")
    found = connection.execute(query).scalar()
    if found is None or not found.isdecimal():
        raise LedgerError(f"{name} does not say which schema it has; restore a backup")
    return int(found)


def upgrade_file(engine: Engine, name: str, turn: Callable[[Connection], None]) -> None:
    """Upgrade a ledger that is a file, after a copy of it as it was; says so in the log."""
    path = Path(str(engine.url.database))
    made: list[Path] = []

    def keep(schema: int) -> None:
        made.append(_kept_copy(path, schema, name))

    schema = upgrade(engine, name, turn, keep)
    if made:
        _LOG.warning(
            "dragoman: %s was made by an older version and is brought from schema %s to %s; "
            "as it was it is kept in %s",
            *(name, schema, SCHEMA, made[0]),
        )


def upgrade(
    engine: Engine,
    name: str,
    turn: Callable[[Connection], None],
    first: Callable[[int], None] = lambda _: None,
) -> int:
    """Take all steps to today's schema in one transaction; returns the schema that it had."""
    with (
        told(f"{name} could not be brought to schema {SCHEMA} and stays as it is: it"),
        engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
    ):
        turn(connection)
        schema = schema_of(connection, name)
        # Another command may have done it while this one waited for its turn.
        if schema < SCHEMA:
            first(schema)
            _take_steps(connection, schema)
            value = {"value": str(SCHEMA)}
            connection.execute(update(ledger_info).where(ledger_info.c.name == "schema"), value)
    return schema


def _take_steps(connection: Connection, schema: int) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "dragoman.ledger:migrations")
    config.set_main_option("path_separator", "os")
    command.stamp(config, f"{schema:04d}")
    command.upgrade(config, f"{SCHEMA:04d}")


def _kept_copy(path: Path, schema: int, name: str) -> Path:
    """A copy of the file beside it; what stands there is never overwritten."""
    names = (f"{path.name}.schema-{schema}{n}" for n in ("", *(f"-{n}" for n in range(2, 1000))))
    copy = next(found for each in names if not (found := path.with_name(each)).exists())
    half = copy.with_name(f".{copy.name}.half")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(half)) as target:
            source.backup(target)
        half.rename(copy)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise LedgerError(
            f"{name} has schema {schema}, this dragoman needs {SCHEMA}, and a copy could not be "
            f"made before bringing it there: {error}; put it where there is room to write"
        ) from error
    return copy
