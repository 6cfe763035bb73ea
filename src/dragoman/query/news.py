"""What documents changed that came since a watch last told: events, disputes and series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from dragoman.ledger import Ledger, derived, tables
from dragoman.ledger.parts import chunked
from dragoman.query.derived_rows import dispute_rows, event_rows, series_rows
from dragoman.query.fetching import batches
from dragoman.query.rows import DisputeRow, EventRow, SeriesRow


@dataclass(frozen=True, slots=True)
class News:
    """What new documents tell of; `fresh` are their ids, `until` the last one's row.

    Each event, dispute and series is whole: what older documents say of it stands there as well.
    `disputed` are the events that the disputes are about, by id.
    """

    until: int
    fresh: frozenset[str] = frozenset()
    events: tuple[EventRow, ...] = ()
    disputes: tuple[DisputeRow, ...] = ()
    series: tuple[SeriesRow, ...] = ()
    disputed: Mapping[str, EventRow] = field(default_factory=dict)


def news(ledger: Ledger, since: int) -> News:
    """What the documents after row `since` changed."""
    document, event = tables.document, derived.event
    query = select(document.c.row, document.c.id).where(document.c.row > since)
    with ledger.reading() as connection:
        found = connection.execute(query.order_by(document.c.row)).all()
        if not found:
            return News(since)
        disputes = _disputes(connection, since)
        about = sorted({row.dispute.event for row in disputes if row.dispute.event})
        return News(
            until=found[-1].row,
            fresh=frozenset(row.id for row in found),
            events=tuple(_events(connection, event.c.row.in_(_touched(since)))),
            disputes=tuple(disputes),
            series=tuple(_series(connection, since)),
            disputed={
                row.event.id: row
                for some in chunked(about)
                for row in _events(connection, event.c.id.in_(some))
            },
        )


def _touched(since: int) -> Select[tuple[int]]:
    """The events that a new document tells."""
    link, report = derived.event_report, tables.report
    return (
        select(link.c.event)
        .join(report, report.c.row == link.c.report)
        .where(report.c.document > since, report.c.superseded_by.is_(None))
    )


def _events(connection: Connection, wanted: ColumnElement[bool]) -> list[EventRow]:
    event = derived.event
    rows = connection.execute(select(event).where(wanted).order_by(event.c.sort))
    return [one for some in batches(rows) for one in event_rows(connection, some)]


def _disputes(connection: Connection, since: int) -> list[DisputeRow]:
    """Disputes in which a new document speaks, or whose event it tells."""
    dispute, link, claim = derived.dispute, derived.dispute_claim, tables.claim
    event = derived.event
    spoken = (
        select(link.c.dispute)
        .join(claim, claim.c.id == link.c.claim)
        .where(claim.c.document > since, claim.c.superseded_by.is_(None))
    )
    told = select(event.c.id).where(event.c.row.in_(_touched(since)))
    either = or_(dispute.c.row.in_(spoken), dispute.c.event.in_(told))
    rows = connection.execute(select(dispute).where(either).order_by(dispute.c.sort))
    return [one for some in batches(rows) for one in dispute_rows(connection, some)]


def _series(connection: Connection, since: int) -> list[SeriesRow]:
    one, figure = derived.series, tables.figure
    blocks = select(figure.c.block).where(
        figure.c.document > since, figure.c.superseded_by.is_(None)
    )
    rows = connection.execute(select(one).where(one.c.block.in_(blocks)).order_by(one.c.sort))
    return [made for some in batches(rows) for made in series_rows(connection, some)]
