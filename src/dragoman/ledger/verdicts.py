"""What people decided about events and reports: kept for ever, replayed whenever events are made.

A verdict holds on to its reports by document and quote, so that it survives newer readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise, product
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.errors import LedgerError
from dragoman.ledger import derived, storing, tables
from dragoman.ledger.bounds import bounds
from dragoman.ledger.parts import report_query, tellings
from dragoman.ledger.staleness import mark
from dragoman.merge import Telling
from dragoman.merge.kinds import block_of, whom
from dragoman.model import EventType, Party, Report, Status, identifier


class Decision(StrEnum):
    """What a person may decide."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision on an event or report: by whom, when and why.

    `field` and `value` say what to correct; `others` are the events to merge with, or the reports
    to split off; the subject of `undo` is the id of another verdict.
    """

    decision: Decision
    subject: str
    by: str
    at: str
    why: str | None = None
    field: str | None = None
    value: Any = None
    others: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A hash of all that the verdict says."""
        return identifier(
            "verdict",
            self.decision,
            self.subject,
            self.by,
            self.at,
            self.why,
            self.field,
            self.value,
            self.others,
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """A report that a verdict is about, as it stood then; `side` tells the two parts of a split."""

    verdict: str
    decision: Decision
    document: str
    report: str
    evidence: str
    trigger: str
    side: int
    field: str | None
    value: Any

    def holds(self, report: Report) -> bool:
        """Whether this is the report that was meant, also when it was read again."""
        if report.id == self.report:
            return True
        quoted = (report.evidence.text, report.trigger.text)
        return tuple(map(storing.kept_text, quoted)) == (self.evidence, self.trigger)


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdicts that are not undone, by document, in the order in which they were given."""

    anchors: dict[str, list[Anchor]] = field(default_factory=dict)

    def of(self, telling: Telling) -> list[Anchor]:
        """The anchors of a telling; an exact one takes the place of those by quote."""
        found = [a for a in self.anchors.get(telling.document, ()) if a.holds(telling.report)]
        exact = {a.verdict for a in found if a.report == telling.report.id}
        return [a for a in found if a.report == telling.report.id or a.verdict not in exact]


def standing(connection: Connection) -> Standing:
    """All verdicts in force."""
    verdict, anchor = tables.verdict, tables.verdict_anchor
    undone = select(verdict.c.subject).where(verdict.c.decision == Decision.UNDO)
    query = (
        select(verdict, anchor, tables.document.c.id.label("document_id"))
        .join(anchor, anchor.c.verdict == verdict.c.row)
        .join(tables.document, tables.document.c.row == anchor.c.document)
        .where(verdict.c.id.not_in(undone.scalar_subquery()))
        .order_by(verdict.c.row, anchor.c.place)
    )
    found: dict[str, list[Anchor]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.document_id].append(
            Anchor(
                row.id,
                Decision(row.decision),
                row.document_id,
                row.report,
                row.evidence,
                row.trigger,
                row.side,
                row.field,
                row.value,
            )
        )
    return Standing(found)


@dataclass(frozen=True, slots=True)
class Judged:
    """Tellings as people left them, and which reports they joined and parted."""

    told: list[tuple[int, Telling]]
    together: list[frozenset[str]]
    apart: list[frozenset[str]]
    reviewed: frozenset[str]


def judged(told: Sequence[tuple[int, Telling]], verdicts: Standing) -> Judged:
    """Replay the verdicts on the tellings of a block."""
    left, members = [], defaultdict(list)
    reviewed: set[str] = set()
    for row, telling in told:
        anchors = verdicts.of(telling)
        for anchor in anchors:
            members[anchor.verdict, anchor.decision].append((anchor.side, telling.report.id))
        decisions = {anchor.decision for anchor in anchors}
        if decisions & {Decision.ACCEPT, Decision.CORRECT}:
            reviewed.add(telling.report.id)
        if _rejected(anchors):
            continue
        left.append((row, _corrected(telling, anchors)))
    together: list[frozenset[str]] = []
    apart: list[frozenset[str]] = []
    for (_, decision), found in members.items():
        ids = [id_ for _, id_ in found]
        if decision == Decision.MERGE:
            together += [frozenset(pair) for pair in pairwise(ids)]
        if decision == Decision.SPLIT:
            sides = [[id_ for side, id_ in found if side == which] for which in (0, 1)]
            apart += [frozenset(pair) for pair in product(*sides)]
    return Judged(left, together, apart, frozenset(reviewed))


def _rejected(anchors: Sequence[Anchor]) -> bool:
    """The last word counts: what was accepted after it had been rejected stands."""
    last = [a.decision for a in anchors if a.decision in {Decision.ACCEPT, Decision.REJECT}]
    return bool(last) and last[-1] == Decision.REJECT


def _corrected(telling: Telling, anchors: Sequence[Anchor]) -> Telling:
    corrections = {a.field: a.value for a in anchors if a.decision == Decision.CORRECT and a.field}
    if not corrections:
        return telling
    report = corrected(telling.report, corrections)
    earliest, latest = bounds(report.date)
    return replace(telling, report=report, earliest=earliest, latest=latest)


def corrected(report: Report, corrections: dict[str, Any]) -> Report:
    """The report with fields as a person corrected them."""
    return replace(report, **{name: _FIELDS[name](value) for name, value in corrections.items()})


def _parties(codes: Any) -> tuple[Party, ...]:
    if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
        raise ValueError(f"expected a list of codes, got {codes!r}")
    return tuple(Party(code, code, code) for code in codes)


def _date(edtf: Any) -> str | None:
    if edtf is not None and bounds(edtf) == (None, None):
        raise ValueError(f"{edtf!r} is no EDTF date")
    return edtf if edtf is None else str(edtf)


def _word(value: Any) -> str | None:
    return None if value is None else str(value)


_FIELDS: dict[str, Any] = {
    "type": EventType,
    "mode": _word,
    "status": Status,
    "date": _date,
    "symmetric": bool,
    "sources": _parties,
    "targets": _parties,
}


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
    """Put the current reports of a document where their corrected parties and types belong."""
    report = tables.report
    asked = report_query().where(report.c.document == document, report.c.superseded_by.is_(None))
    verdicts = standing(connection)
    was = select(report.c.block).where(report.c.document == document).distinct()
    stale = {block for (block,) in connection.execute(was)}
    for row, telling in tellings(connection, asked):
        fitting = _corrected(telling, verdicts.of(telling))
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
    if given.decision == Decision.CORRECT:
        if given.field not in _FIELDS:
            raise LedgerError(f"no field {given.field!r} to correct; known: {', '.join(_FIELDS)}")
        try:
            _FIELDS[given.field](given.value)
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
            "evidence": row.evidence_text,
            "trigger": row.trigger_text,
            "side": side,
        }
        for row, side in found
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
    query = select(anchor.c.document).join(table, table.c.row == anchor.c.verdict)
    return {row for (row,) in connection.execute(query.where(table.c.id == verdict))}


def listed(connection: Connection) -> list[Verdict]:
    """All verdicts ever given, undone ones too, in order."""
    table = tables.verdict
    return [
        Verdict(
            Decision(row.decision),
            row.subject,
            row.by,
            row.at,
            row.why,
            row.field,
            row.value,
            tuple(row.others),
        )
        for row in connection.execute(select(table).order_by(table.c.row))
    ]


def adrift(connection: Connection) -> list[Anchor]:
    """What verdicts are about and the newest reading no longer says: to be decided anew."""
    verdicts = standing(connection)
    report, document = tables.report, tables.document
    lost: list[Anchor] = []
    for id_, anchors in sorted(verdicts.anchors.items()):
        asked = report_query().where(document.c.id == id_, report.c.superseded_by.is_(None))
        current = [telling.report for _, telling in tellings(connection, asked)]
        lost += [a for a in anchors if not any(a.holds(r) for r in current)]
    return lost


def is_judged(connection: Connection, document: int) -> bool:
    """Whether any verdict is about the document."""
    anchor = tables.verdict_anchor
    query = select(anchor.c.verdict).where(anchor.c.document == document)
    return connection.execute(query.limit(1)).first() is not None
