"""Making events, disputes and series from the current records, part by part."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from dragoman.ledger import derived, tables
from dragoman.ledger.deriving_disputes import make_disputes
from dragoman.ledger.deriving_events import make_events
from dragoman.ledger.deriving_series import make_series

# Disputes rest on events, so they come last.
_MAKERS = (("event", make_events), ("series", make_series), ("dispute", make_disputes))
_SOURCES = {"event": tables.report, "dispute": tables.claim, "series": tables.figure}


def rederive(connection: Connection, *, everything: bool) -> None:
    """Make the stale parts of the derived tables again, or all of them."""
    if everything:
        _mark_all(connection)
    for kind, make in _MAKERS:
        stale = select(tables.stale.c.block).where(tables.stale.c.kind == kind)
        for (block,) in connection.execute(stale.order_by(tables.stale.c.block)).all():
            make(connection, block)
        connection.execute(delete(tables.stale).where(tables.stale.c.kind == kind))


def _mark_all(connection: Connection) -> None:
    connection.execute(delete(tables.stale))
    for kind, table in _SOURCES.items():
        made = derived.MADE[kind]
        blocks = {b for (b,) in connection.execute(select(table.c.block).distinct())}
        blocks |= {b for (b,) in connection.execute(select(made.c.block).distinct())}
        if blocks:
            rows = [{"kind": kind, "block": block} for block in sorted(blocks)]
            connection.execute(insert(tables.stale), rows)
