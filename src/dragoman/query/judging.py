"""What people are to judge, what they judged, and how far two of them agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from dragoman.ledger import derived, tables
from dragoman.ledger.verdicts import Decision, Verdict, undone
from dragoman.query.derived_rows import event_rows
from dragoman.query.fetching import report_rows, report_select
from dragoman.query.filter import Filter
from dragoman.query.rows import EventRow, ReportRow
from dragoman.query.timeline import queued
from dragoman.query.view import View

_WORDS = (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT)
# The report that a verdict is about now; where the newest reading lost it, the one that it was.
_ABOUT = func.coalesce(tables.verdict_anchor.c.now, tables.verdict_anchor.c.report)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that nobody confirmed yet, and how much a look at it would bring."""

    row: EventRow
    worth: float


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as the audit trail shows it; `undone` is the verdict that took it back."""

    verdict: Verdict
    undone: str | None


@dataclass(frozen=True, slots=True)
class Concord:
    """Two people's last words on the reports that both judged.

    `kappa` is Cohen's: 1 is full agreement, 0 what chance alone would give; None where one of them
    always decided alike.
    """

    one: str
    other: str
    both: int
    agreed: int
    kappa: float | None
    apart: tuple[tuple[str, str, str], ...]

    @property
    def share(self) -> float:
        """The share of reports on which they agree."""
        return self.agreed / self.both if self.both else 0.0


def waiting(view: View, asked: Filter, limit: int, skip: int = 0) -> list[Waiting]:
    """Acts that await a person, in the order of `View.queue`."""
    with view.ledger.reading() as connection:
        query, key = queued(replace(asked, reviewed=False), connection.dialect.name)
        ordered = query.add_columns((-key).label("worth")).order_by(key, derived.event.c.id)
        rows = connection.execute(ordered.limit(limit).offset(skip)).all()
        made = event_rows(connection, rows)
        return [Waiting(one, row.worth) for one, row in zip(made, rows, strict=True)]


def left_to_judge(view: View) -> tuple[int, int]:
    """How many acts await a person, and how many were confirmed."""
    event = derived.event
    query = select(event.c.reviewed, func.count()).group_by(event.c.reviewed)
    with view.ledger.reading() as connection:
        found = {bool(row[0]): row[1] for row in connection.execute(query)}
    return found.get(False, 0), found.get(True, 0)


def given(view: View, *, about: Iterable[str] = (), limit: int | None = None) -> list[Given]:
    """The verdicts, the latest first; only those about these reports if any are named."""
    table, anchor = tables.verdict, tables.verdict_anchor
    wanted = set(about)
    query = select(table.c.id)
    if wanted:
        query = query.join(anchor, anchor.c.verdict == table.c.row).where(_ABOUT.in_(wanted))
    with view.ledger.reading() as connection:
        chosen = {row[0] for row in connection.execute(query)}
        gone = undone(connection)
    everything = view.ledger.verdicts()
    undoings = [v for v in everything if v.decision is Decision.UNDO]
    for v in undoings:
        chosen |= {v.id} if v.subject in chosen else set()
    by = {v.subject: v.id for v in undoings if v.id not in gone}
    found = [Given(v, by.get(v.id)) for v in reversed(everything) if v.id in chosen]
    return found[:limit]


def seconded(view: View, by: str, limit: int) -> list[ReportRow]:
    """Reports that someone else judged and this person has not, the latest judged first."""
    verdict, anchor, report = tables.verdict, tables.verdict_anchor, tables.report
    said = select(_ABOUT.label("report"), func.max(verdict.c.row).label("last")).join(
        verdict, verdict.c.row == anchor.c.verdict
    )
    with view.ledger.reading() as connection:
        said = said.where(verdict.c.id.not_in(undone(connection))).group_by(_ABOUT)
        mine = select(said.where(verdict.c.by == by).subquery().c.report)
        judged = said.where(verdict.c.by != by, verdict.c.decision.in_(_WORDS)).subquery()
        query = (
            report_select()
            .join(judged, judged.c.report == report.c.id)
            .where(report.c.superseded_by.is_(None), report.c.id.not_in(mine))
            .order_by(judged.c.last.desc(), report.c.id)
        )
        return report_rows(connection, connection.execute(query.limit(limit)).all())


def concord(view: View) -> list[Concord]:
    """For each two people the reports that both judged, and how far they agree."""
    words = _last_words(view)
    people = sorted(words)
    found = []
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            both = sorted(set(words[one]) & set(words[other]))
            if both:
                found.append(_concord(one, other, words, both))
    return found


def _concord(one: str, other: str, words: dict[str, dict[str, str]], both: list[str]) -> Concord:
    couples = [(words[one][report], words[other][report]) for report in both]
    agreed = sum(a == b for a, b in couples)
    left, right = Counter(a for a, _ in couples), Counter(b for _, b in couples)
    chance = sum(left[word] * right[word] for word in left) / len(couples) ** 2
    kappa = None if chance == 1 else (agreed / len(couples) - chance) / (1 - chance)
    apart = tuple((r, *c) for r, c in zip(both, couples, strict=True) if c[0] != c[1])
    return Concord(one, other, len(couples), agreed, kappa, apart)


def _last_words(view: View) -> dict[str, dict[str, str]]:
    """By person and report what was decided last and not undone: accept, reject or correct."""
    verdict, anchor = tables.verdict, tables.verdict_anchor
    query = (
        select(verdict.c.by, _ABOUT, verdict.c.decision)
        .join(anchor, anchor.c.verdict == verdict.c.row)
        .where(verdict.c.decision.in_(_WORDS))
        .order_by(verdict.c.row)
    )
    words: dict[str, dict[str, str]] = {}
    with view.ledger.reading() as connection:
        in_force = query.where(verdict.c.id.not_in(undone(connection)))
        for by, report, decision in connection.execute(in_force):
            words.setdefault(by, {})[report] = decision
    return words
