"""Events from reports: one act, however many tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from dragoman.merge.clusters import Pair, clusters
from dragoman.merge.tellings import Telling, independent
from dragoman.merge.versions import newest
from dragoman.model import Event, Place, Report, Status, identifier

# What weighs more when reports of one act differ in status; of equals the last telling counts.
_WEIGHT = {
    Status.OCCURRED: 3,
    Status.ONGOING: 3,
    Status.NOT_OCCURRED: 3,
    Status.ALLEGED: 2,
    Status.DENIED: 2,
    Status.PLANNED: 1,
    Status.PROPOSED: 1,
}
_SAYS_YES = frozenset({Status.OCCURRED, Status.ONGOING, Status.ALLEGED})
_SAYS_NO = frozenset({Status.DENIED, Status.NOT_OCCURRED})
_NEVER, _HIGHEST = "9999-99-99", 0.99
Value = TypeVar("Value", bound=Hashable)


def events(
    tellings: Iterable[Telling],
    *,
    ordinary: frozenset[str] = frozenset(),
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> tuple[Event, ...]:
    """The acts that the reports tell, each with its reports, in order of their ids.

    The order in which reports come does not matter. `ordinary` are words that say little about
    which act is told; `together` and `apart` are pairs of reports that a person joined or parted.
    """
    found = (event_of(group) for group in clusters(tellings, together, apart, ordinary))
    return tuple(sorted(found, key=lambda event: event.id))


def event_of(group: Sequence[Telling]) -> Event:
    """The event that these tellings make together."""
    every = sorted(group, key=_in_order)
    # The latest version of an outlet's story counts; the others show how the status evolved.
    told = newest(every)
    kind = _voted(told, lambda r: r.type)
    mode = _voted([t for t in told if t.report.type == kind], lambda r: r.mode)
    best = min(
        (t for t in told if t.report.type == kind),
        key=lambda t: (t.report.mode != mode, -t.report.confidence, t.report.id),
    ).report
    days = [t.told for t in every if t.told]
    assert kind is not None
    return Event(
        id=identifier("event", min(t.report.id for t in every)),
        type=kind,
        mode=mode,
        sources=_codes(best, told, "sources"),
        targets=_codes(best, told, "targets"),
        symmetric=best.symmetric,
        status=_status(told),
        statuses=_evolution(every),
        reports=tuple(t.report.id for t in every),
        outlets=len(set(independent(every))),
        confidence=_confidence(told, independent(told)),
        date=_best_date(told),
        place=_place(told),
        first_told=days[0] if days else None,
        last_told=days[-1] if days else None,
        disputed=at_odds(told),
        goldstein=best.goldstein,
    )


def _in_order(telling: Telling) -> tuple[str, str, int, str]:
    """By the day of the telling; within a document in the order of the text."""
    report = telling.report
    return telling.told or _NEVER, telling.document, report.trigger.start, report.id


def at_odds(told: Sequence[Telling]) -> bool:
    """Whether sources contradict one another; an outlet that corrects its own story does not."""
    return contradictory(t.report.status for t in newest(told))


def _voted(told: Sequence[Telling], of: Callable[[Report], Value | None]) -> Value | None:
    """The value that most independent sources give; of equals the one told with most confidence."""
    votes: dict[Value, set[int]] = defaultdict(set)
    sure: dict[Value, float] = defaultdict(float)
    for telling, who in zip(told, independent(told), strict=True):
        value = of(telling.report)
        if value is not None:
            votes[value].add(who)
            sure[value] = max(sure[value], telling.report.confidence)
    ranked = sorted(votes, key=lambda v: (-len(votes[v]), -sure[v], str(v)))
    return ranked[0] if ranked else None


def _codes(best: Report, told: Sequence[Telling], side: str) -> tuple[str, ...]:
    """The codes of a side: as the best report has them, then those that only others name."""
    first = [p.code for p in getattr(best, side)]
    known = set(best.codes)
    more = {p.code for t in told for p in getattr(t.report, side)} - known - {"UNK"}
    return tuple(dict.fromkeys([*first, *sorted(more)]))


def _status(told: Sequence[Telling]) -> Status:
    heaviest = max(_WEIGHT[t.report.status] for t in told)
    return [t for t in told if _WEIGHT[t.report.status] == heaviest][-1].report.status


def _evolution(told: Sequence[Telling]) -> tuple[Status, ...]:
    stages: list[Status] = []
    for telling in told:
        if not stages or stages[-1] != telling.report.status:
            stages.append(telling.report.status)
    return tuple(stages)


def contradictory(statuses: Iterable[Status]) -> bool:
    """Whether some say that it happened and others that it did not."""
    found = set(statuses)
    return bool(found & _SAYS_YES and found & _SAYS_NO)


def _confidence(told: Sequence[Telling], source: Sequence[int]) -> float:
    """How sure all sources together make it: that not every one of them is wrong."""
    best: dict[int, float] = {}
    for telling, who in zip(told, source, strict=True):
        best[who] = max(best.get(who, 0.0), telling.report.confidence)
    wrong = 1.0
    for who in sorted(best):
        wrong *= 1 - best[who]
    return round(min(1 - wrong, max(_HIGHEST, *best.values())), 4)


def _best_date(told: Sequence[Telling]) -> str | None:
    """The date in the narrowest bounds that most sources give; of equals the last told."""
    dated = [t for t in told if t.report.date and t.earliest and t.latest]
    if not dated:
        return next((t.report.date for t in told if t.report.date), None)
    narrow = min(_width(t) for t in dated)
    exact = [t for t in dated if _width(t) == narrow]
    votes: dict[str, set[int]] = defaultdict(set)
    last: dict[str, int] = {}
    for place, (telling, who) in enumerate(zip(exact, independent(exact), strict=True)):
        assert telling.report.date is not None
        votes[telling.report.date].add(who)
        last[telling.report.date] = place
    return max(votes, key=lambda day: (len(votes[day]), last[day]))


def _width(telling: Telling) -> int:
    """0 a day, 1 a month or less, 2 a year or less, 3 more: the precision of a date."""
    assert telling.earliest is not None
    assert telling.latest is not None
    same = (
        telling.earliest[:10] == telling.latest[:10],
        telling.earliest[:7] == telling.latest[:7],
    )
    return (
        0 if same[0] else 1 if same[1] else 2 if telling.earliest[:4] == telling.latest[:4] else 3
    )


def _place(told: Sequence[Telling]) -> Place | None:
    towns = [t for t in told if t.report.place and t.report.place.geonames]
    return _voted(towns, lambda r: r.place) or _voted(told, lambda r: r.place)
