"""Groups of near-copies, kept up to date document by document, whatever order they come in.

A group is what pairs of copies connect, so that it does not matter which of them came first. It is
called by its original, the earliest document of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from dragoman.ledger import tables
from dragoman.ledger.copy_tables import copy_band, sketch
from dragoman.ledger.loading import document_of
from dragoman.ledger.parts import add_all
from dragoman.ledger.staleness import mark, mark_document

if TYPE_CHECKING:
    from dragoman.clean.copies import Sketch

KIND = "copies"  # of the rows in `stale` that name documents whose copies are to be looked for
_NEVER = "9999-99-99"


def unsettle(connection: Connection, documents: Iterable[int]) -> None:
    """Note that near-copies of documents are to be looked for."""
    mark(connection, KIND, {f"{document:010d}" for document in documents})


def unsettled(connection: Connection, limit: int) -> list[int]:
    """Documents that came or changed since their near-copies were looked for."""
    stale = tables.stale
    query = select(stale.c.block).where(stale.c.kind == KIND).order_by(stale.c.block)
    return [int(row) for (row,) in connection.execute(query.limit(limit))]


def settle(connection: Connection, documents: Sequence[int]) -> None:
    """Put documents, and those that they were grouped with, into groups of near-copies."""
    moving = sorted({*documents, *_dissolved(connection, documents)})
    sketches = _Sketches(connection)
    _keep(connection, sketches.of_all(documents))
    for row in moving:
        _join(connection, row, sketches)
    stale, done = tables.stale, [f"{document:010d}" for document in documents]
    connection.execute(delete(stale).where(stale.c.kind == KIND, stale.c.block.in_(done)))


class _Sketches:
    """What documents are compared by; those of the documents that are settled are kept."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.held: dict[int, Sketch] = {}

    def of_all(self, documents: Sequence[int]) -> dict[int, Sketch]:
        """The sketches of these documents, from now on without asking again."""
        self.held = self._made(documents)
        return self.held

    def of(self, document: int) -> Sketch:
        """The sketch of one document."""
        return self.held.get(document) or self._made([document])[document]

    def _made(self, documents: Sequence[int]) -> dict[int, Sketch]:
        from dragoman.clean.copies import sketch as sketched

        table = tables.document
        rows = self.connection.execute(select(table).where(table.c.row.in_(documents)))
        return {row.row: sketched(document_of(row._mapping)) for row in rows}


def _dissolved(connection: Connection, documents: Sequence[int]) -> list[int]:
    """Who stood in a group with them: with their new texts they may fall apart."""
    table = tables.document
    held = select(table.c.cluster).where(table.c.row.in_(documents)).distinct()
    groups = [name for (name,) in connection.execute(held) if name is not None]
    if not groups:
        return []
    grouped = table.c.cluster.in_(groups)
    rows = [row for (row,) in connection.execute(select(table.c.row).where(grouped))]
    for row in rows:
        mark_document(connection, row)
    connection.execute(update(table).where(grouped).values(cluster=None))
    return rows


def _keep(connection: Connection, made: Mapping[int, Sketch]) -> None:
    """Put the sketches of documents in the place of older ones."""
    older = select(sketch.c.document, sketch.c.bands).where(sketch.c.document.in_(list(made)))
    for document, bands in connection.execute(older).all():
        mine = copy_band.c.document == document
        connection.execute(delete(copy_band).where(copy_band.c.band.in_(bands), mine))
        connection.execute(delete(sketch).where(sketch.c.document == document))
    kept = [
        {"document": document, "words": one.words, "bands": list(one.bands)}
        for document, one in made.items()
    ]
    add_all(connection, sketch, kept)
    rows = [
        {"band": band, "document": document}
        for document, one in made.items()
        for band in sorted(one.bands)
    ]
    add_all(connection, copy_band, rows)


def _join(connection: Connection, document: int, sketches: _Sketches) -> None:
    """Join a document with the groups that a copy of it is in."""
    made, table = sketches.of(document), tables.document
    near = _near(connection, document, made)
    if not near:
        return
    groups: dict[str, list[int]] = defaultdict(list)
    query = select(table.c.row, table.c.id, table.c.cluster).where(table.c.row.in_(near))
    for row, id_, cluster in connection.execute(query.order_by(table.c.row)):
        groups[cluster or id_].append(row)
    # One copy is enough to belong to a group: the others of it are not compared.
    found = [name for name in sorted(groups) if _copied(made, groups[name], sketches)]
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


def _copied(made: Sketch, others: Iterable[int], sketches: _Sketches) -> bool:
    from dragoman.clean.copies import alike

    return any(alike(made, sketches.of(other)) for other in others)


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
