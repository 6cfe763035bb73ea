"""Finding a record by its id, or by a beginning of it that no other record shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, literal, select

from dragoman.ledger import derived, tables
from dragoman.ledger.loading import tie_of
from dragoman.query import fetching
from dragoman.query.derived_rows import dispute_rows, event_rows
from dragoman.query.rows import ClaimRow, DisputeRow, EventRow, FigureRow, ReportRow, TieRow

_KEPT = {
    "report": tables.report,
    "claim": tables.claim,
    "figure": tables.figure,
    "tie": tables.tie,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record by kind (event, report, claim, figure or tie) and id."""

    kind: str
    id: str


def find(connection: Connection, beginning: str, limit: int) -> tuple[Found, ...]:
    """The current records whose ids begin so; only those with just this id if there are any."""
    wanted = beginning.strip().lower()
    if not (wanted.isascii() and wanted.isalnum()):
        return ()
    found: dict[Found, bool] = {}
    for kind, query, column in _questions():
        # A range, unlike LIKE, is answered from the index; "~" sorts behind every letter. Bounds
        # with the column's own collation would be no valid BETWEEN for PostgreSQL.
        first, last = literal(wanted, String()), literal(f"{wanted}~", String())
        asked = query.where(column >= first, column <= last).order_by(column).limit(limit)
        for written, id_ in connection.execute(asked):
            one = Found(kind, id_)
            found[one] = found.get(one, False) or written == wanted
    exact = tuple(one for one, same in found.items() if same)
    return exact or tuple(found)[:limit]


def _questions() -> Iterator[tuple[str, Select[Any], ColumnElement[str]]]:
    """Per kind: the id as it may be asked for with the id that it stands for, and the first."""
    event, old = derived.event.c.id, derived.event_redirect.c.old
    yield "event", select(event, event), event
    yield "event", select(old, derived.event_redirect.c.new), old
    for kind, table in _KEPT.items():
        id_ = table.c.id
        yield kind, select(id_, id_).where(table.c.superseded_by.is_(None)), id_


def record_of(
    connection: Connection, found: Found
) -> EventRow | ReportRow | ClaimRow | FigureRow | TieRow | None:
    """The record with its document, and with all its reports if it is an event."""
    if found.kind == "event":
        events = select(derived.event).where(derived.event.c.id == found.id)
        return next(iter(event_rows(connection, connection.execute(events).all())), None)
    table = _KEPT[found.kind]
    query = _select(found.kind).where(table.c.id == found.id, table.c.superseded_by.is_(None))
    row = connection.execute(query).first()
    if row is None:
        return None
    if found.kind == "report":
        return fetching.report_rows(connection, [row])[0]
    if found.kind == "claim":
        return fetching.claim_row(row)
    if found.kind == "figure":
        return fetching.figure_row(row)
    return TieRow(tie_of(row._mapping), fetching.source_of(row))


def _select(kind: str) -> Select[Any]:
    if kind == "report":
        return fetching.report_select()
    if kind == "claim":
        return fetching.claim_select()
    if kind == "figure":
        return fetching.figure_select()
    tie, document = tables.tie, tables.document
    return select(tie, *fetching.SOURCE).join(document, document.c.row == tie.c.document)


def disputes_about(connection: Connection, event: str) -> tuple[DisputeRow, ...]:
    """The disputes about an event, with the claims of their sides."""
    dispute = derived.dispute
    query = select(dispute).where(dispute.c.event == event).order_by(dispute.c.sort)
    return tuple(dispute_rows(connection, connection.execute(query).all()))
