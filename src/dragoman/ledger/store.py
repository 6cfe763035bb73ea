"""The ledger: adding what was read, one transaction per document, and marking what it changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, insert, select, update

from dragoman.ledger import conflicts, copying, deciding, storing, tables, verdicts
from dragoman.ledger.bounds import bounds
from dragoman.ledger.conflicts import Conflict
from dragoman.ledger.opening import connect, in_turn
from dragoman.ledger.parts import add, add_all
from dragoman.ledger.staleness import mark_added, mark_document
from dragoman.ledger.storing import Row
from dragoman.ledger.trouble import told
from dragoman.ledger.unbroken import unbroken
from dragoman.ledger.verdicts import Verdict
from dragoman.model import Document, Failure, Records, Skipped

RECORDS: tuple[Table, ...] = (
    *(tables.report, tables.claim, tables.figure, tables.tie),
    *(tables.attribution, tables.missed),
)

_TOGETHER = 50  # documents whose near-copies are looked for in one transaction


@dataclass(frozen=True, slots=True)
class Run:
    """One filling of the ledger, with the versions that read."""

    row: int
    command: str
    extractor: str
    codebook: str
    started: str


class Ledger:
    """A place that keeps what was read; use it as a context manager.

    One may write while many read; a second writer waits for its turn. Every document is added whole
    or not at all, so that a run that is cut off can simply be started again.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        with told(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that is kept whole or not at all; Ctrl-C waits for it."""
        with (
            told(self.name),
            unbroken(),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    def begin(self, command: str, extractor: str, codebook: str, now: datetime) -> Run:
        """Start a run: note what fills the ledger, with which versions, since when."""
        made = Run(0, command, extractor, codebook, stamp(now))
        values = {
            name: getattr(made, name) for name in ("command", "extractor", "codebook", "started")
        }
        with self.writing() as connection:
            row = connection.execute(
                insert(tables.run).values(storing.keepable(values)).returning(tables.run.c.row)
            ).scalar_one()
        return Run(row, command, extractor, codebook, made.started)

    def knows(self, document: Document, extractor: str, codebook: str) -> bool:
        """Whether the document was read already: the same text by the same versions."""
        table = tables.document
        query = select(table.c.read_hash, table.c.extractor, table.c.codebook)
        with self.reading() as connection:
            found = connection.execute(query.where(table.c.id == document.id)).first()
        return found is not None and tuple(found) == (
            storing.read_hash(document),
            extractor,
            codebook,
        )

    def known(self, run: Run) -> None:
        """Count a document of the run that needed no reading."""
        table = tables.run
        with self.writing() as connection:
            connection.execute(
                update(table).where(table.c.row == run.row).values(known=table.c.known + 1)
            )

    def add(self, records: Records, run: Run) -> bool:
        """Keep what a document says, in place of what an older reading made of it.

        Returns False, and changes nothing, when the same versions have read the same text before.
        """
        with self.writing() as connection:
            in_turn(connection)
            placed = _place(connection, records, run)
            if placed is None:
                return False
            row, new = placed
            if not new:
                _supersede(connection, row, run)
            _keep(connection, records, row, run)
            if not new and deciding.is_judged(connection, row):
                deciding.refit(connection, row)
        return True

    def judge(self, verdict: Verdict) -> str:
        """Add what a person decided and make the events that it concerns again; its id.

        An `undo` is a verdict too: nothing is ever taken out.
        """
        with self.writing() as connection:
            in_turn(connection)
            id_ = deciding.record(connection, verdict)
        self.rederive()
        return id_

    def verdicts(self) -> list[Verdict]:
        """All that people decided, undone decisions too, in order."""
        with self.reading() as connection:
            return verdicts.listed(connection)

    def verdicts_on(self, reports: Iterable[str]) -> list[Verdict]:
        """What people decided about these reports and still stands, in order."""
        with self.reading() as connection:
            ids = verdicts.about(connection, set(reports))
            return [one for one in verdicts.listed(connection) if one.id in ids]

    def undone(self) -> set[str]:
        """The ids of the verdicts that are undone."""
        with self.reading() as connection:
            return verdicts.undone(connection)

    def conflicts(self) -> list[Conflict]:
        """Verdicts whose report the newest reading lost, or against which others decided."""
        with self.reading() as connection:
            return conflicts.conflicts(connection)

    def skip(self, skipped: Skipped, run: Run) -> None:
        """Note a document that was not read, and why."""
        self._note(run, "skipped", skipped.uri, skipped.reason)

    def fail(self, failure: Failure, run: Run) -> None:
        """Note a document whose reading failed, and why."""
        self._note(run, "failed", failure.uri, failure.error)

    def _note(self, run: Run, outcome: str, uri: str, reason: str) -> None:
        row = {"run": run.row, "outcome": outcome, "uri": uri, "reason": reason}
        with self.writing() as connection:
            connection.execute(insert(tables.unread).values(storing.keepable(row)))

    def finish(self, run: Run, now: datetime) -> None:
        """End a run."""
        table = tables.run
        with self.writing() as connection:
            connection.execute(
                update(table).where(table.c.row == run.row).values(finished=stamp(now))
            )

    def settle_copies(self) -> None:
        """Look for the near-copies of documents that came or changed; afterwards `rederive`."""
        while True:
            with self.writing() as connection:
                in_turn(connection)
                waiting = copying.unsettled(connection, _TOGETHER)
                if waiting:
                    copying.settle(connection, waiting)
            if not waiting:
                return

    def rederive(self, *, everything: bool = False) -> None:
        """Make events, disputes and series again, where records have changed or all of them."""
        from dragoman.ledger.deriving import rederive

        with self.writing() as connection:
            in_turn(connection)
            rederive(connection, everything=everything)


def open_ledger(
    target: str | os.PathLike[str], *, create: bool = True, upgrade: bool = False
) -> Ledger:
    """Open the ledger in a file or at a postgresql:// URL; raises LedgerError with what to do.

    `upgrade` also brings a server's ledger of an older schema up to date, as is done with files.
    """
    engine, name = connect(target, create=create, upgrade=upgrade)
    return Ledger(engine, name)


def stamp(now: datetime) -> str:
    """A moment as the ledger writes it: UTC, to the second."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _place(connection: Connection, records: Records, run: Run) -> tuple[int, bool] | None:
    """The row of the document and whether it is new; None when this reading is kept already."""
    table, document = tables.document, records.document
    row = storing.document_row(document, records.extractor, records.codebook, run.row)
    old = connection.execute(select(table).where(table.c.id == row["id"])).first()
    if old is None:
        made = connection.execute(insert(table).returning(table.c.row), row)
        new = int(made.scalar_one())
        copying.unsettle(connection, new)
        return new, True
    if (old.read_hash, old.extractor, old.codebook) == (
        row["read_hash"],
        records.extractor,
        records.codebook,
    ):
        return None
    if old.text_hash != row["text_hash"]:
        _keep_text(connection, old, run)
    if old.read_hash != row["read_hash"]:
        copying.unsettle(connection, old.row)
    connection.execute(update(table).where(table.c.row == old.row).values(row))
    return int(old.row), False


def _keep_text(connection: Connection, old: Any, run: Run) -> None:
    table = tables.earlier_text
    there = select(table.c.run).where(
        table.c.document == old.row, table.c.text_hash == old.text_hash
    )
    if connection.execute(there).first() is None:
        kept = {"document": old.row, "text_hash": old.text_hash, "text": old.text, "run": run.row}
        connection.execute(insert(table).values(kept))


def _supersede(connection: Connection, document: int, run: Run) -> None:
    mark_document(connection, document)
    for table in RECORDS:
        connection.execute(
            update(table)
            .where(table.c.document == document, table.c.superseded_by.is_(None))
            .values(superseded_by=run.row)
        )


def _keep(connection: Connection, records: Records, document: int, run: Run) -> None:
    origin = {"document": document, "run": run.row}
    reports = _unique(records.events)
    told_on = bounds(records.document.published)[0]
    reported = _kept([storing.report_row(report, told_on) | origin for report in reports])
    rows = add(connection, tables.report, reported)
    parties = (storing.party_rows(report, row) for report, row in zip(reports, rows, strict=True))
    every = (party for found in parties for party in found)
    add_all(connection, tables.report_party, _kept(every))
    told = {report.id: report.codes for report in reports}
    claims, figures, ties = (_unique(t) for t in (records.claims, records.figures, records.ties))
    claimed = _kept(
        [storing.claim_row(c, told.get(c.event or "", frozenset())) | origin for c in claims]
    )
    counted = _kept([storing.figure_row(figure) | origin for figure in figures])
    tied = _kept([storing.tie_row(tie) | origin for tie in ties])
    _insert_coded(connection, tables.claim, claimed, [storing.claim_codes(c) for c in claims])
    _insert_coded(connection, tables.figure, counted, [storing.figure_codes(f) for f in figures])
    _insert_coded(connection, tables.tie, tied, [storing.tie_codes(t) for t in ties])
    said = [storing.attribution_row(a) | origin for a in records.attributions]
    add_all(connection, tables.attribution, _kept(said))
    unknown = [{"kind": m.kind, "text": m.text} | origin for m in records.missed]
    add_all(connection, tables.missed, _kept(unknown))
    added = {tables.report: reported, tables.claim: claimed, tables.figure: counted}
    mark_added(connection, added)


def _unique(things: Sequence[Any]) -> list[Any]:
    """One record for each id: an id is a hash of all that the record says."""
    return list({thing.id: thing for thing in things}.values())


def _kept(rows: Iterable[Row]) -> list[Row]:
    return [storing.keepable(row) for row in rows]


def _insert_coded(
    connection: Connection, table: Table, rows: Sequence[Row], codes: Sequence[set[str]]
) -> None:
    made = add(connection, table, rows)
    coded = [
        {table.name: row, "code": code}
        for row, found in zip(made, codes, strict=True)
        for code in sorted(found)
    ]
    add_all(connection, tables.kept.tables[f"{table.name}_code"], _kept(coded))
