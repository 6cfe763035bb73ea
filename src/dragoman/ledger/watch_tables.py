"""The tables that watching needs: what was fetched, what was told, and what waits to be told."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Table

from dragoman.ledger.tables import kept, number, row_key, text

fetched = Table(
    "fetched",
    kept,
    text("url", "the address that was asked", primary_key=True),
    text("etag", "the server's mark of the version that came"),
    text("modified", "the server's Last-Modified of it"),
    text("mark", "the change that the feed told of it, so that a new one shows"),
    text("outcome", "done, or why nothing was taken"),
    number("tries", "how often it was asked for in vain; null when it will not be asked again"),
    text("at", "when, UTC", nullable=False),
    comment="Web addresses that were fetched, so that nothing is fetched in vain.",
)

watch = Table(
    "watch",
    kept,
    text("name", "the watch", primary_key=True),
    number("told", "the last document that it has told of", nullable=False),
    text("since", "when it began, UTC", nullable=False),
    comment="Watches, and how far each has told what is new.",
)

notice = Table(
    "notice",
    kept,
    row_key(),
    text("id", "id of the notice, a hash of the watch and of what it tells", nullable=False),
    text("watch", "the watch", ForeignKey("watch.name"), nullable=False),
    text("kind", "event, status, dispute or figure", nullable=False),
    text("at", "when it was found, UTC", nullable=False),
    Column("body", JSON, nullable=False, comment="what is told"),
    Index("notice_by_watch", "watch", "row"),
    Index("notice_by_id", "id", unique=True),
    comment="What watches had to tell.",
)

delivery = Table(
    "delivery",
    kept,
    number("notice", "the notice", ForeignKey("notice.row"), primary_key=True),
    text("channel", "where it is to be told: a file, a folder or an address", primary_key=True),
    text("at", "when it was told, UTC; null while it waits"),
    comment="Notices on their way.",
    sqlite_with_rowid=False,
)
