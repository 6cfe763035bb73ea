"""Making events, disputes and series from the current records, part by part."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from dragoman.ledger import derived, tables
from dragoman.ledger.deriving_disputes import events_disputed, flag_disputed, make_disputes
from dragoman.ledger.deriving_events import make_events, membership, redirect
from dragoman.ledger.deriving_series import make_series
from dragoman.ledger.parts import add_new, batches, chunked, forget
from dragoman.ledger.verdicts import standing

_SOURCES = {"event": tables.report, "dispute": tables.claim, "series": tables.figure}


def rederive(connection: Connection, *, everything: bool) -> None:
    """Make the stale parts of the derived tables again, or all of them."""
    if everything:
        _mark_all(connection)
    _remake_events(connection)
    _remake_series(connection)
    _remake_disputes(connection)
    connection.execute(delete(tables.stale).where(tables.stale.c.kind.in_(_SOURCES)))


# Everything old goes before anything new comes: a record may have moved from one part to another.


def _remake_events(connection: Connection) -> None:
    verdicts, blocks = standing(connection), _stale(connection, "event")
    before: dict[str, str] = {}
    for some in chunked(_filled(connection, "event")):
        before |= membership(connection, some)
        forget(connection, derived.event, some)
    types: set[str] = set()
    for some in batches(connection, blocks, tables.report):
        types |= make_events(connection, some, verdicts)
    add_new(connection, derived.event_type, [{"type": kind} for kind in sorted(types)])
    redirect(connection, before)


def _remake_series(connection: Connection) -> None:
    blocks = _stale(connection, "series")
    for some in chunked(_filled(connection, "series")):
        forget(connection, derived.series, some)
    for some in batches(connection, blocks, tables.figure):
        make_series(connection, some)


def _remake_disputes(connection: Connection) -> None:
    """Disputes rest on events, so they come last."""
    blocks = _stale(connection, "dispute")
    before = {id_ for some in chunked(blocks) for id_ in events_disputed(connection, some)}
    for some in chunked(_filled(connection, "dispute")):
        forget(connection, derived.dispute, some)
    for some in batches(connection, blocks, tables.claim):
        make_disputes(connection, some)
    flag_disputed(connection, before)


def _stale(connection: Connection, kind: str) -> list[str]:
    query = select(tables.stale.c.block).where(tables.stale.c.kind == kind)
    return [block for (block,) in connection.execute(query.order_by(tables.stale.c.block))]


def _filled(connection: Connection, kind: str) -> list[str]:
    """The stale parts from which something was made before: of a new ledger, none."""
    table, stale = derived.MADE[kind], tables.stale
    there = select(table.c.row).where(table.c.block == stale.c.block).exists()
    query = select(stale.c.block).where(stale.c.kind == kind, there)
    return [block for (block,) in connection.execute(query.order_by(stale.c.block))]


def _mark_all(connection: Connection) -> None:
    connection.execute(delete(tables.stale).where(tables.stale.c.kind.in_(_SOURCES)))
    for kind, table in _SOURCES.items():
        made = derived.MADE[kind]
        blocks = {b for (b,) in connection.execute(select(table.c.block).distinct())}
        blocks |= {b for (b,) in connection.execute(select(made.c.block).distinct())}
        if blocks:
            rows = [{"kind": kind, "block": block} for block in sorted(blocks)]
            connection.execute(insert(tables.stale), rows)
