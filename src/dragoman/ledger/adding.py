"""Adding documents to the tables: new ones, and readings that take the place of older ones.

Several documents share each statement, which costs more than the rows that it adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from dragoman.ledger import copying, deciding, storing, tables
from dragoman.ledger.bounds import bounds
from dragoman.ledger.parts import add, add_all
from dragoman.ledger.staleness import mark_added, mark_document
from dragoman.ledger.storing import Row
from dragoman.model import Claim, Figure, Records, Report, Tie

RECORDS: tuple[Table, ...] = (
    *(tables.report, tables.claim, tables.figure, tables.tie),
    *(tables.attribution, tables.missed),
)


def add_documents(connection: Connection, every: Sequence[Records], run: int) -> list[bool]:
    """Keep what documents say, each another one; for each whether that was not known before."""
    rows, older = _placed(connection, every, run)
    for row in older:
        _supersede(connection, row, run)
    new = [
        _told(records, {"document": row, "run": run})
        for records, row in zip(every, rows, strict=True)
        if row is not None
    ]
    if new:
        _keep(connection, new)
    for row in older:
        if deciding.is_judged(connection, row):
            deciding.refit(connection, row)
    return [row is not None for row in rows]


def _placed(
    connection: Connection, every: Sequence[Records], run: int
) -> tuple[list[int | None], list[int]]:
    """The rows of the documents, None for readings that are kept already; and which are not new."""
    table = tables.document
    rows = [storing.document_row(r.document, r.extractor, r.codebook, run) for r in every]
    there = select(table).where(table.c.id.in_([row["id"] for row in rows]))
    old = {found.id: found for found in connection.execute(there)}
    new = [{"cluster": None, **row} for row in rows if row["id"] not in old]
    changed = [row for row in rows if row["id"] in old and _is_new_reading(old[row["id"]], row)]
    numbers = add(connection, table, new)
    copying.unsettle(connection, numbers)
    for row in changed:
        _replace(connection, old[row["id"]], row, run)
    placed = dict(zip((row["id"] for row in new), numbers, strict=True))
    placed |= {row["id"]: int(old[row["id"]].row) for row in changed}
    return [placed.get(row["id"]) for row in rows], [placed[row["id"]] for row in changed]


def _is_new_reading(old: Any, row: Row) -> bool:
    rests_on = ("read_hash", "extractor", "codebook")
    return any(getattr(old, name) != row[name] for name in rests_on)


def _replace(connection: Connection, old: Any, row: Row, run: int) -> None:
    """Put a document in the place of what was there of it, whose text is kept."""
    table = tables.document
    if old.text_hash != row["text_hash"]:
        _keep_text(connection, old, run)
    if old.read_hash != row["read_hash"]:
        copying.unsettle(connection, [old.row])
    connection.execute(update(table).where(table.c.row == old.row).values(row))


def _keep_text(connection: Connection, old: Any, run: int) -> None:
    table = tables.earlier_text
    there = select(table.c.run).where(
        table.c.document == old.row, table.c.text_hash == old.text_hash
    )
    if connection.execute(there).first() is None:
        kept = {"document": old.row, "text_hash": old.text_hash, "text": old.text, "run": run}
        connection.execute(insert(table).values(kept))


def _supersede(connection: Connection, document: int, run: int) -> None:
    mark_document(connection, document)
    for table in RECORDS:
        connection.execute(
            update(table)
            .where(table.c.document == document, table.c.superseded_by.is_(None))
            .values(superseded_by=run)
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """The records of a document, each with its row, and the rows of what has no number."""

    reports: list[tuple[Report, Row]]
    claims: list[tuple[Claim, Row]]
    figures: list[tuple[Figure, Row]]
    ties: list[tuple[Tie, Row]]
    attributions: list[Row]
    missed: list[Row]


def _told(records: Records, origin: Row) -> _Told:
    told_on = bounds(records.document.published)[0]
    reports = _unique(records.events)
    codes = {report.id: report.codes for report in reports}
    unread = frozenset[str]()
    return _Told(
        [(r, _kept(storing.report_row(r, told_on) | origin)) for r in reports],
        [
            (c, _kept(storing.claim_row(c, codes.get(c.event or "", unread)) | origin))
            for c in _unique(records.claims)
        ],
        [(f, _kept(storing.figure_row(f) | origin)) for f in _unique(records.figures)],
        [(t, _kept(storing.tie_row(t) | origin)) for t in _unique(records.ties)],
        [_kept(storing.attribution_row(a) | origin) for a in records.attributions],
        [_kept({"kind": m.kind, "text": m.text} | origin) for m in records.missed],
    )


def _unique(things: Sequence[Any]) -> list[Any]:
    """One record for each id: an id is a hash of all that the record says."""
    return list({thing.id: thing for thing in things}.values())


_kept = storing.keepable


def _keep(connection: Connection, every: Sequence[_Told]) -> None:
    reports = _all(one.reports for one in every)
    numbers = add(connection, tables.report, [row for _, row in reports])
    parties = (
        storing.party_rows(report, number)
        for (report, _), number in zip(reports, numbers, strict=True)
    )
    add_all(connection, tables.report_party, map(_kept, chain.from_iterable(parties)))
    claims, figures = _all(one.claims for one in every), _all(one.figures for one in every)
    _add_coded(connection, tables.claim, [(storing.claim_codes(c), row) for c, row in claims])
    _add_coded(connection, tables.figure, [(storing.figure_codes(f), row) for f, row in figures])
    ties = _all(one.ties for one in every)
    _add_coded(connection, tables.tie, [(storing.tie_codes(t), row) for t, row in ties])
    add_all(connection, tables.attribution, _all(one.attributions for one in every))
    add_all(connection, tables.missed, _all(one.missed for one in every))
    added = ((tables.report, reports), (tables.claim, claims), (tables.figure, figures))
    mark_added(connection, {table: [row for _, row in rows] for table, rows in added})


def _all(parts: Iterable[Sequence[Any]]) -> list[Any]:
    return list(chain.from_iterable(parts))


def _add_coded(connection: Connection, table: Table, every: Sequence[tuple[set[str], Row]]) -> None:
    """Add rows, and the codes of each to the table that finds them by code."""
    numbers = add(connection, table, [row for _, row in every])
    coded = [
        _kept({table.name: number, "code": code})
        for (codes, _), number in zip(every, numbers, strict=True)
        for code in sorted(codes)
    ]
    add_all(connection, tables.kept.tables[f"{table.name}_code"], coded)
