"""Watches: how far each has told what is new, and what waits to be told where.

What is to be told is kept in the same step that notes how far the watch has come: a watch that is
killed tells it when it is started again, and never once more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from dragoman.ledger import tables
from dragoman.ledger.opening import in_turn
from dragoman.ledger.store import Ledger, stamp
from dragoman.ledger.storing import keepable
from dragoman.ledger.watch_tables import delivery, notice, watch


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a watch tells: an id of its own, the kind, when it was found, what it says."""

    id: str
    kind: str
    at: str
    body: dict[str, Any]


def begin(ledger: Ledger, name: str, now: datetime) -> int:
    """The last document that a watch has told of; a new one begins after all there are."""
    with ledger.writing() as connection:
        in_turn(connection)
        known = connection.execute(select(watch.c.told).where(watch.c.name == name)).scalar()
        if known is not None:
            return int(known)
        newest = _newest(connection)
        row = keepable({"name": name, "told": newest, "since": stamp(now)})
        connection.execute(insert(watch).values(row))
        return newest


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.max(tables.document.c.row))).scalar() or 0)


def tell(
    ledger: Ledger,
    name: str,
    told: tuple[int, int],
    notices: Iterable[Notice],
    channels: Sequence[str],
) -> bool:
    """Keep what is to be told, and that the watch has come from one document to another.

    False, and nothing is kept, when another process has told it meanwhile.
    """
    before, after = told
    with ledger.writing() as connection:
        in_turn(connection)
        moved = connection.execute(
            update(watch).where(watch.c.name == name, watch.c.told == before).values(told=after)
        )
        if moved.rowcount != 1:
            return False
        for one in notices:
            _keep(connection, name, one, channels)
    return True


def _keep(connection: Connection, name: str, one: Notice, channels: Sequence[str]) -> None:
    values = {"id": one.id, "watch": name, "kind": one.kind, "at": one.at, "body": one.body}
    row = connection.execute(insert(notice).values(values).returning(notice.c.row)).scalar_one()
    waiting = [keepable({"notice": row, "channel": channel, "at": None}) for channel in channels]
    if waiting:
        connection.execute(insert(delivery), waiting)


def waiting(ledger: Ledger, name: str, channel: str) -> list[Notice]:
    """What is still to be told through a channel, the oldest first."""
    query = (
        select(notice)
        .join(delivery, delivery.c.notice == notice.c.row)
        .where(notice.c.watch == name, delivery.c.channel == channel, delivery.c.at.is_(None))
    )
    with ledger.reading() as connection:
        return [_notice(row) for row in connection.execute(query.order_by(notice.c.row))]


def delivered(ledger: Ledger, notices: Sequence[Notice], channel: str, now: datetime) -> None:
    """Note that these were told through a channel."""
    ids = [one.id for one in notices]
    rows = select(notice.c.row).where(notice.c.id.in_(ids))
    with ledger.writing() as connection:
        connection.execute(
            update(delivery)
            .where(delivery.c.channel == channel, delivery.c.notice.in_(rows))
            .values(at=stamp(now))
        )


def latest(ledger: Ledger, name: str, limit: int) -> list[Notice]:
    """The newest of all that a watch ever told, the newest first."""
    query = select(notice).where(notice.c.watch == name).order_by(notice.c.row.desc())
    with ledger.reading() as connection:
        return [_notice(row) for row in connection.execute(query.limit(limit))]


def _notice(row: Any) -> Notice:
    return Notice(row.id, row.kind, row.at, row.body)
