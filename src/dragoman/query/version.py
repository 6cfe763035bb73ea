"""A mark of the state that a ledger is in: it changes whenever an answer may."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sqlalchemy import Select, func, literal, select

from dragoman.ledger import derived, tables
from dragoman.query.view import View

# Kept rows are never taken out, so that the last one tells of growth; derived rows are made again
# after each change, and `stale` tells whether that is still to be done.
_GROWN = (
    *(tables.document, tables.report, tables.claim, tables.figure, tables.tie),
    *(tables.attribution, tables.missed, tables.unread, tables.verdict, tables.run),
    *(derived.event, derived.dispute, derived.series),
)


def version(view: View) -> str:
    """The same as long as every question would be answered the same."""
    run, stale = tables.run, tables.stale
    marks: list[Select[Any]] = [select(func.coalesce(func.max(table.c.row), 0)) for table in _GROWN]
    marks.append(select(func.count(run.c.finished)))
    marks.append(select(func.coalesce(func.sum(run.c.known), 0)))
    marks.append(select(func.count(literal(1))).select_from(stale))
    with view.ledger.reading() as connection:
        found = [connection.execute(mark).scalar_one() for mark in marks]
        info = tables.ledger_info
        id_ = connection.execute(select(info.c.value).where(info.c.name == "id")).scalar()
    return sha256(f"{id_} {found}".encode()).hexdigest()[:16]
