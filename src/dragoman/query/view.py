"""Asking a ledger: one filter, typed rows, always in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select, tuple_

from dragoman.ledger import Ledger, derived, tables
from dragoman.ledger import open_ledger as _open_ledger
from dragoman.ledger.loading import attribution_of, document_of, tie_of
from dragoman.ledger.parts import MANY, UNKNOWN
from dragoman.model import Document, EventType, Records
from dragoman.query import conditions, fetching
from dragoman.query.derived_rows import dispute_rows, event_rows, series_rows
from dragoman.query.filter import Filter, make_filter
from dragoman.query.finding import Found, disputes_about, find, record_of
from dragoman.query.listing import Keyed, Listing, place
from dragoman.query.overview import document_rows, missed_rows, run_rows
from dragoman.query.rows import (
    AttributionRow,
    ClaimRow,
    DisputeRow,
    DocumentRow,
    EventRow,
    FigureRow,
    MissedRow,
    ReportRow,
    RunRow,
    SeriesRow,
    TieRow,
)
from dragoman.query.timeline import entered, queued, whole_documents, whole_events

T = TypeVar("T")
Keys = Sequence[ColumnElement[Any]]
Make = Callable[[Connection, Sequence[Row[Any]]], Iterable[T]]


class View:
    """A ledger to ask; use it as a context manager, or `close` it.

    Every question takes the fields of `Filter` by name, as values or strings, or a filter:

        view.events(dyad=("BLR", "SYR"), since="2019", statuses="occurred,planned")
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

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
        self.ledger.close()

    def events(self, asked: Filter | None = None, **fields: Any) -> Listing[EventRow]:
        """Events in order of time, each with the reports that tell it."""
        wanted = self._filter("events", asked, fields)
        query, sort = entered(wanted, self._dialect)
        return self._listing("events", query, [sort], event_rows, wanted, whole_events)

    def reports(self, asked: Filter | None = None, **fields: Any) -> Listing[ReportRow]:
        """Reports in order of the time of the act, each with its document and its event."""
        wanted = self._filter("reports", asked, fields)
        query = fetching.report_select().where(*conditions.of_report(wanted, self._dialect))
        return self._listing(
            "reports", query, _in_time(tables.report), fetching.report_rows, wanted
        )

    def claims(self, asked: Filter | None = None, **fields: Any) -> Listing[ClaimRow]:
        """Claims in order of time, each with its document."""
        wanted = self._filter("claims", asked, fields)
        query = fetching.claim_select().where(
            *conditions.of_record(tables.claim, wanted, self._dialect)
        )
        make = _each(fetching.claim_row)
        return self._listing("claims", query, _in_time(tables.claim), make, wanted)

    def figures(self, asked: Filter | None = None, **fields: Any) -> Listing[FigureRow]:
        """Figures in order of their period, each with its document."""
        wanted = self._filter("figures", asked, fields)
        query = fetching.figure_select().where(
            *conditions.of_record(tables.figure, wanted, self._dialect)
        )
        make = _each(fetching.figure_row)
        return self._listing("figures", query, _in_time(tables.figure), make, wanted)

    def ties(self, asked: Filter | None = None, **fields: Any) -> Listing[TieRow]:
        """Ties in order of kind, subject and object, each with its document."""
        wanted = self._filter("ties", asked, fields)
        tie, document = tables.tie, tables.document
        query = (
            select(tie, *fetching.SOURCE)
            .join(document, document.c.row == tie.c.document)
            .where(*conditions.of_record(tie, wanted, self._dialect))
        )
        make = _each(lambda row: TieRow(tie_of(row._mapping), fetching.source_of(row)))
        keys = [tie.c.kind, tie.c.subject, tie.c.object, tie.c.id]
        return self._listing("ties", query, keys, make, wanted)

    def attributions(self, asked: Filter | None = None, **fields: Any) -> Listing[AttributionRow]:
        """Who says what, about states or not, in the order in which documents were added."""
        wanted = self._filter("attributions", asked, fields)
        said, document = tables.attribution, tables.document
        query = (
            select(said, *fetching.SOURCE)
            .join(document, document.c.row == said.c.document)
            .where(*conditions.of_attribution(wanted, self._dialect))
        )
        make = _each(
            lambda row: AttributionRow(attribution_of(row._mapping), fetching.source_of(row))
        )
        return self._listing("attributions", query, [said.c.row], make, wanted)

    def queue(self, asked: Filter | None = None, **fields: Any) -> Listing[EventRow]:
        """Events to be reviewed, those first of which a verdict is worth most.

        That is what is unsure (or disputed), widely told and weighty; reviewed events are left out.
        """
        wanted = replace(self._filter("events", asked, fields), reviewed=False)
        query, worth = queued(wanted, self._dialect)
        return self._listing("events", query, [worth, derived.event.c.id], event_rows, wanted)

    def documents(self, asked: Filter | None = None, **fields: Any) -> Listing[DocumentRow]:
        """Documents in order of publication, with the number of records that each yields."""
        wanted = self._filter("documents", asked, fields)
        document = tables.document
        query = select(document.c.row).where(*conditions.of_document(wanted, self._dialect))
        keys = _in_time(document)
        return self._listing("documents", query, keys, document_rows, wanted, whole_documents)

    def disputes(self, asked: Filter | None = None, **fields: Any) -> Listing[DisputeRow]:
        """Disputes in order of their first telling, each with the claims of its sides."""
        wanted = self._filter("disputes", asked, fields)
        dispute = derived.dispute
        query = select(dispute).where(*conditions.of_dispute(wanted))
        return self._listing("disputes", query, [dispute.c.sort], dispute_rows, wanted)

    def series(self, asked: Filter | None = None, **fields: Any) -> Listing[SeriesRow]:
        """Series in order of measure and parties, each with its figures."""
        wanted = self._filter("series", asked, fields)
        one = derived.series
        query = select(one).where(*conditions.of_series(wanted))
        return self._listing("series", query, [one.c.sort], series_rows, wanted)

    def runs(self, asked: Filter | None = None, **fields: Any) -> Listing[RunRow]:
        """The readings that filled the ledger, the first first."""
        wanted = self._filter("runs", asked, fields)
        run = tables.run
        return self._listing("runs", select(run), [run.c.row], run_rows, wanted)

    def missed(self, asked: Filter | None = None, **fields: Any) -> Listing[MissedRow]:
        """Unknown names and verbs, the most frequent first."""
        wanted = self._filter("missed", asked, fields)
        missed = tables.missed
        grouped = (
            select(
                missed.c.kind,
                missed.c.text,
                func.count().label("count"),
                func.count(missed.c.document.distinct()).label("documents"),
            )
            .where(missed.c.superseded_by.is_(None))
            .group_by(missed.c.kind, missed.c.text)
            .subquery()
        )
        keys = [-grouped.c.count, grouped.c.kind, grouped.c.text]
        return self._listing("missed", select(grouped), keys, missed_rows, wanted)

    def document(self, id_: str) -> Document | None:
        """One document with its text; None when it is not there."""
        table = tables.document
        with self.ledger.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == id_)).first()
        return document_of(row._mapping) if row else None

    def records(self, documents: Iterable[str]) -> Iterator[Records]:
        """All that these documents say, as it was read, in order of their ids."""
        from dragoman.query.records import records_of

        for some in fetching.batches(sorted(set(documents)), 50):
            with self.ledger.reading() as connection:
                yield from records_of(connection, some)

    def event(self, id_: str) -> EventRow | None:
        """One event by its id, also by an id that it had before."""
        event, redirect = derived.event, derived.event_redirect
        with self.ledger.reading() as connection:
            new = connection.execute(select(redirect.c.new).where(redirect.c.old == id_)).scalar()
            found = connection.execute(select(event).where(event.c.id == (new or id_))).all()
            return next(iter(event_rows(connection, found)), None)

    def find(self, beginning: str, limit: int = 10) -> tuple[Found, ...]:
        """The records whose ids begin so, at most `limit`; one that has just this id stands alone.

        Found are events (also by an id that they had before), reports, claims, figures and ties.
        """
        with self.ledger.reading() as connection:
            return find(connection, beginning, limit)

    def record(self, found: Found) -> EventRow | ReportRow | ClaimRow | FigureRow | TieRow | None:
        """What was found, with its document; None when it is not there any more."""
        with self.ledger.reading() as connection:
            return record_of(connection, found)

    def disputes_about(self, event: str) -> tuple[DisputeRow, ...]:
        """The disputes about an event, in order of their first telling."""
        with self.ledger.reading() as connection:
            return disputes_about(connection, event)

    @property
    def _dialect(self) -> str:
        return self.ledger.engine.dialect.name

    def _listing(
        self,
        kind: str,
        query: Select[Any],
        keys: Keys,
        make: Make[T],
        asked: Filter,
        whole: Callable[[Select[Any]], Select[Any]] = lambda query: query,
    ) -> Listing[T]:
        named = [key.label(f"key_{i}") for i, key in enumerate(keys)]
        ordered = query.add_columns(*named).order_by(*keys)
        if asked.after:
            start = [
                literal(value)
                for value in place(asked.after, [key.type.python_type for key in keys])
            ]
            ordered = ordered.where(tuple_(*keys) > tuple_(*start))

        def keyed(limit: int | None) -> Iterator[tuple[T, list[Any]]]:
            with self.ledger.reading() as connection:
                rows = connection.execute(
                    whole(ordered.limit(limit) if limit else ordered),
                    execution_options={"yield_per": MANY},
                )
                for batch in fetching.batches(rows):
                    made = make(connection, batch)
                    for row, one in zip(batch, made, strict=True):
                        yield one, [row._mapping[f"key_{i}"] for i in range(len(keys))]

        return self._answer(kind, keyed, asked.limit)

    def _filter(self, kind: str, asked: Filter | None, fields: dict[str, Any]) -> Filter:
        if fields.get("types"):
            self._know_types()
        wanted = asked if asked is not None and not fields else make_filter(**fields)
        conditions.check_applies(wanted, kind)
        return wanted

    def _know_types(self) -> None:
        """A type that only the ledger knows can be asked for, whatever the codebook in use."""
        with self.ledger.reading() as connection:
            for (kind,) in connection.execute(select(derived.event_type.c.type)):
                EventType.add(kind)

    def _answer(self, kind: str, keyed: Keyed[T], limit: int | None) -> Listing[T]:  # noqa: ARG002
        """The answer to a question; Python's way to a ledger makes one that shows itself."""
        return Listing(keyed, limit)


def open_ledger(target: str | os.PathLike[str]) -> View:
    """Open a ledger that exists, to ask it; raises LedgerError with what to do."""
    return View(_open_ledger(target, create=False))


def _in_time(table: Any) -> Keys:
    return [
        func.coalesce(table.c.earliest, UNKNOWN),
        func.coalesce(table.c.latest, UNKNOWN),
        table.c.id,
        table.c.row,
    ]


def _each(make: Callable[[Row[Any]], T]) -> Make[T]:
    return lambda _, rows: [make(row) for row in rows]
