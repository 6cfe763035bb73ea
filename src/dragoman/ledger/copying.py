"""Groups of near-copies, kept up to date document by document, whatever order they come in.

A group is what pairs of copies connect, so that it does not matter which of them came first. It is
called by its original, the earliest document of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from dragoman.ledger import tables
from dragoman.ledger.copy_tables import copy_band, sketch
from dragoman.ledger.loading import document_of
from dragoman.ledger.staleness import mark, mark_document

if TYPE_CHECKING:
    from dragoman.clean.copies import Sketch

KIND = "copies"  # of the rows in `stale` that name documents whose copies are to be looked for
_NEVER = "9999-99-99"


def unsettle(connection: Connection, document: int) -> None:
    """Note that near-copies of a document are to be looked for."""
    mark(connection, KIND, {f"{document:010d}"})


def unsettled(connection: Connection, limit: int) -> list[int]:
    """Documents that came or changed since their near-copies were looked for."""
    stale = tables.stale
    query = select(stale.c.block).where(stale.c.kind == KIND).order_by(stale.c.block)
    return [int(row) for (row,) in connection.execute(query.limit(limit))]


def settle(connection: Connection, document: int) -> None:
    """Put a document, and those that it was grouped with, into groups of near-copies."""
    moving = sorted({document, *_dissolved(connection, document)})
    made = _sketched(connection, document)
    _keep(connection, document, made)
    for row in moving:
        _join(connection, row, made if row == document else _sketched(connection, row))
    stale, done = tables.stale, f"{document:010d}"
    connection.execute(delete(stale).where(stale.c.kind == KIND, stale.c.block == done))


def _dissolved(connection: Connection, document: int) -> list[int]:
    """Who stood in a group with it: with its new text they may fall apart."""
    table = tables.document
    group = select(table.c.cluster).where(table.c.row == document).scalar_subquery()
    query = select(table.c.row).where(table.c.cluster == group)
    rows = [row for (row,) in connection.execute(query)]
    for row in rows:
        mark_document(connection, row)
    if rows:
        connection.execute(update(table).where(table.c.cluster == group).values(cluster=None))
    return rows


def _sketched(connection: Connection, document: int) -> Sketch:
    from dragoman.clean.copies import sketch as sketched

    table = tables.document
    row = connection.execute(select(table).where(table.c.row == document)).one()
    return sketched(document_of(row._mapping))


def _keep(connection: Connection, document: int, made: Sketch) -> None:
    """Put a document's sketch in the place of an older one."""
    old = connection.execute(select(sketch.c.bands).where(sketch.c.document == document)).scalar()
    if old is not None:
        mine = copy_band.c.document == document
        connection.execute(delete(copy_band).where(copy_band.c.band.in_(old), mine))
        connection.execute(delete(sketch).where(sketch.c.document == document))
    kept = {"document": document, "words": made.words, "bands": list(made.bands)}
    connection.execute(insert(sketch), kept)
    if made.bands:
        rows = [{"band": band, "document": document} for band in sorted(made.bands)]
        connection.execute(insert(copy_band), rows)


def _join(connection: Connection, document: int, made: Sketch) -> None:
    """Join a document with the groups that a copy of it is in."""
    table = tables.document
    near = _near(connection, document, made)
    if not near:
        return
    groups: dict[str, list[int]] = defaultdict(list)
    query = select(table.c.row, table.c.id, table.c.cluster).where(table.c.row.in_(near))
    for row, id_, cluster in connection.execute(query.order_by(table.c.row)):
        groups[cluster or id_].append(row)
    # One copy is enough to belong to a group: the others of it are not compared.
    found = [name for name in sorted(groups) if _copied(connection, made, groups[name])]
    if found:
        _name(connection, document, found)


def _near(connection: Connection, document: int, made: Sketch) -> list[int]:
    """Documents that may be copies: the same words, or enough bands in common."""
    from dragoman.clean.copies import COMMON

    shared = (
        select(copy_band.c.document)
        .where(copy_band.c.band.in_(made.bands))
        .group_by(copy_band.c.document)
        .having(func.count() >= COMMON)
    )
    equal = select(sketch.c.document).where(sketch.c.words == made.words)
    found = {row for query in (shared, equal) for (row,) in connection.execute(query)}
    return sorted(found - {document})


def _copied(connection: Connection, made: Sketch, others: Iterable[int]) -> bool:
    from dragoman.clean.copies import alike

    return any(alike(made, _sketched(connection, other)) for other in others)


def _name(connection: Connection, document: int, groups: Sequence[str]) -> None:
    """Make the document and these groups one, and call it by its earliest document."""
    table = tables.document
    alone = (table.c.row == document) | (table.c.id.in_(groups) & table.c.cluster.is_(None))
    first = select(table.c.id).where((table.c.row == document) | table.c.id.in_(groups))
    name = connection.execute(
        first.order_by(func.coalesce(table.c.earliest, _NEVER), table.c.id).limit(1)
    ).scalar_one()
    # What counts independent sources changes for all but one of the groups.
    changed = alone | table.c.cluster.in_(_largest_last(connection, groups)[:-1])
    _mark(connection, changed)
    members = alone | table.c.cluster.in_(groups)
    connection.execute(
        update(table).where(members, table.c.cluster.is_distinct_from(name)).values(cluster=name)
    )


def _largest_last(connection: Connection, groups: Sequence[str]) -> list[str]:
    cluster = tables.document.c.cluster
    query = select(cluster).where(cluster.in_(groups)).group_by(cluster)
    return [name for (name,) in connection.execute(query.order_by(func.count(), cluster))]


def _mark(connection: Connection, documents: ColumnElement[bool]) -> None:
    for (row,) in connection.execute(select(tables.document.c.row).where(documents)).all():
        mark_document(connection, row)
