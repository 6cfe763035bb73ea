"""Keeping what language models were asked and what they proposed, apart from the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from dragoman.ledger import tables
from dragoman.ledger.adopting import proposed
from dragoman.ledger.opening import in_turn
from dragoman.ledger.proposal_tables import proposal, proposal_question
from dragoman.ledger.store import Ledger, Run
from dragoman.ledger.storing import keepable, party_rows, report_row
from dragoman.ledger.verdicts import Decision, undone
from dragoman.model import Report, identifier

WAITING, ACCEPTED, REJECTED = "waiting", "accepted", "rejected"


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence of a document that a model at a host is asked about, by which instructions."""

    document: str
    start: int
    end: int
    text: str
    model: str
    host: str
    prompt: str

    @property
    def id(self) -> str:
        """A hash of all that decides the answer, as far as we know it."""
        asked = (self.document, self.start, self.end, self.text, self.model, self.host, self.prompt)
        return identifier("question", *asked)


@dataclass(frozen=True, slots=True)
class Replied:
    """What came of a question: proposals that passed the checks, problems in words.

    `failed`: there was no answer, so that the question may be asked again.
    """

    proposals: tuple[Report, ...] = ()
    problems: tuple[str, ...] = ()
    failed: bool = False

    @property
    def outcome(self) -> str:
        """In one word, as the ledger keeps it."""
        if self.failed:
            return "failed"
        return "proposed" if self.proposals else "refused" if self.problems else "nothing"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed report with its document, who proposed it when, and what people say of it."""

    report: Report
    document: str
    uri: str
    title: str | None
    publisher: str | None
    published: str | None
    model: str
    host: str
    prompt: str
    at: str
    state: str = WAITING


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing came of an answer, or part of one, to a question about a sentence."""

    document: str
    uri: str
    start: int
    end: int
    model: str
    host: str
    outcome: str
    problem: str
    at: str


def answered(ledger: Ledger, ids: Sequence[str]) -> set[str]:
    """Those of the questions that were answered, well or badly."""
    table = proposal_question
    query = select(table.c.id).where(table.c.id.in_(ids), table.c.outcome != "failed")
    with ledger.reading() as connection:
        return {id_ for (id_,) in connection.execute(query)}


def keep(ledger: Ledger, run: Run, question: Question, replied: Replied, at: str) -> int:
    """Keep what came of a question, whole or not at all; how many proposals are new."""
    with ledger.writing() as connection:
        in_turn(connection)
        document = tables.document
        query = select(document.c.row).where(document.c.id == question.document)
        home = connection.execute(query).scalar_one()
        asked = _ask_again(connection, question, replied, {"document": home, "run": run.row}, at)
        known = _known(connection, [report.id for report in replied.proposals])
        new = [report for report in replied.proposals if report.id not in known]
        if new:
            rows = [_row(report) | {"question": asked, "document": home} for report in new]
            connection.execute(insert(proposal), [keepable(row) for row in rows])
    return len(new)


def _ask_again(
    connection: Connection, question: Question, replied: Replied, origin: dict[str, int], at: str
) -> int:
    """The row of a question, in place of one that failed before."""
    table = proposal_question
    connection.execute(delete(table).where(table.c.id == question.id, table.c.outcome == "failed"))
    values = {n: getattr(question, n) for n in ("id", "start", "end", "model", "host", "prompt")}
    values |= {"outcome": replied.outcome, "problems": list(replied.problems), "at": at}
    made = insert(table).values(keepable(values | origin)).returning(table.c.row)
    return int(connection.execute(made).scalar_one())


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    query = select(proposal.c.id).where(proposal.c.id.in_(ids))
    return {id_ for (id_,) in connection.execute(query)}


def _row(report: Report) -> dict[str, Any]:
    evidence = report.evidence
    return {
        "id": report.id,
        "evidence_start": evidence.start,
        "evidence_end": evidence.end,
        "evidence_text": evidence.text,
        "record": {"report": report_row(report, None), "parties": party_rows(report, 0)},
    }


def proposals(ledger: Ledger, state: str | None = None) -> list[Proposal]:
    """All proposals in the order in which they came, or those of one state."""
    with ledger.reading() as connection:
        last = _last_words(connection)
        rows = connection.execute(_listing()).all()
    made = [_proposal(row, last.get(row.id, WAITING)) for row in rows]
    return [one for one in made if state in (None, one.state)]


def problems(ledger: Ledger) -> Iterator[Problem]:
    """What was refused or failed, in the order in which it came."""
    table, document = proposal_question, tables.document
    query = select(table, document.c.id.label("document_id"), document.c.uri).join(
        document, document.c.row == table.c.document
    )
    with ledger.reading() as connection:
        rows = connection.execute(query.order_by(table.c.row)).all()
    for row in rows:
        where = (row.document_id, row.uri, row.start, row.end)
        for problem in row.problems:
            yield Problem(*where, row.model, row.host, row.outcome, problem, row.at)


def _listing() -> Select[Any]:
    asked, document = proposal_question, tables.document
    known = (document.c.uri, document.c.title, document.c.publisher, document.c.published)
    origin = (asked.c.model, asked.c.host, asked.c.prompt, asked.c.at)
    return (
        select(proposal, document.c.id.label("document_id"), *known, *origin)
        .join(document, document.c.row == proposal.c.document)
        .join(asked, asked.c.row == proposal.c.question)
        .order_by(proposal.c.row)
    )


def _proposal(row: Any, state: str) -> Proposal:
    known = (row.uri, row.title, row.publisher, row.published)
    origin = (row.model, row.host, row.prompt, row.at)
    return Proposal(proposed(row), row.document_id, *known, *origin, state)


def _last_words(connection: Connection) -> dict[str, str]:
    """What people last said of each subject and did not take back."""
    table, gone = tables.verdict, undone(connection)
    kinds = {Decision.ACCEPT.value: ACCEPTED, Decision.REJECT.value: REJECTED}
    query = select(table).where(table.c.decision.in_(kinds)).order_by(table.c.row)
    return {
        row.subject: kinds[row.decision] for row in connection.execute(query) if row.id not in gone
    }
