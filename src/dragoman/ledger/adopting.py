"""Proposals that people accepted stand among the reports, for as long as the verdict holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.ledger import tables
from dragoman.ledger.bounds import bounds
from dragoman.ledger.loading import report_of
from dragoman.ledger.proposal_tables import proposal, proposal_question
from dragoman.ledger.storing import keepable, party_rows, report_row
from dragoman.ledger.verdicts import Decision, undone
from dragoman.model import Report, Span


def adopt(connection: Connection, document: int) -> None:
    """Let the reports of a document hold those proposals that a verdict in force accepts."""
    asked = select(proposal).where(proposal.c.document == document).order_by(proposal.c.row)
    rows = connection.execute(asked).all()
    if not rows:
        return
    wanted = accepted(connection)
    there = _there(connection, document, [row.id for row in rows])
    table = tables.document
    home = connection.execute(select(table).where(table.c.row == document)).one()
    for row in rows:
        report = placed(row, home.text) if row.id in wanted else None
        if report is None and row.id in there:
            _take_out(connection, there[row.id], home.run)
        elif report is not None and row.id not in there:
            _put_in(connection, report, row, bounds(home.published)[0])


def accepted(connection: Connection) -> set[str]:
    """The subjects of acceptances that are not undone, proposals among them."""
    table = tables.verdict
    query = select(table.c.id, table.c.subject).where(table.c.decision == Decision.ACCEPT)
    gone = undone(connection)
    return {subject for id_, subject in connection.execute(query) if id_ not in gone}


def proposed(row: Row[Any]) -> Report:
    """The report that a row of `proposal` holds, as it was proposed."""
    return report_of(row.record["report"], row.record["parties"])


def placed(row: Row[Any], text: str) -> Report | None:
    """The proposed report where its quote stands in the text now; None where it does not."""
    report = proposed(row)
    if report.evidence.stands_in(text):
        return report
    if text.count(report.evidence.text) != 1:
        return None
    by = text.index(report.evidence.text) - report.evidence.start
    cue = _moved(report.cue, by) if report.cue else None
    return replace(
        report,
        evidence=_moved(report.evidence, by),
        trigger=_moved(report.trigger, by),
        cue=cue if cue and cue.stands_in(text) else None,
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.text)


def _there(connection: Connection, document: int, ids: list[str]) -> dict[str, int]:
    report = tables.report
    query = select(report.c.id, report.c.row).where(
        report.c.document == document, report.c.superseded_by.is_(None), report.c.id.in_(ids)
    )
    return {row.id: row.row for row in connection.execute(query)}


def _take_out(connection: Connection, row: int, run: int) -> None:
    report = tables.report
    connection.execute(update(report).where(report.c.row == row).values(superseded_by=run))


def _put_in(connection: Connection, report: Report, row: Row[Any], told: str | None) -> None:
    question = select(proposal_question.c.run).where(proposal_question.c.row == row.question)
    origin = {"document": row.document, "run": connection.execute(question).scalar_one()}
    made = connection.execute(
        insert(tables.report)
        .values(keepable(report_row(report, told)) | origin)
        .returning(tables.report.c.row)
    ).scalar_one()
    parties = [keepable(party) for party in party_rows(report, made)]
    connection.execute(insert(tables.report_party), parties)
