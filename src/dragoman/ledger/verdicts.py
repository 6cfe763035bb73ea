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

from sqlalchemy import Connection, select

from dragoman.ledger import storing, tables
from dragoman.ledger.bounds import bounds
from dragoman.ledger.parts import report_query, tellings
from dragoman.merge import Telling
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
        left.append((row, with_corrections(telling, anchors)))
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


def with_corrections(telling: Telling, anchors: Sequence[Anchor]) -> Telling:
    """The telling as its verdicts corrected it, with the bounds of its date."""
    corrections = {a.field: a.value for a in anchors if a.decision == Decision.CORRECT and a.field}
    if not corrections:
        return telling
    report = corrected(telling.report, corrections)
    earliest, latest = bounds(report.date)
    return replace(telling, report=report, earliest=earliest, latest=latest)


def corrected(report: Report, corrections: dict[str, Any]) -> Report:
    """The report with fields as a person corrected them."""
    return replace(report, **{name: FIELDS[name](value) for name, value in corrections.items()})


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


FIELDS: dict[str, Any] = {
    "type": EventType,
    "mode": _word,
    "status": Status,
    "date": _date,
    "symmetric": bool,
    "sources": _parties,
    "targets": _parties,
}


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
