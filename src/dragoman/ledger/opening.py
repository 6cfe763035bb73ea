"""Opening a ledger: a file (SQLite) or a URL (PostgreSQL), made on first use."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import LedgerError
from dragoman.ledger import copy_tables as _copy_tables  # noqa: F401  registers its tables
from dragoman.ledger import derived as _derived  # noqa: F401  registers its tables
from dragoman.ledger import proposal_tables as _proposal_tables  # noqa: F401  registers its tables
from dragoman.ledger import upgrading
from dragoman.ledger import watch_tables as _watch_tables  # noqa: F401  registers its tables
from dragoman.ledger.patience import hurry
from dragoman.ledger.search import create_search
from dragoman.ledger.tables import kept, ledger_info
from dragoman.ledger.trouble import told
from dragoman.ledger.unbroken import unbroken
from dragoman.ledger.upgrading import SCHEMA

WAIT_SECONDS = 30
_SHARED_KB = 8_192  # of 65,536: what is not kept is still in the system's own cache of the file
_TURN = 0x647261676F  # the lock that writers of a server's ledger take; any number would do
_PASSWORD = re.compile(r"(?<=://)([^:/?#]*):.*@", re.DOTALL)
_PASSWORD_AFTER = re.compile(r"(password=)[^&]*", re.IGNORECASE)
# A page of a list is many small look-ups: to prepare for large sums would only delay it, and to go
# through a whole table for what a word is found in costs more the larger the ledger.
_LOOK_UPS = {
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "work_mem": "32MB",
}


def connect(
    target: str | os.PathLike[str], *, create: bool, upgrade: bool = False
) -> tuple[Engine, str]:
    """An engine for the ledger and the name to call it by; checks that it is one of ours.

    A file of an older schema is brought up to date; a server's ledger only with `upgrade`.
    """
    url, name = _address(target)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(Path(url.database or ""), create)
    else:
        engine = _server(url)
    try:
        with told(name), unbroken():
            _prepare(engine, name, create, upgrade)
    except LedgerError:
        engine.dispose()
        raise
    return engine, name


def _address(target: str | os.PathLike[str]) -> tuple[URL, str]:
    text = os.fspath(target)
    if "://" not in text:
        return URL.create("sqlite", database=text), text
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # Without the cause: it quotes what is wrong, which may be a part of the password.
        raise LedgerError(f"{shown(text)} is no address of a ledger") from None
    if "@" in (url.host or "") or ("@" in (url.database or "") and url.host):
        raise LedgerError(
            f"{shown(text)} is no address of a ledger: write @ / : of a password as %40 %2F %3A"
        )
    name = shown(url.render_as_string(hide_password=True))
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"postgresql", "sqlite"}:
        raise LedgerError(f"{shown(text)}: a ledger is a file or a postgresql:// URL")
    return url, name


def shown(address: str) -> str:
    """An address without the password that it may hold, also where it is misspelt."""
    return _PASSWORD_AFTER.sub(r"\1***", _PASSWORD.sub(r"\1:***@", address))


def _sqlite(path: Path, create: bool) -> Engine:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; a ledger is a file")
    if path.exists() and not path.is_file():
        raise LedgerError(f"{path} is a device or a pipe; a ledger is a file")
    if not path.exists():
        if not create:
            raise LedgerError(f"there is no ledger at {path}; `dragoman add` makes one")
    elif not os.access(path, os.R_OK):
        raise LedgerError(f"{path} cannot be read: permission denied")
    # Whether it is a ledger is for SQLite to find: to open and close the file beside it would let
    # go of the locks of this process, and another one would take the file for its own.
    engine = create_engine(
        _read_only_url(path) if _frozen(path) else URL.create("sqlite", database=str(path))
    )
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", _begin)
    return engine


def _frozen(path: Path) -> bool:
    """Whether the file lies where nothing can be written, not even the notes of a reader."""
    return (
        path.exists() and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    )


def _read_only_url(path: Path) -> URL:
    # SQLite reads it as an address: of "100 % ?" a path must say that it is all name.
    where = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query=where)


def _tune(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN, in `_begin`
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.close()


def share(engine: Engine) -> None:
    """Let many read at once: each connection to a file keeps less of it in memory."""
    if engine.dialect.name != "sqlite":
        return

    def spare(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA cache_size = -{_SHARED_KB}")

    engine.dispose()
    event.listen(engine, "connect", spare)


def _begin(connection: Connection) -> None:
    # A writer takes its place in the queue at once: a reader that turns writer may be refused.
    writing = connection.get_execution_options().get("writing", False)
    hurry(connection)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _server(url: URL) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise LedgerError(
            "a ledger on PostgreSQL needs `pip install 'dragoman[postgres]'`"
        ) from error
    settings = {"lock_timeout": f"{WAIT_SECONDS}s", "client_encoding": "UTF8"} | _LOOK_UPS
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    engine = create_engine(url, connect_args={"options": options}, pool_pre_ping=True)
    event.listen(engine, "begin", hurry)
    return engine


def in_turn(connection: Connection) -> None:
    """On a server, let writers follow one another; in a file they do."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_TURN)))


def _prepare(engine: Engine, name: str, create: bool, upgrade: bool) -> None:
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
    if ledger_info.name in names:
        _check_schema(engine, name, upgrade)
    elif names and engine.dialect.name == "sqlite":
        raise LedgerError(f"{name} is a database, but not a ledger of dragoman")
    elif not create:
        raise LedgerError(f"there is no ledger at {name}; `dragoman add` makes one")
    else:
        _create(engine)


def _check_schema(engine: Engine, name: str, upgrade: bool) -> None:
    with engine.connect() as connection:
        found = upgrading.schema_of(connection, name)
    if found > SCHEMA:
        raise LedgerError(
            f"{name} was made by a newer dragoman (schema {found}, this one knows {SCHEMA}); "
            "update dragoman, or name another ledger"
        )
    if found < SCHEMA:
        _bring_up(engine, name, found, upgrade)


def _bring_up(engine: Engine, name: str, found: int, upgrade: bool) -> None:
    """A file is upgraded when it is opened; a server's ledger serves others, who must know."""
    if engine.dialect.name == "sqlite":
        if "immutable=1" in str(engine.url):
            raise LedgerError(
                f"{name} has schema {found}, this dragoman needs {SCHEMA}, and it may not be "
                "written; copy it to a folder where you may write and open the copy"
            )
        upgrading.upgrade_file(engine, name, in_turn)
    elif upgrade:
        upgrading.upgrade(engine, name, in_turn)
    else:
        raise LedgerError(
            f"{name} has schema {found}, this dragoman needs {SCHEMA}: make a backup with pg_dump, "
            f"let nobody use it meanwhile, and run `dragoman ledger upgrade --ledger {name}`"
        )


def _create(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        # Two commands may find the same empty ledger; the second sees the tables of the first.
        in_turn(connection)
        kept.create_all(connection)
        create_search(connection)
        known = connection.execute(select(ledger_info.c.name)).first()
        if known is None:
            rows = {"schema": str(SCHEMA), "id": secrets.token_hex(8)}
            connection.execute(
                ledger_info.insert(), [{"name": n, "value": v} for n, v in rows.items()]
            )
