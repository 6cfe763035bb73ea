"""What came last, and single things: documents, disputes, runs, copies of a document."""

from __future__ import annotations

from sqlalchemy import func, select

from dragoman.ledger import derived, tables
from dragoman.model import Document
from dragoman.query.derived_rows import dispute_rows
from dragoman.query.fetching import SOURCE, source_of
from dragoman.query.overview import document_rows, run_rows
from dragoman.query.rows import DisputeRow, DocumentRow, RunRow, Source
from dragoman.query.view import View


def latest_documents(view: View, limit: int) -> list[DocumentRow]:
    """The documents added last, the last first."""
    document = tables.document
    query = (
        select(document.c.row, func.length(document.c.text).label("characters"), *SOURCE)
        .order_by(document.c.row.desc())
        .limit(limit)
    )
    with view.ledger.reading() as connection:
        return document_rows(connection, connection.execute(query).all())


def latest_disputes(view: View, limit: int) -> list[DisputeRow]:
    """The disputes in which someone spoke last, the latest first."""
    dispute = derived.dispute
    last = func.coalesce(dispute.c.latest, "0000")
    query = select(dispute).order_by(last.desc(), dispute.c.sort.desc()).limit(limit)
    with view.ledger.reading() as connection:
        return dispute_rows(connection, connection.execute(query).all())


def latest_runs(view: View, limit: int) -> list[RunRow]:
    """The readings that filled the ledger, the last first."""
    run = tables.run
    with view.ledger.reading() as connection:
        rows = connection.execute(select(run).order_by(run.c.row.desc()).limit(limit)).all()
        return run_rows(connection, rows)


def dispute(view: View, id_: str) -> DisputeRow | None:
    """One dispute by its id."""
    with view.ledger.reading() as connection:
        rows = connection.execute(select(derived.dispute).where(derived.dispute.c.id == id_)).all()
        return next(iter(dispute_rows(connection, rows)), None)


def copies_of(view: View, one: Document, limit: int) -> list[Source]:
    """The other documents with nearly the same text."""
    document = tables.document
    if one.cluster is None:
        return []
    query = select(*SOURCE).where(document.c.cluster == one.cluster, document.c.id != one.id)
    with view.ledger.reading() as connection:
        found = connection.execute(query.order_by(document.c.published, document.c.id).limit(limit))
        return [source_of(row) for row in found]
