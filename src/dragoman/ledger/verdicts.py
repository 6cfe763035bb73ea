"""What people decided about events and reports: kept for ever, replayed whenever events are made.

A verdict holds on to its reports by document and quote, so that it survives newer readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise, product
from typing import Any

from sqlalchemy import Connection, Row, select

from dragoman.ledger import tables
from dragoman.ledger.bounds import bounds
from dragoman.merge import Telling
from dragoman.model import EventType, Party, Place, Report, Status, identifier


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
    """A report that a verdict is about, as it stood then; `side` tells the two parts of a split.

    `given` is the verdict's place among all; `now` is the current report that is meant, None when
    the newest reading no longer has it.
    """

    verdict: str
    given: int
    decision: Decision
    by: str
    document: str
    report: str
    now: str | None
    evidence: str
    trigger: str
    side: int
    field: str | None
    value: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdicts that are not undone, by current report, in the order in which they were given.

    `lost` are those whose reports the newest reading no longer has.
    """

    anchors: dict[tuple[str, str], list[Anchor]] = field(default_factory=dict)
    lost: list[Anchor] = field(default_factory=list)

    def of(self, telling: Telling) -> list[Anchor]:
        """What was decided about a telling."""
        return self.anchors.get((telling.document, telling.report.id), [])


def undone(connection: Connection) -> set[str]:
    """The verdicts that are undone; an undoing can be undone itself."""
    table = tables.verdict
    undoings = select(table.c.id, table.c.subject).where(table.c.decision == Decision.UNDO)
    found: set[str] = set()
    for id_, subject in connection.execute(undoings.order_by(table.c.row.desc())):
        if id_ not in found:
            found.add(subject)
    return found


def standing(connection: Connection) -> Standing:
    """All verdicts in force."""
    verdict, anchor = tables.verdict, tables.verdict_anchor
    query = (
        select(
            verdict,
            anchor,
            verdict.c.row.label("given"),
            tables.document.c.id.label("document_id"),
        )
        .join(anchor, anchor.c.verdict == verdict.c.row)
        .join(tables.document, tables.document.c.row == anchor.c.document)
        .where(verdict.c.id.not_in(undone(connection)))
        .order_by(verdict.c.row, anchor.c.place)
    )
    found: dict[tuple[str, str], list[Anchor]] = defaultdict(list)
    lost: list[Anchor] = []
    for row in connection.execute(query):
        held = _anchor(row)
        (lost if held.now is None else found[held.document, held.now]).append(held)
    return Standing(found, lost)


def about(connection: Connection, reports: set[str]) -> set[str]:
    """The ids of the verdicts in force on any of these reports."""
    anchors = standing(connection).anchors
    return {a.verdict for (_, report), held in anchors.items() if report in reports for a in held}


def judged_reports(connection: Connection, reports: set[str]) -> set[str]:
    """Those of these reports that a verdict in force accepts, rejects or corrects."""
    settling = {Decision.ACCEPT, Decision.REJECT, Decision.CORRECT}
    found = standing(connection).anchors.items()
    return {
        report
        for (_, report), held in found
        if report in reports and any(anchor.decision in settling for anchor in held)
    }


def _anchor(row: Row[Any]) -> Anchor:
    return Anchor(
        verdict=row.id,
        given=row.given,
        decision=Decision(row.decision),
        by=row.by,
        document=row.document_id,
        report=row.report,
        now=row.now,
        evidence=row.evidence,
        trigger=row.trigger,
        side=row.side,
        field=row.field,
        value=row.value,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """Tellings as people left them, and which reports they joined and parted."""

    told: list[tuple[int, Telling]]
    together: list[frozenset[str]]
    apart: list[frozenset[str]]
    reviewed: frozenset[str]


def judged(told: Sequence[tuple[int, Telling]], verdicts: Standing) -> Judged:
    """Replay the verdicts on the tellings of a block."""
    left: list[tuple[int, Telling]] = []
    members: dict[tuple[int, Decision], list[tuple[int, str]]] = defaultdict(list)
    reviewed: set[str] = set()
    for row, telling in told:
        anchors = verdicts.of(telling)
        decisions = {anchor.decision for anchor in anchors}
        if decisions & {Decision.ACCEPT, Decision.CORRECT}:
            reviewed.add(telling.report.id)
        if _rejected(anchors):
            continue
        for anchor in anchors:
            members[anchor.given, anchor.decision].append((anchor.side, telling.report.id))
        left.append((row, with_corrections(telling, anchors)))
    together, apart = joined_and_parted(members)
    return Judged(left, together, apart, frozenset(reviewed))


def joined_and_parted(
    members: Mapping[tuple[int, Decision], Sequence[tuple[int, str]]],
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Pairs of reports that merges and splits, taken in order, leave together and apart.

    The last word counts: a split parts what was merged before it, a merge joins what was split.
    """
    groups: list[list[str]] = []
    apart: set[frozenset[str]] = set()
    for (_, decision), found in sorted(members.items()):
        if decision == Decision.MERGE:
            ids = sorted(id_ for _, id_ in found)
            groups.append(ids)
            apart = {pair for pair in apart if not pair.issubset(ids)}
        if decision == Decision.SPLIT:
            kept, off = ({id_ for side, id_ in found if side == which} for which in (0, 1))
            groups = [part for group in groups for part in _parted(group, kept, off)]
            apart |= {frozenset(pair) for pair in product(sorted(kept), sorted(off))}
    together = [frozenset(pair) for group in groups for pair in pairwise(group)]
    return together, sorted(apart, key=sorted)


def _parted(group: list[str], kept: set[str], off: set[str]) -> list[list[str]]:
    """A merged group as a split leaves it; what the split does not name stays with the rest."""
    if kept.isdisjoint(group) or off.isdisjoint(group):
        return [group]
    return [[id_ for id_ in group if (id_ in off) == away] for away in (False, True)]


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
    if kind := corrections.get("type"):
        EventType.add(kind)  # given when the codebook in use knew it
    return replace(report, **{name: FIELDS[name](value) for name, value in corrections.items()})


def _type(name: Any) -> EventType:
    try:
        return EventType(name)
    except ValueError:
        known = ", ".join(EventType.known())
        raise ValueError(f"{name!r} is no event type; known: {known}") from None


def _status(name: Any) -> Status:
    try:
        return Status(name)
    except ValueError:
        raise ValueError(f"{name!r} is no status; known: {', '.join(Status)}") from None


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


def _place(named: Any) -> Place | None:
    """A place by name, or by name and ISO 3166-1 alpha-3 code of its country."""
    if named is None:
        return None
    parts = [named] if isinstance(named, str) else list(named)
    if not 1 <= len(parts) <= 2 or not all(isinstance(part, str) and part for part in parts):
        raise ValueError(f"expected a place, or a place and the code of its country: {named!r}")
    return Place(parts[0], parts[1] if len(parts) == 2 else None)


def _words(listed: Any) -> tuple[str, ...]:
    if not isinstance(listed, list | tuple) or not all(isinstance(word, str) for word in listed):
        raise ValueError(f"expected a list of words, got {listed!r}")
    return tuple(listed)


def _score(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -10 <= value <= 10:
        raise ValueError(f"expected a number from -10 to 10, got {value!r}")
    return float(value)


FIELDS: dict[str, Any] = {
    "type": _type,
    "mode": _word,
    "status": _status,
    "date": _date,
    "symmetric": bool,
    "sources": _parties,
    "targets": _parties,
    "speakers": _parties,
    "place": _place,
    "contexts": _words,
    "goldstein": _score,
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
