"""Which kinds of act may be one act told twice."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import EventType, Report

# Types that readers take for one another when the same act is told in other words.
_KINDRED = (
    {EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE},
    {EventType.AGREE, EventType.AID, EventType.COOPERATE},
    {EventType.AGREE, EventType.CONSULT},
    {EventType.SUPPORT, EventType.CONSULT},
    {EventType.CONCEDE, EventType.RETREAT},
    {EventType.CONCEDE, EventType.AGREE},
    {EventType.ACCUSE, EventType.REJECT},
    {EventType.ACCUSE, EventType.REQUEST},
    {EventType.REQUEST, EventType.THREATEN},
    {EventType.REJECT, EventType.THREATEN},
    {EventType.SANCTION, EventType.COERCE},
    {EventType.SANCTION, EventType.THREATEN},
    {EventType.MOBILIZE, EventType.ASSAULT},
    {EventType.MOBILIZE, EventType.COERCE},
    {EventType.COERCE, EventType.ASSAULT},
)


UNNAMED = frozenset({"UNK", "WORLD"})
MANY = "many"


def block_of(report: Report, day: str | None) -> str:
    """The parties of an act and its family: reports of different blocks never tell one act.

    Acts of many are kept apart by the year of `day`, the first day that the act may have been on or
    else that of the telling: all summits of a ledger in one block would be too many to compare.
    """
    parties = whom(report.codes)
    when = f" {day[:4]}" if parties == MANY and day else ""
    return f"{parties}{when}:{family(report.type)}"


def whom(codes: Iterable[str]) -> str:
    """The named parties, sorted and joined; "many" for more than two: texts name some of them."""
    found = set(codes)
    named = sorted(found - UNNAMED or found)
    return " ".join(named) if len(named) <= 2 else MANY


def family(kind: EventType) -> str:
    """ "with" for cooperation, "against" for conflict; one act is never told as both.

    A type that is known by its name alone is a family of its own.
    """
    if kind.quad is None:
        return kind.value
    return "with" if kind.cooperative else "against"


def kindred(one: EventType, other: EventType) -> float:
    """How well two types name one act: 1 the same, 0.5 often confused, 0 never."""
    if one == other:
        return 1.0
    return 0.5 if any({one, other} <= group for group in _KINDRED) else 0.0
