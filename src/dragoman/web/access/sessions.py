"""Sessions: who is signed in, by the secret that a browser holds."""

from __future__ import annotations

from datetime import timedelta

from dragoman.ledger.store import stamp
from dragoman.web.access.book import Book, User
from dragoman.web.access.roles import Role
from dragoman.web.access.secrets import new_token, token_hash

IDLE, LONGEST_SESSION = timedelta(hours=12), timedelta(days=7)
_SEEN = timedelta(minutes=5)  # how exactly the last use of a session is noted


class Sessions(Book):
    """The sessions that the file of accounts keeps."""

    def begin_session(self, user: User, old: str | None) -> str:
        """A new session in place of the one that the browser came with; its secret."""
        secret, now = new_token(), self.now()
        with self.opened() as connection:
            connection.execute("DELETE FROM session WHERE hash = ?", (token_hash(old or ""),))
            oldest = stamp(self.clock() - LONGEST_SESSION)
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
        rows = self.asked(query, hash_)
        if not rows:
            return None
        name, role, made, begun, seen = rows[0]
        # One that a clock far ahead began would last until that time comes.
        ahead = max(begun, seen) > stamp(now + _SEEN)
        long_ago = begun < stamp(now - LONGEST_SESSION) or seen < stamp(now - IDLE)
        if ahead or long_ago:
            self.end_session(secret)
            return None
        if seen < stamp(now - _SEEN):
            with self.opened() as connection:
                used = (stamp(now), hash_)
                connection.execute("UPDATE session SET seen = ? WHERE hash = ?", used)
        return User(name, Role(role), made)

    def end_session(self, secret: str) -> None:
        """End a session everywhere."""
        with self.opened() as connection:
            connection.execute("DELETE FROM session WHERE hash = ?", (token_hash(secret),))
