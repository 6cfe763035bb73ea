"""Which parts of the derived tables wait to be made again."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from dragoman.ledger import tables

# table of records -> kind of derived things that are made from them
DERIVES = {tables.report: "event", tables.claim: "dispute", tables.figure: "series"}


def mark_document(connection: Connection, document: int) -> None:
    """Note that what rests on the current records of a document is to be made again."""
    for table, kind in DERIVES.items():
        query = select(table.c.block).where(
            table.c.document == document, table.c.superseded_by.is_(None)
        )
        mark(connection, kind, {found[0] for found in connection.execute(query)})


def mark(connection: Connection, kind: str, blocks: set[str]) -> None:
    """Note that these parts of the derived tables are to be made again."""
    table = tables.stale
    if not blocks:
        return
    there = select(table.c.block).where(table.c.kind == kind, table.c.block.in_(blocks))
    new = blocks - {found[0] for found in connection.execute(there)}
    if new:
        rows = [{"kind": kind, "block": block} for block in sorted(new)]
        connection.execute(insert(table), rows)
