"""How long a reader of the ledger waits: a question that lasts longer is ended by the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

from sqlalchemy import Connection

_UNTIL: ContextVar[float | None] = ContextVar("patience", default=None)
_STEPS = 1_000_000  # of SQLite's machine between two looks at the clock: some ten milliseconds


@contextmanager
def patient(until: float) -> Iterator[None]:
    """Within this, questions end with TooLongError at a moment of the monotonic clock."""
    before = _UNTIL.set(until)
    try:
        yield
    finally:
        _UNTIL.reset(before)


def hurry(connection: Connection) -> None:
    """Tell the database until when the questions of a transaction may last."""
    until = None if connection.get_execution_options().get("writing", False) else _UNTIL.get()
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.dbapi_connection
        raw.set_progress_handler(until and (lambda: monotonic() > until), _STEPS)
    elif until is not None:
        left = max(1, int(1000 * (until - monotonic())))
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left}")
