"""Looking after a ledger: what it holds, whether it is sound, a copy of it, less of it on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from dragoman.errors import LedgerError
from dragoman.ledger import derived, tables
from dragoman.ledger.parts import report_query, tellings
from dragoman.ledger.store import Ledger
from dragoman.ledger.trouble import told
from dragoman.ledger.verdicts import judged, standing

# The spans that each table quotes, all of which stand in the text of the document.
QUOTED = {
    tables.report: ("evidence", "trigger", "cue"),
    tables.claim: ("evidence",),
    tables.figure: ("evidence", "number"),
    tables.tie: ("evidence",),
    tables.attribution: ("cue", "content", "source"),
}


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a ledger is and holds: its id, its schema, and the number of rows of each table."""

    id: str
    schema: int
    rows: dict[str, int]


def holdings(ledger: Ledger) -> Holdings:
    """Count what a ledger holds."""
    with ledger.reading() as connection:
        info = connection.execute(select(tables.ledger_info))
        known = {row.name: row.value for row in info}
        counts = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.kept.sorted_tables
        }
    return Holdings(known["id"], int(known["schema"]), counts)


def check(ledger: Ledger) -> list[str]:
    """What is wrong with a ledger, in words; empty when all is well.

    Every text must be the one that was read, and every quote stand where it says in it; a file must
    be sound as well.
    """
    with ledger.reading() as connection:
        # A damaged file answers no more questions; another trouble must not hide that.
        return [*_damaged(connection)] or [
            *_dangling(connection),
            *_altered(connection),
            *_misquoted(connection),
            *_orphaned(connection),
        ]


def backup(ledger: Ledger, to: Path) -> None:
    """Copy a ledger that is a file to another file, while it may be read and written."""
    if ledger.engine.dialect.name != "sqlite":
        raise LedgerError(f"{ledger.name} is on a server: make its backup with pg_dump")
    if to.exists():
        raise LedgerError(f"{to} exists already; name a new file")
    try:
        _copy(ledger, to)
    except BaseException as error:
        # Half a copy must not be taken for a ledger, nor stand in the way of the next try.
        with suppress(OSError):
            to.unlink()
        if isinstance(error, OSError | sqlite3.Error):
            raise LedgerError(f"{ledger.name} cannot be copied to {to}: {error}") from error
        raise


def _copy(ledger: Ledger, to: Path) -> None:
    with closing(sqlite3.connect(to)) as copy, ledger.reading() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)


def compact(ledger: Ledger) -> None:
    """Give back the space that is no longer used and let the database learn its own size."""
    server = ledger.engine.dialect.name == "postgresql"
    autocommit = ledger.engine.execution_options(isolation_level="AUTOCOMMIT")
    if server:
        with told(ledger.name), autocommit.connect() as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")
        return
    raw = ledger.engine.raw_connection()
    try:
        cursor = raw.cursor()
        for statement in ("VACUUM", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"):
            cursor.execute(statement)
    except sqlite3.Error as error:
        raise LedgerError(f"{ledger.name} cannot be compacted now: {error}") from error
    finally:
        raw.close()


def _damaged(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if found != "ok":
            yield f"the file is damaged: {found}"


def _dangling(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{row[0]} row {row[1]} points to a {row[2]} that is not there"


def _altered(connection: Connection) -> Iterator[str]:
    """Texts that are not those that were read: a letter may change and the file stay whole."""
    document = tables.document
    query = select(document.c.uri, document.c.text, document.c.text_hash).order_by(document.c.row)
    for uri, text, known in connection.execution_options(yield_per=100).execute(query):
        # U+FFFD may stand for what a database cannot hold, and the hash for the text before that.
        if "\ufffd" not in text and sha256(text.encode("utf-8")).hexdigest() != known:
            yield f"the text of {uri} is not the one that was read; restore a backup"


def _misquoted(connection: Connection) -> Iterator[str]:
    """Current records whose quote does not stand in the text that is kept."""
    document = tables.document
    for table, quotes in QUOTED.items():
        wrong = or_(*(_differs(table, quote) for quote in quotes))
        query = (
            select(table.c["id" if "id" in table.c else "row"], document.c.uri)
            .join(document, document.c.row == table.c.document)
            .where(table.c.superseded_by.is_(None), wrong)
            .order_by(table.c.row)
        )
        for id_, uri in connection.execute(query):
            yield f"{table.name} {id_} quotes what does not stand in {uri}"


def _differs(table: Table, quote: str) -> ColumnElement[bool]:
    start, end, text = (table.c[f"{quote}_{part}"] for part in ("start", "end", "text"))
    # Positions count from 0 in records and from 1 in SQL, by code points in both databases.
    return func.substr(tables.document.c.text, start + 1, end - start) != text


def _orphaned(connection: Connection) -> Iterator[str]:
    """Current reports that tell no event, though none was rejected and nothing waits."""
    waiting = select(tables.stale.c.kind).where(tables.stale.c.kind == "event").limit(1)
    if connection.execute(waiting).first() is not None:
        return
    report, link = tables.report, derived.event_report
    lost = (
        report_query()
        .outerjoin(link, link.c.report == report.c.row)
        .where(report.c.superseded_by.is_(None), link.c.report.is_(None))
    )
    for _, telling in judged(tellings(connection, lost), standing(connection)).told:
        yield f"report {telling.report.id} tells no event; derive everything again"
