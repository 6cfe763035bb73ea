"""Verdicts that cannot all hold: what they are about is gone, or people decided otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sqlalchemy import Connection

from dragoman.ledger.verdicts import Anchor, Decision, Standing, standing


@dataclass(frozen=True, slots=True)
class Conflict:
    """A verdict that does not hold any more, or against which another person decided later.

    `kind` is lost (the newest reading no longer has the report) or overruled (`against`, a later
    verdict of another person, says otherwise and holds).
    """

    kind: str
    verdict: str
    decision: Decision
    by: str
    document: str
    report: str
    quote: str
    against: str | None = None


def conflicts(connection: Connection) -> list[Conflict]:
    """All conflicts, the lost first, then in the order of documents and reports."""
    verdicts = standing(connection)
    lost = (_conflict("lost", held) for held in verdicts.lost)
    return [*lost, *_overruled(verdicts), *_joined_and_parted(verdicts)]


def _overruled(verdicts: Standing) -> Iterator[Conflict]:
    for _, anchors in sorted(verdicts.anchors.items()):
        for matter in _matters(anchors):
            for earlier, later in pairwise(matter):
                if earlier.by != later.by and _say(earlier) != _say(later):
                    yield _conflict("overruled", earlier, later.verdict)


def _joined_and_parted(verdicts: Standing) -> Iterator[Conflict]:
    """Merges that another person's later split parts, and splits that a later merge joins."""
    sides: dict[str, dict[int, set[str]]] = {}
    for (_, report), anchors in verdicts.anchors.items():
        for held in anchors:
            sides.setdefault(held.verdict, {}).setdefault(held.side, set()).add(report)
    found: dict[tuple[str, str], Anchor] = {}
    for _, anchors in sorted(verdicts.anchors.items()):
        drawn = [a for a in anchors if a.decision in {Decision.MERGE, Decision.SPLIT}]
        for earlier, later in combinations(drawn, 2):
            if earlier.by != later.by and _contrary(earlier, later, sides):
                found.setdefault((earlier.verdict, later.verdict), earlier)
    for (_, against), earlier in found.items():
        yield _conflict("overruled", earlier, against)


def _contrary(one: Anchor, other: Anchor, sides: dict[str, dict[int, set[str]]]) -> bool:
    """Whether the one joins what the other parts."""
    merge, split = sorted((one, other), key=lambda held: held.decision)
    if merge.decision == split.decision:
        return False
    joined = set().union(*sides[merge.verdict].values())
    return all(side & joined for side in sides[split.verdict].values())


def _matters(anchors: Sequence[Anchor]) -> Iterator[list[Anchor]]:
    """Verdicts on the same question: whether a report is right, or what one field of it is."""
    yield [a for a in anchors if a.decision in {Decision.ACCEPT, Decision.REJECT}]
    for field in sorted({a.field for a in anchors if a.field}):
        yield [a for a in anchors if a.decision == Decision.CORRECT and a.field == field]


def _say(anchor: Anchor) -> tuple[str, str]:
    return anchor.decision, repr(anchor.value)


def _conflict(kind: str, held: Anchor, against: str | None = None) -> Conflict:
    return Conflict(
        kind, held.verdict, held.decision, held.by, held.document, held.report, held.evidence,
        against,
    )  # fmt: skip
