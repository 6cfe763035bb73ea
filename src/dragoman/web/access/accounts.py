"""Users and tokens: who has an account, as what, and whose password or token it is."""

from __future__ import annotations

import re
import secrets
import unicodedata

from dragoman.errors import DragomanError
from dragoman.web.access.book import Token, User
from dragoman.web.access.roles import GRANTED, Role
from dragoman.web.access.secrets import (
    LONGEST,
    SHORTEST,
    is_password,
    new_token,
    password_hash,
    token_hash,
)
from dragoman.web.access.sessions import Sessions

_NAME = re.compile(r"[\w.@-]{1,60}")


class Accounts(Sessions):
    """The accounts of a ledger."""

    def users(self) -> list[User]:
        """Everyone with an account, by name."""
        query = (
            "SELECT name, role, made, (SELECT count(*) FROM token WHERE user = name) "
            "FROM user ORDER BY folded"
        )
        return [User(name, Role(role), made, n) for name, role, made, n in self.asked(query)]

    def user(self, name: str) -> User:
        """One account by name; raises DragomanError when there is none."""
        found = [one for one in self.users() if folded(one.name) == folded(name)]
        if not found:
            raise DragomanError(f"nobody is called {name!r}; `dragoman users list` lists everyone")
        return found[0]

    def free_name(self, name: str) -> str:
        """The name as it is kept; raises DragomanError for none, and for one that someone has."""
        plain = unicodedata.normalize("NFC", name)
        if not _NAME.fullmatch(plain):
            raise DragomanError(f"{name!r} is no name: expected letters, digits and . _ @ -")
        if any(folded(one.name) == folded(plain) for one in self.users()):
            raise DragomanError(f"{name} has an account already")
        return plain

    def add(self, name: str, role: Role, password: str) -> None:
        """Give someone an account."""
        plain = self.free_name(name)
        check_password(password)
        row = (plain, folded(plain), _granted(role), password_hash(password), self.now())
        with self.opened() as connection:
            if connection.execute("SELECT 1 FROM user WHERE folded = ?", (row[1],)).fetchone():
                raise DragomanError(f"{name} has an account already")
            connection.execute("INSERT INTO user VALUES (?, ?, ?, ?, ?)", row)
        self.note(f"account made: {role.value}", plain)

    def set_role(self, name: str, role: Role) -> None:
        """Give someone another role; it holds from the next request on."""
        found = self.user(name)
        with self.opened() as connection:
            connection.execute(
                "UPDATE user SET role = ? WHERE name = ?", (_granted(role), found.name)
            )
        self.note(f"role: {role.value}", found.name)

    def set_password(self, name: str, password: str) -> None:
        """Give someone another password; whoever is signed in as them is signed out."""
        check_password(password)
        found, kept = self.user(name), password_hash(password)
        with self.opened() as connection:
            connection.execute("UPDATE user SET password = ? WHERE name = ?", (kept, found.name))
            connection.execute("DELETE FROM session WHERE user = ?", (found.name,))
        self.note("password changed", found.name)

    def remove(self, name: str) -> None:
        """Take an account away, with its tokens and sessions."""
        found = self.user(name)
        with self.opened() as connection:
            connection.execute("DELETE FROM user WHERE name = ?", (found.name,))
        self.note("account removed", found.name)

    def make_token(self, name: str, words: str) -> str:
        """A new token for a user's programs; only its hash is kept."""
        found, token = self.user(name), new_token()
        row = (secrets.token_hex(4), found.name, token_hash(token), words[:100], self.now())
        with self.opened() as connection:
            connection.execute("INSERT INTO token VALUES (?, ?, ?, ?, ?)", row)
        self.note(f"token {row[0]} made", found.name)
        return token

    def tokens(self, name: str) -> list[Token]:
        """The tokens of a user, the oldest first."""
        query = "SELECT id, user, words, made FROM token WHERE user = ? ORDER BY made, id"
        return [Token(*row) for row in self.asked(query, self.user(name).name)]

    def remove_token(self, name: str, id_: str) -> None:
        """Take a token away."""
        found = self.user(name)
        with self.opened() as connection:
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
        rows = self.asked(query, token_hash(token))
        return User(rows[0][0], Role(rows[0][1]), rows[0][2]) if rows else None

    def by_password(self, name: str, password: str) -> User | None:
        """Whose name and password it is; takes as long for a name that nobody has."""
        query = "SELECT name, role, made, password FROM user WHERE folded = ?"
        rows = self.asked(query, folded(name))
        kept = rows[0][3] if rows else None
        if not is_password(password, kept):
            return None
        return User(rows[0][0], Role(rows[0][1]), rows[0][2])


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
