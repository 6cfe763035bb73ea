"""Which parts of the derived tables wait to be made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, literal, select, union_all

from dragoman.ledger import tables
from dragoman.ledger.parts import add_new

# table of records -> kind of derived things that are made from them
DERIVES = {tables.report: "event", tables.claim: "dispute", tables.figure: "series"}


def mark_document(connection: Connection, document: int) -> None:
    """Note that what rests on the current records of a document is to be made again."""
    current = (
        select(literal(kind), table.c.block).where(
            table.c.document == document, table.c.superseded_by.is_(None)
        )
        for table, kind in DERIVES.items()
    )
    _note(connection, {(kind, block) for kind, block in connection.execute(union_all(*current))})


def mark_added(connection: Connection, added: Mapping[Table, Iterable[Mapping[str, Any]]]) -> None:
    """Note that what rests on these rows, by their tables, is to be made again."""
    _note(connection, {(DERIVES[table], row["block"]) for table in added for row in added[table]})


def mark(connection: Connection, kind: str, blocks: Iterable[str]) -> None:
    """Note that these parts of the derived tables are to be made again."""
    _note(connection, {(kind, block) for block in blocks})


def _note(connection: Connection, parts: set[tuple[str, str]]) -> None:
    rows = [{"kind": kind, "block": block} for kind, block in sorted(parts)]
    add_new(connection, tables.stale, rows)
