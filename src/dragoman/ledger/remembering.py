"""What was fetched from the web and taken from watched folders, kept in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, insert, select

from dragoman.acquire import Seen
from dragoman.ledger import watch_tables
from dragoman.ledger.store import Ledger, stamp
from dragoman.ledger.storing import keepable
from dragoman.ledger.unbroken import unbroken


class Remembered:
    """The memory of a ledger, as fetching wants it; `reading` names the versions that read now."""

    def __init__(self, ledger: Ledger, reading: str, clock: Callable[[], datetime]) -> None:
        self.ledger, self.reading, self.clock = ledger, reading, clock

    def recall(self, url: str) -> Seen | None:
        """How an address was left the last time; None when it is new."""
        table = watch_tables.fetched
        with unbroken(), self.ledger.reading() as connection:
            row = connection.execute(select(table).where(table.c.url == url)).first()
        if row is None:
            return None
        return Seen(row.etag, row.modified, row.mark, row.outcome, row.tries)

    def remember(self, url: str, seen: Seen) -> None:
        """Keep how an address was left."""
        table = watch_tables.fetched
        kept = {
            "url": url,
            "etag": seen.etag,
            "modified": seen.modified,
            "mark": seen.mark,
            "outcome": seen.outcome,
            "tries": seen.tries,
            "at": stamp(self.clock()),
        }
        with self.ledger.writing() as connection:
            connection.execute(delete(table).where(table.c.url == url))
            connection.execute(insert(table).values(keepable(kept)))
