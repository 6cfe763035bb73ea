"""Acts without their reports: light enough to count and to draw thousands, and whole ones by id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from dragoman.ledger import derived, tables
from dragoman.ledger.loading import event_of
from dragoman.ledger.parts import chunked
from dragoman.model import Event, EventType, Status
from dragoman.query.derived_rows import event_rows
from dragoman.query.filter import Filter
from dragoman.query.rows import EventRow
from dragoman.query.timeline import entered, whole_events
from dragoman.query.view import View

_FRESH = 40  # documents among whose acts the newest are looked for
_OF_EACH = 2  # so that one long document does not fill the list


def acts(view: View, asked: Filter) -> list[Event]:
    """The events asked for in order of time, without the ids of their reports."""
    with view.ledger.reading() as connection:
        query, sort = entered(asked, connection.dialect.name)
        ordered = query.add_columns(sort.label("key_0")).order_by(sort)
        found = connection.execute(whole_events(ordered.limit(asked.limit)))
        return [event_of(row._mapping, ()) for row in found]


def outlines(view: View, asked: Filter) -> list[Event]:
    """The events asked for in order of time, with nothing but kind, status and date."""
    event = derived.event
    with view.ledger.reading() as connection:
        query, sort = entered(asked, connection.dialect.name)
        found = query.add_columns(sort.label("key_0")).subquery("found")
        columns = (event.c.id, event.c.type, event.c.mode, event.c.status, event.c.date)
        rows = connection.execute(
            select(*columns).join(found, found.c.row == event.c.row).order_by(found.c.key_0)
        )
        return [
            Event(id_, EventType.add(kind), (), (), False, Status(status), (), 1, 0.0, mode, date)
            for id_, kind, mode, status, date in rows
        ]


def is_party(view: View, code: str) -> bool:
    """Whether the ledger knows acts of this party, whatever the codebook says."""
    table = derived.event_code
    with view.ledger.reading() as connection:
        query = select(table.c.code).where(table.c.code == code).limit(1)
        return connection.execute(query).first() is not None


def events_by_id(view: View, ids: Sequence[str]) -> list[EventRow]:
    """The events with these ids, in the order given; those that are no more are left out."""
    event = derived.event
    found: dict[str, EventRow] = {}
    with view.ledger.reading() as connection:
        for some in chunked(list(ids)):
            rows = connection.execute(select(event).where(event.c.id.in_(some))).all()
            found |= {row.event.id: row for row in event_rows(connection, rows)}
    return [found[id_] for id_ in ids if id_ in found]


def newest(view: View, limit: int) -> list[EventRow]:
    """Acts that the documents added last tell of, a few of each, the latest told first."""
    document, report = tables.document, tables.report
    link, event = derived.event_report, derived.event
    with view.ledger.reading() as connection:
        fresh = select(document.c.row).order_by(document.c.row.desc()).limit(_FRESH)
        rows = [row for (row,) in connection.execute(fresh)]
        told = (
            select(link.c.event, func.max(report.c.document).label("document"))
            .join(report, report.c.row == link.c.report)
            .where(report.c.document.in_(rows), report.c.superseded_by.is_(None))
            .group_by(link.c.event)
            .subquery()
        )
        order = (func.coalesce(event.c.last_told, "0000").desc(), event.c.sort.desc())
        query = select(event, told.c.document).join(told, told.c.event == event.c.row)
        found = connection.execute(query.order_by(*order)).all()
        taken: Counter[int] = Counter()
        kept: list[Row[Any]] = []
        for row in found:
            taken[row.document] += 1
            if taken[row.document] <= _OF_EACH and len(kept) < limit:
                kept.append(row)
        return event_rows(connection, kept)


def told_in(view: View, document: str) -> dict[str, str]:
    """For each report of a document the event that it tells."""
    report, link, event = tables.report, derived.event_report, derived.event
    query = (
        select(report.c.id, event.c.id)
        .join(link, link.c.report == report.c.row)
        .join(event, event.c.row == link.c.event)
        .join(tables.document, tables.document.c.row == report.c.document)
        .where(tables.document.c.id == document, report.c.superseded_by.is_(None))
    )
    with view.ledger.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def alike(view: View, event: str, limit: int = 8) -> list[EventRow]:
    """Acts of the same parties and kind, with which one might be merged; the nearest in time."""
    table = derived.event
    with view.ledger.reading() as connection:
        one = connection.execute(select(table).where(table.c.id == event)).first()
        if one is None:
            return []
        query = select(table).where(table.c.block == one.block, table.c.id != event)
        around = [
            *connection.execute(
                query.where(table.c.sort >= one.sort).order_by(table.c.sort).limit(limit)
            ),
            *connection.execute(
                query.where(table.c.sort < one.sort).order_by(table.c.sort.desc()).limit(limit)
            ),
        ]
        return event_rows(connection, around)[: 2 * limit]


def located(
    view: View, asked: Filter, limit: int
) -> list[tuple[str, str | None, float, float, int]]:
    """Places of the acts asked for: name, state, latitude, longitude, number; the busiest first."""
    event = derived.event
    place = (event.c.place_name, event.c.place_country, event.c.place_lat, event.c.place_lon)
    with view.ledger.reading() as connection:
        query, _ = entered(asked, connection.dialect.name)
        found = query.subquery("found")
        count = func.count()
        counted = (
            select(*place, count)
            .join(found, found.c.row == event.c.row)
            .where(event.c.place_lat.is_not(None), event.c.place_lon.is_not(None))
            .group_by(*place)
            .order_by(count.desc(), *place)
        )
        rows = connection.execute(counted.limit(limit))
        return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
