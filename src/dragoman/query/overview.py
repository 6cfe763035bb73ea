"""What a ledger holds: documents, runs, and the words that were not understood."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dragoman.ledger import tables
from dragoman.query.fetching import source_of
from dragoman.query.rows import DocumentRow, MissedRow, RunRow

_COUNTED = (tables.report, tables.claim, tables.figure, tables.tie)


def document_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[DocumentRow]:
    """Documents with the number of their records."""
    counts: Counter[tuple[str, int]] = Counter()
    for table in _COUNTED:
        query = (
            select(table.c.document, func.count())
            .where(table.c.document.in_([row.row for row in rows]))
            .where(table.c.superseded_by.is_(None))
            .group_by(table.c.document)
        )
        for document, number in connection.execute(query):
            counts[table.name, document] = number
    return [
        DocumentRow(source_of(row), row.characters, *(counts[t.name, row.row] for t in _COUNTED))
        for row in rows
    ]


def run_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[RunRow]:
    """Runs with what they read and what they did not."""
    numbers = [row.row for row in rows]
    document, unread = tables.document, tables.unread
    query = select(document.c.run, func.count()).where(document.c.run.in_(numbers))
    read = {row[0]: row[1] for row in connection.execute(query.group_by(document.c.run))}
    outcomes: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    noted = select(unread).where(unread.c.run.in_(numbers)).order_by(unread.c.row)
    for row in connection.execute(noted):
        outcomes[row.run, row.outcome].append((row.uri, row.reason))
    return [
        RunRow(
            run=row.row,
            command=row.command,
            extractor=row.extractor,
            codebook=row.codebook,
            started=row.started,
            finished=row.finished,
            read=read.get(row.row, 0),
            known=row.known,
            skipped=tuple(outcomes[row.row, "skipped"]),
            failed=tuple(outcomes[row.row, "failed"]),
        )
        for row in rows
    ]


def missed_rows(_: Connection, rows: Sequence[Row[Any]]) -> list[MissedRow]:
    """Unknown words with their counts."""
    return [MissedRow(*(row._mapping[name] for name in MissedRow.__slots__)) for row in rows]
