"""The ledger: what is done with it as a whole, each in a transaction of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select, update

from dragoman.ledger import conflicts, copying, deciding, storing, tables, verdicts
from dragoman.ledger.adding import add_documents
from dragoman.ledger.conflicts import Conflict
from dragoman.ledger.opening import connect, in_turn
from dragoman.ledger.trouble import told
from dragoman.ledger.unbroken import unbroken
from dragoman.ledger.verdicts import Verdict
from dragoman.model import Document, Failure, Records, Skipped

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
        with unbroken(), self.reading() as connection:
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
        return self.add_all([records], run)[0]

    def add_all(self, every: Sequence[Records], run: Run) -> list[bool]:
        """The same for several documents, each another one: all of them are kept or none."""
        with self.writing() as connection:
            in_turn(connection)
            return add_documents(connection, every, run.row)

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
