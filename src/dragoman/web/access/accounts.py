"""Users, tokens, sessions and the audit: a file of their own, for its owner's eyes only.

It stands beside the ledger and not in it, so that whoever is given a copy of the ledger gets no
hashes of passwords with it.
"""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from dragoman.errors import DragomanError
from dragoman.web.access.roles import GRANTED, Role
from dragoman.web.access.secrets import (
    LONGEST,
    SHORTEST,
    is_password,
    new_token,
    password_hash,
    token_hash,
)

IDLE, LONGEST_SESSION = timedelta(hours=12), timedelta(days=7)
_SEEN = timedelta(minutes=5)  # how exactly the last use of a session is noted
_KEPT = 10_000  # lines of the audit
_NAME = re.compile(r"[\w.@-]{1,60}")
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


class Accounts:
    """The accounts of a ledger."""

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
        with self._open() as connection:
            self.key: bytes = connection.execute("SELECT value FROM secret").fetchone()[0]

    def _prepare(self) -> None:
        try:
            with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)) as file:
                os.fchmod(file.fileno(), 0o600)
            with self._open() as connection:
                connection.executescript(_SCHEMA)
                connection.execute(
                    "INSERT INTO secret SELECT ? WHERE NOT EXISTS (SELECT 1 FROM secret)",
                    (secrets.token_bytes(32),),
                )
        except OSError as error:
            raise DragomanError(f"{self.path}: cannot be opened: {error.strerror}") from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
                connection.execute("PRAGMA foreign_keys = ON")
                yield connection
        except sqlite3.DatabaseError as error:
            raise DragomanError(
                f"{self.path} holds no accounts that can be used: {error}"
            ) from error

    def _asked(self, query: str, *values: Any) -> list[Any]:
        with self._open() as connection:
            return connection.execute(query, values).fetchall()

    def users(self) -> list[User]:
        """Everyone with an account, by name."""
        query = (
            "SELECT name, role, made, (SELECT count(*) FROM token WHERE user = name) "
            "FROM user ORDER BY folded"
        )
        return [User(name, Role(role), made, n) for name, role, made, n in self._asked(query)]

    def user(self, name: str) -> User:
        """One account by name; raises DragomanError when there is none."""
        found = [one for one in self.users() if folded(one.name) == folded(name)]
        if not found:
            raise DragomanError(f"nobody is called {name!r}; `dragoman users list` lists everyone")
        return found[0]

    def add(self, name: str, role: Role, password: str) -> None:
        """Give someone an account."""
        plain = unicodedata.normalize("NFC", name)
        if not _NAME.fullmatch(plain):
            raise DragomanError(f"{name!r} is no name: expected letters, digits and . _ @ -")
        check_password(password)
        row = (plain, folded(plain), _granted(role), password_hash(password), self._now())
        with self._open() as connection:
            if connection.execute("SELECT 1 FROM user WHERE folded = ?", (row[1],)).fetchone():
                raise DragomanError(f"{name} has an account already")
            connection.execute("INSERT INTO user VALUES (?, ?, ?, ?, ?)", row)
        self.note(f"account made: {role.value}", plain)

    def set_role(self, name: str, role: Role) -> None:
        """Give someone another role; it holds from the next request on."""
        found = self.user(name)
        with self._open() as connection:
            connection.execute(
                "UPDATE user SET role = ? WHERE name = ?", (_granted(role), found.name)
            )
        self.note(f"role: {role.value}", found.name)

    def set_password(self, name: str, password: str) -> None:
        """Give someone another password; whoever is signed in as them is signed out."""
        check_password(password)
        found, kept = self.user(name), password_hash(password)
        with self._open() as connection:
            connection.execute("UPDATE user SET password = ? WHERE name = ?", (kept, found.name))
            connection.execute("DELETE FROM session WHERE user = ?", (found.name,))
        self.note("password changed", found.name)

    def remove(self, name: str) -> None:
        """Take an account away, with its tokens and sessions."""
        found = self.user(name)
        with self._open() as connection:
            connection.execute("DELETE FROM user WHERE name = ?", (found.name,))
        self.note("account removed", found.name)

    def make_token(self, name: str, words: str) -> str:
        """A new token for a user's programs; only its hash is kept."""
        found, token = self.user(name), new_token()
        row = (secrets.token_hex(4), found.name, token_hash(token), words[:100], self._now())
        with self._open() as connection:
            connection.execute("INSERT INTO token VALUES (?, ?, ?, ?, ?)", row)
        self.note(f"token {row[0]} made", found.name)
        return token

    def tokens(self, name: str) -> list[Token]:
        """The tokens of a user, the oldest first."""
        query = "SELECT id, user, words, made FROM token WHERE user = ? ORDER BY made, id"
        return [Token(*row) for row in self._asked(query, self.user(name).name)]

    def remove_token(self, name: str, id_: str) -> None:
        """Take a token away."""
        found = self.user(name)
        with self._open() as connection:
            gone = connection.execute(
                "DELETE FROM token WHERE id = ? AND user = ?", (id_, found.name)
            )
            if not gone.rowcount:
                raise DragomanError(f"{found.name} has no token {id_!r}")
        self.note(f"token {id_} removed", found.name)

    def by_token(self, token: str) -> User | None:
        """Whose token it is."""
        query = (
            "SELECT name, role, user.made FROM token JOIN user ON name = user WHERE token.hash = ?"
        )
        rows = self._asked(query, token_hash(token))
        return User(rows[0][0], Role(rows[0][1]), rows[0][2]) if rows else None

    def by_password(self, name: str, password: str) -> User | None:
        """Whose name and password it is; takes as long for a name that nobody has."""
        query = "SELECT name, role, made, password FROM user WHERE folded = ?"
        rows = self._asked(query, folded(name))
        kept = rows[0][3] if rows else None
        if not is_password(password, kept):
            return None
        return User(rows[0][0], Role(rows[0][1]), rows[0][2])

    def begin_session(self, user: User, old: str | None) -> str:
        """A new session in place of the one that the browser came with; its secret."""
        secret, now = new_token(), self._now()
        with self._open() as connection:
            connection.execute("DELETE FROM session WHERE hash = ?", (token_hash(old or ""),))
            oldest = self._stamp(self.clock() - LONGEST_SESSION)
            connection.execute("DELETE FROM session WHERE made < ?", (oldest,))
            connection.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?)",
                (token_hash(secret), user.name, now, now),
            )
        return secret

    def by_session(self, secret: str) -> User | None:
        """Who is signed in by this secret, unless that was too long ago."""
        query = (
            "SELECT name, role, user.made, session.made, seen FROM session "
            "JOIN user ON name = user WHERE session.hash = ?"
        )
        hash_, now = token_hash(secret), self.clock()
        rows = self._asked(query, hash_)
        if not rows:
            return None
        name, role, made, begun, seen = rows[0]
        # One that a clock far ahead began would last until that time comes.
        ahead = max(begun, seen) > self._stamp(now + _SEEN)
        long_ago = begun < self._stamp(now - LONGEST_SESSION) or seen < self._stamp(now - IDLE)
        if ahead or long_ago:
            self.end_session(secret)
            return None
        if seen < self._stamp(now - _SEEN):
            with self._open() as connection:
                used = (self._stamp(now), hash_)
                connection.execute("UPDATE session SET seen = ? WHERE hash = ?", used)
        return User(name, Role(role), made)

    def end_session(self, secret: str) -> None:
        """End a session everywhere."""
        with self._open() as connection:
            connection.execute("DELETE FROM session WHERE hash = ?", (token_hash(secret),))

    def note(self, what: str, name: str, address: str = "command line") -> None:
        """Add a line to the audit; of very many the oldest go."""
        row = (self._now(), what, name[:60], address[:60])
        with self._open() as connection:
            made = connection.execute(
                "INSERT INTO audit (at, what, name, address) VALUES (?, ?, ?, ?)", row
            )
            connection.execute("DELETE FROM audit WHERE row <= ?", ((made.lastrowid or 0) - _KEPT,))

    def audit(self, limit: int) -> list[Noted]:
        """The last lines of the audit, the latest first."""
        query = "SELECT at, what, name, address FROM audit ORDER BY row DESC LIMIT ?"
        return [Noted(*row) for row in self._asked(query, limit)]

    def _now(self) -> str:
        return self._stamp(self.clock())

    @staticmethod
    def _stamp(moment: datetime) -> str:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def check_password(password: str) -> None:
    """Refuse a password that is guessed too easily; raises DragomanError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise DragomanError(f"a password has {SHORTEST} to {LONGEST:,} characters")
    if len(set(password)) < 5:
        raise DragomanError("a password has at least five different characters")


def _granted(role: Role) -> str:
    if role not in GRANTED:
        raise DragomanError(f"{role} cannot be given; known: {', '.join(GRANTED)}")
    return role.value


def folded(name: str) -> str:
    """A name as it is compared: the same in any case and width of its letters."""
    return unicodedata.normalize("NFKC", name).casefold()
