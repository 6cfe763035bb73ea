"""Whether two reports tell one act: what forbids it, and how much speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.merge.kinds import kindred
from dragoman.merge.tellings import Telling, content_words, overlap, stem
from dragoman.model import EventType, Party, Place, Report, Status

# What two reports need to be one event, and what each agreement is worth: set on tests/merge/cases.
ENOUGH = 0.55
_SAME_DAY = {EventType.CONSULT: 0.45}
_SAME_DAY_ELSE, _SAME_MONTH, _SAME_YEAR = 0.32, 0.22, 0.1
_TYPE, _TRIGGER, _PLACE, _PERSONS, _WORDS = 0.15, 0.15, 0.12, 0.12, 0.4
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})
_BACK = frozenset({Status.OCCURRED, Status.ONGOING})
_APART_MODES = frozenset({"phone", "visit", "third-party"})


@dataclass(frozen=True, slots=True)
class Traits:
    """What two tellings are compared by, worked out once for each."""

    telling: Telling
    words: frozenset[str]
    trigger: str
    first: int | None
    last: int | None
    told: int | None
    persons: tuple[tuple[str, frozenset[str]], ...]

    @property
    def since(self) -> int:
        """The first day that the act may have been on, as an ordinal."""
        return -1 if self.first is None else self.first

    @property
    def until(self) -> int:
        """The last day that the act may have been on, as an ordinal."""
        return -1 if self.last is None else self.last

    @property
    def days(self) -> int | None:
        """How many days the act may have been on; None when its date is unknown."""
        return None if self.first is None or self.last is None else self.last - self.first + 1


def traits(telling: Telling) -> Traits:
    """The traits of a telling."""
    report = telling.report
    parties = (*report.sources, *report.targets)
    named = [text for p in parties for text in (p.name, p.text)]
    return Traits(
        telling=telling,
        words=content_words(report.evidence.text, *named),
        trigger=stem(report.trigger.text.lower()),
        first=_day(telling.earliest),
        last=_day(telling.latest),
        told=_day(telling.told),
        persons=tuple(sorted({_person(p) for p in parties if p.role})),
    )


def likeness(one: Traits, other: Traits) -> float | None:
    """How much speaks for one act, about 0 to 1.5; None when it cannot be one."""
    if one.telling.document == other.telling.document or _forbidden(one, other):
        return None
    words = overlap(one.words, other.words)
    same_trigger = one.trigger == other.trigger
    if copies(one, other) and same_trigger and words > 0.8:
        return 1.5
    near = _nearness(one, other, words)
    if near is None:
        return None
    return (
        near
        + _TYPE * kindred(one.telling.report.type, other.telling.report.type)
        + _TRIGGER * same_trigger
        + _PLACE * (_places(one.telling.report.place, other.telling.report.place) > 0)
        + _PERSONS * _persons(one, other)
        + _WORDS * words
    )


def copies(one: Traits, other: Traits) -> bool:
    """Whether the documents are near-copies of one text."""
    cluster = one.telling.cluster
    return cluster is not None and cluster == other.telling.cluster


def _forbidden(one: Traits, other: Traits) -> bool:
    mine, yours = one.telling.report, other.telling.report
    return (
        kindred(mine.type, yours.type) == 0
        or _opposite(mine, yours)
        or _modes_apart(mine, yours)
        or _parties_apart(mine, yours)
        or _persons(one, other) < 0
        or _places(mine.place, yours.place) < 0
        or _out_of_order(one, other)
        or _out_of_order(other, one)
    )


def _opposite(one: Report, other: Report) -> bool:
    """Whether the one acts on whom the other says acts; talks have no direction."""
    if one.symmetric or other.symmetric or EventType.CONSULT in (one.type, other.type):
        return False
    mine, yours = ({p.code for p in r.sources} for r in (one, other))
    return bool(mine and yours and not mine & yours)


def _modes_apart(one: Report, other: Report) -> bool:
    modes = {one.mode, other.mode}
    return len(modes) == 2 and modes <= _APART_MODES


def _parties_apart(one: Report, other: Report) -> bool:
    common = one.codes & other.codes
    return len(common) < min(2, len(one.codes), len(other.codes)) or (
        2 * len(common) < len(one.codes | other.codes)
    )


def _out_of_order(one: Traits, other: Traits) -> bool:
    """Whether `one` tells as past what `other` puts after the telling, or as to come what was."""
    if one.told is None or other.first is None or other.last is None:
        return False
    status = one.telling.report.status
    return (status in _BACK and one.first is None and other.first > one.told + 1) or (
        status in _AHEAD and other.last < one.told - 1
    )


def _nearness(one: Traits, other: Traits, words: float) -> float | None:
    """What the dates are worth; None when they keep the two apart."""
    if one.days is None or other.days is None:
        return _undated(one, other, words)
    gap = max(one.since, other.since) - min(one.until, other.until)
    if gap > 0:
        # Sources date one act a day apart (time zones, the night), but then they tell it alike.
        return 0.1 if gap == 1 and words >= 0.45 and max(one.days, other.days) <= 2 else None
    days = max(one.days, other.days)
    if days <= 3:
        kinds = (one.telling.report.type, other.telling.report.type)
        return min(_SAME_DAY.get(kind, _SAME_DAY_ELSE) for kind in kinds)
    return _SAME_MONTH if days <= 31 else _SAME_YEAR if days <= 366 else 0.0


def _undated(one: Traits, other: Traits, words: float) -> float | None:
    """An undated act is another's only on the day's scene, or in the same words."""
    if words >= 0.75 and min(len(one.words), len(other.words)) >= 5:
        return 0.2
    days = [t.first if t.days is not None and t.days <= 3 else t.told for t in (one, other)]
    if days[0] is None or days[1] is None or abs(days[0] - days[1]) > 3:
        return None
    return 0.2 if words >= 0.2 else 0.1


def _places(one: Place | None, other: Place | None) -> int:
    """1 the same place, 0 not known, -1 two places."""
    if one is None or other is None:
        return 0
    if one.name == other.name or (one.geonames is not None and one.geonames == other.geonames):
        return 1
    if one.country and other.country and one.country != other.country:
        return -1
    # A town and its country, or a town without coordinates, may be one place.
    return -1 if one.geonames and other.geonames else 0


def _person(party: Party) -> tuple[str, frozenset[str]]:
    return party.code, frozenset(word.lower() for word in party.name.split())


def _persons(one: Traits, other: Traits) -> int:
    """1 the same people, 0 not known, -1 other people of the same state."""
    agree = 0
    for code, name in one.persons:
        others = [theirs for whose, theirs in other.persons if whose == code]
        if any(name <= theirs or theirs <= name for theirs in others):
            agree = 1
        elif others:
            return -1
    return agree


def _day(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None
