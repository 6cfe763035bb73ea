"""Taking down a verdict: what it is about, whether it makes sense, what has to be made again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.errors import LedgerError
from dragoman.ledger import derived, tables
from dragoman.ledger.adopting import adopt, proposed
from dragoman.ledger.anchoring import reanchor
from dragoman.ledger.parts import report_query, tellings
from dragoman.ledger.proposal_tables import proposal
from dragoman.ledger.staleness import mark
from dragoman.ledger.verdicts import FIELDS, Decision, Verdict, standing, with_corrections
from dragoman.merge.kinds import block_of, whom
from dragoman.model import Report


def record(connection: Connection, given: Verdict) -> str:
    """Append a verdict and mark what it changes; raises LedgerError when it makes no sense."""
    _check(connection, given)
    rows = _anchored(connection, given)
    made = connection.execute(
        insert(tables.verdict)
        .values(
            id=given.id,
            decision=given.decision.value,
            subject=given.subject,
            field=given.field,
            value=given.value,
            others=list(given.others),
            why=given.why,
            by=given.by,
            at=given.at,
        )
        .returning(tables.verdict.c.row)
    ).scalar_one()
    if rows:
        anchors = [row | {"verdict": made, "place": place} for place, row in enumerate(rows)]
        connection.execute(insert(tables.verdict_anchor), anchors)
    touched = {row["document"] for row in rows}
    if given.decision == Decision.UNDO:
        touched |= _documents_of(connection, given.subject)
    for document in sorted(touched):
        refit(connection, document)
    return given.id


def refit(connection: Connection, document: int) -> None:
    """Let verdicts hold to a document's current reports, and put those where they belong."""
    adopt(connection, document)
    reanchor(connection, document)
    report = tables.report
    asked = report_query().where(report.c.document == document, report.c.superseded_by.is_(None))
    verdicts = standing(connection)
    was = select(report.c.block).where(report.c.document == document).distinct()
    stale = {block for (block,) in connection.execute(was)}
    for row, telling in tellings(connection, asked):
        fitting = with_corrections(telling, verdicts.of(telling))
        block = block_of(fitting.report, fitting.earliest or fitting.told)
        stale.add(block)
        connection.execute(update(report).where(report.c.row == row).values(block=block))
        _refit_claims(connection, document, fitting.report)
    mark(connection, "event", stale)


def _refit_claims(connection: Connection, document: int, report: Report) -> None:
    """Claims about a report oppose those about the same parties."""
    claim, block = tables.claim, whom(report.codes)
    about = (claim.c.document == document) & (claim.c.report == report.id)
    current = about & claim.c.superseded_by.is_(None)
    was = {found for (found,) in connection.execute(select(claim.c.block).where(current))}
    if was:
        connection.execute(update(claim).where(current).values(block=block))
        mark(connection, "dispute", {*was, block})


def _check(connection: Connection, given: Verdict) -> None:
    known = select(tables.verdict.c.row).where(tables.verdict.c.id == given.id)
    if connection.execute(known).first() is not None:
        raise LedgerError(f"verdict {given.id} was given already")
    if given.decision == Decision.CORRECT:
        if given.field not in FIELDS:
            raise LedgerError(f"no field {given.field!r} to correct; known: {', '.join(FIELDS)}")
        try:
            FIELDS[given.field](given.value)
        except ValueError as error:
            raise LedgerError(f"cannot correct {given.field}: {error}") from error
    if given.decision == Decision.UNDO:
        table = tables.verdict
        there = select(table.c.row).where(table.c.id == given.subject)
        if connection.execute(there).first() is None:
            raise LedgerError(f"there is no verdict {given.subject}")


def _anchored(connection: Connection, given: Verdict) -> list[dict[str, Any]]:
    """The reports that a verdict is about, with what holds it to them."""
    if given.decision == Decision.UNDO:
        return []
    if (waiting := _waiting(connection, given.subject)) is not None:
        return _of_proposal(waiting, given.decision)
    found = [(_row, 0) for _row in _reports_of(connection, given.subject)]
    if given.decision == Decision.MERGE:
        found += [(row, 0) for other in given.others for row in _reports_of(connection, other)]
        if len({row.block for row, _ in found}) > 1:
            raise LedgerError("events with other parties are not one; correct the parties first")
    if given.decision == Decision.SPLIT:
        ids = {row.id for row, _ in found}
        if not given.others or not set(given.others) < ids:
            raise LedgerError("expected some, not all, of the event's reports to split off")
        found = [(row, int(row.id in given.others)) for row, _ in found]
    return [
        {
            "document": row.document,
            "report": row.id,
            "now": row.id,
            "evidence": row.evidence_text,
            "trigger": row.trigger_text,
            "side": side,
        }
        for row, side in found
    ]


def _waiting(connection: Connection, subject: str) -> Row[Any] | None:
    """The proposal of this id that is no report yet, or none any more."""
    report = tables.report
    there = select(report.c.row).where(report.c.id == subject, report.c.superseded_by.is_(None))
    query = select(proposal).where(proposal.c.id == subject, ~there.exists())
    return connection.execute(query).first()


def _of_proposal(row: Row[Any], decision: Decision) -> list[dict[str, Any]]:
    """What holds an acceptance to a proposal; other words of people have nothing to hold to yet."""
    if decision in {Decision.REJECT, Decision.NOTE}:
        return []
    if decision != Decision.ACCEPT:
        raise LedgerError(f"{row.id} is only proposed: accept it first")
    report = proposed(row)
    return [
        {
            "document": row.document,
            "report": row.id,
            "now": None,
            "evidence": report.evidence.text,
            "trigger": report.trigger.text,
            "side": 0,
        }
    ]


def _reports_of(connection: Connection, subject: str) -> Sequence[Row[Any]]:
    """The current reports of an event, or the one report, that goes by this id."""
    report, link, event = tables.report, derived.event_report, derived.event
    redirect = derived.event_redirect
    new = connection.execute(select(redirect.c.new).where(redirect.c.old == subject)).scalar()
    of_event = (
        select(report)
        .join(link, link.c.report == report.c.row)
        .join(event, event.c.row == link.c.event)
        .where(event.c.id == (new or subject))
        .order_by(report.c.id)
    )
    alone = select(report).where(report.c.id == subject, report.c.superseded_by.is_(None))
    found = connection.execute(of_event).all() or connection.execute(alone).all()
    if not found:
        raise LedgerError(f"there is no event or report {subject}")
    return found


def _documents_of(connection: Connection, verdict: str) -> set[int]:
    anchor, table = tables.verdict_anchor, tables.verdict
    undoing = select(table.c.subject).where(table.c.id == verdict, table.c.decision == "undo")
    while (subject := connection.execute(undoing).scalar()) is not None:
        verdict = subject
        undoing = select(table.c.subject).where(table.c.id == verdict, table.c.decision == "undo")
    query = select(anchor.c.document).join(table, table.c.row == anchor.c.verdict)
    return {row for (row,) in connection.execute(query.where(table.c.id == verdict))}


def is_judged(connection: Connection, document: int) -> bool:
    """Whether any verdict is about the document."""
    anchor = tables.verdict_anchor
    query = select(anchor.c.verdict).where(anchor.c.document == document)
    return connection.execute(query.limit(1)).first() is not None
