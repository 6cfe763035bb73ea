"""The file of users, tokens, sessions and the audit: its tables, for its owner's eyes only.

It stands beside the ledger and not in it, so that whoever is given a copy of the ledger gets no
hashes of passwords with it.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from dragoman.errors import DragomanError
from dragoman.ledger.store import stamp
from dragoman.web.access.roles import Role

_KEPT = 10_000  # lines of the audit
_SCHEMA = """
CREATE TABLE IF NOT EXISTS user (
  name TEXT PRIMARY KEY, folded TEXT UNIQUE NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
  made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS token (
  id TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE,
  hash TEXT UNIQUE NOT NULL, words TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS session (
  hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE,
  made TEXT NOT NULL, seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS audit (
  row INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL,
  address TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS secret (value BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class User:
    """Someone with an account."""

    name: str
    role: Role
    made: str
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A token for programs, without its secret."""

    id: str
    user: str
    words: str
    made: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the audit: when, what, under which name, from where."""

    at: str
    what: str
    name: str
    address: str


def accounts_file(ledger: str) -> Path:
    """Where the accounts of a ledger are kept: beside its file; of a server's, in this folder."""
    if "://" not in ledger:
        return Path(f"{ledger}.users")
    url = make_url(ledger)
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(f"{url.database}.users")
    return Path(f"{url.host or 'local'}-{url.database or 'ledger'}.users")


class Book:
    """The file of a ledger's accounts, and the audit of what was done with it."""

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        create: bool = True,
    ) -> None:
        self.path, self.clock = path, clock
        if not create and not path.exists():
            raise DragomanError(
                f"{path}: nobody has an account yet; `dragoman users add NAME --role admin` makes "
                "the first"
            )
        self._prepare()
        with self.opened() as connection:
            self.key: bytes = connection.execute("SELECT value FROM secret").fetchone()[0]

    def _prepare(self) -> None:
        try:
            with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)) as file:
                os.fchmod(file.fileno(), 0o600)
            with self.opened() as connection:
                connection.executescript(_SCHEMA)
                connection.execute(
                    "INSERT INTO secret SELECT ? WHERE NOT EXISTS (SELECT 1 FROM secret)",
                    (secrets.token_bytes(32),),
                )
        except OSError as error:
            raise DragomanError(f"{self.path}: cannot be opened: {error.strerror}") from error

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept at its end, all or none."""
        try:
            with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
                connection.execute("PRAGMA foreign_keys = ON")
                yield connection
        except sqlite3.DatabaseError as error:
            raise DragomanError(
                f"{self.path} holds no accounts that can be used: {error}"
            ) from error

    def asked(self, query: str, *values: Any) -> list[Any]:
        """The rows that answer a query."""
        with self.opened() as connection:
            return connection.execute(query, values).fetchall()

    def note(self, what: str, name: str, address: str = "command line") -> None:
        """Add a line to the audit; of very many the oldest go."""
        row = (self.now(), what, name[:60], address[:60])
        with self.opened() as connection:
            made = connection.execute(
                "INSERT INTO audit (at, what, name, address) VALUES (?, ?, ?, ?)", row
            )
            connection.execute("DELETE FROM audit WHERE row <= ?", ((made.lastrowid or 0) - _KEPT,))

    def audit(self, limit: int) -> list[Noted]:
        """The last lines of the audit, the latest first."""
        query = "SELECT at, what, name, address FROM audit ORDER BY row DESC LIMIT ?"
        return [Noted(*row) for row in self.asked(query, limit)]

    def now(self) -> str:
        """The moment as the file keeps it."""
        return stamp(self.clock())
