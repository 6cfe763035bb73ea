"""Whether two reports tell one act: what forbids it, and how much speaks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.merge.kinds import kindred
from dragoman.merge.tellings import Telling, content, contrast, overlap, stem
from dragoman.model import EventType, Party, Place, Report, Status

ENOUGH = 0.55  # what two reports need to be one event
_TWINS = 0.6  # what an act and its denial in one document reach, in whatever words
_TYPE = 0.15
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})
_BACK = frozenset({Status.OCCURRED, Status.ONGOING})
_SAYS_YES = frozenset({*_BACK, Status.ALLEGED})
_SAYS_NO = frozenset({Status.DENIED, Status.NOT_OCCURRED})
_APART_MODES = frozenset({"phone", "visit", "third-party"})


Person = tuple[str, str, frozenset[str]]  # code, role, words of the name


@dataclass(frozen=True, slots=True)
class Worth:
    """What each agreement is worth for a kind of act, and what a town of another name costs."""

    day: float
    month: float
    year: float
    trigger: float
    place: float
    elsewhere: float
    persons: float
    words: float


# Who met when and where tells a meeting, where and when an attack, what it was about the rest.
# The numbers were set on tests/merge/constructed.py.
_MEETING = Worth(0.45, 0.22, 0.1, 0.1, 0.15, 0.3, 0.15, 0.3)
_ATTACK = Worth(0.25, 0.15, 0.05, 0.1, 0.3, 0.4, 0.0, 0.4)
_MATTER = Worth(0.2, 0.15, 0.1, 0.05, 0.05, 0.1, 0.05, 0.75)
_ON_THE_SPOT = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.MOBILIZE, EventType.COERCE}
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What two tellings are compared by, worked out once for each."""

    telling: Telling
    words: frozenset[str]
    said: tuple[str, ...]
    trigger: str
    first: int | None
    last: int | None
    told: int | None
    persons: tuple[Person, ...]

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
    named = [text for p in (*parties, *report.speakers) for text in (p.name, p.text)]
    said = content(report.evidence.text, *named, *_spot(report.place))
    undated = _dated_by_the_denial(telling)
    return Traits(
        telling=telling,
        words=frozenset(said),
        said=said,
        trigger=stem(report.trigger.text.lower()),
        first=None if undated else _day(telling.earliest),
        last=None if undated else _day(telling.latest),
        told=_day(telling.told),
        persons=tuple(sorted({_person(p) for p in parties if p.role}, key=_by_name)),
    )


def _dated_by_the_denial(telling: Telling) -> bool:
    """Whether the date is that of saying no: "denied on Thursday that it had sent troops"."""
    first, last, told = (_day(d) for d in (telling.earliest, telling.latest, telling.told))
    denied = telling.report.status == Status.DENIED
    return denied and first is not None and first == last and told in {first, first + 1}


def _spot(place: Place | None) -> tuple[str, ...]:
    return (place.name,) if place else ()


def likeness(one: Traits, other: Traits, weights: Mapping[str, float]) -> float | None:
    """How much speaks for one act, about 0 to 1.5; None when it cannot be one.

    `weights` say how much each word tells apart; words that they do not name count 1.
    """
    twins = one.telling.document == other.telling.document
    if (twins and not _contrary(one, other)) or _forbidden(one, other):
        return None
    words = overlap(one.words, other.words, weights)
    same_trigger = one.trigger == other.trigger
    if copies(one, other) and same_trigger and words > 0.8:
        return 1.5
    if not twins and not copies(one, other) and contrast(one.said, other.said, weights):
        return None
    worth = _worth(one.telling.report.type, other.telling.report.type)
    near = _nearness(one, other, words, worth)
    if near is None:
        return None
    score = (
        near
        + _TYPE * kindred(one.telling.report.type, other.telling.report.type)
        + worth.trigger * same_trigger
        + _nearby(one.telling.report.place, other.telling.report.place, worth)
        + worth.persons * _persons(one, other)
        + worth.words * words
    )
    return max(score, _TWINS) if twins else score


def _contrary(one: Traits, other: Traits) -> bool:
    """Whether a document tells an act and that it was denied: the same word, the same parties."""
    mine, yours = one.telling.report, other.telling.report
    return (
        (mine.status in _SAYS_YES and yours.status in _SAYS_NO)
        or (mine.status in _SAYS_NO and yours.status in _SAYS_YES)
    ) and (mine.type, mine.codes, one.trigger) == (yours.type, yours.codes, other.trigger)


def _worth(*kinds: EventType) -> Worth:
    if all(kind == EventType.CONSULT for kind in kinds):
        return _MEETING
    return _ATTACK if all(kind in _ON_THE_SPOT for kind in kinds) else _MATTER


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
        or _countries_apart(mine.place, yours.place)
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


def _nearness(one: Traits, other: Traits, words: float, worth: Worth) -> float | None:
    """What the dates are worth; None when they keep the two apart."""
    if one.days is None or other.days is None:
        return _undated(one, other, words)
    gap = max(one.since, other.since) - min(one.until, other.until)
    days = max(one.days, other.days)
    if gap > 0:
        # Sources date one act a day apart (time zones, the night), but then they tell it alike.
        return worth.month if gap == 1 and words >= 0.3 and days <= 2 else None
    if days <= 3:
        return worth.day
    return worth.month if days <= 31 else worth.year if days <= 366 else 0.0


def _undated(one: Traits, other: Traits, words: float) -> float | None:
    """An undated act is another's only on the day's scene, or in the same words."""
    if words >= 0.75 and min(len(one.words), len(other.words)) >= 5:
        return 0.2
    days = [t.first if t.days is not None and t.days <= 3 else t.told for t in (one, other)]
    if days[0] is None or days[1] is None or abs(days[0] - days[1]) > 3:
        return None
    return 0.2 if words >= 0.2 else 0.15


def _nearby(one: Place | None, other: Place | None, worth: Worth) -> float:
    """What the places are worth; two towns of the gazetteer cost twice what two names do."""
    if one is None or other is None:
        return 0
    if one.name == other.name or (one.geonames is not None and one.geonames == other.geonames):
        return worth.place
    if _whole_country(one) or _whole_country(other):
        return 0
    return -worth.elsewhere * (2 if one.geonames and other.geonames else 1)


def _whole_country(place: Place) -> bool:
    return place.country is not None and place.geonames is None


def _countries_apart(one: Place | None, other: Place | None) -> bool:
    countries = {place.country for place in (one, other) if place and place.country}
    return len(countries) == 2


def _person(party: Party) -> Person:
    words = frozenset(word.lower() for word in party.name.split())
    return party.code, party.role or "", words


def _by_name(person: Person) -> tuple[str, str, list[str]]:
    return person[0], person[1], sorted(person[2])


def _persons(one: Traits, other: Traits) -> int:
    """1 the same people, 0 not known, -1 holders of another office of the same state."""
    agree = 0
    for code, role, name in one.persons:
        others = [(theirs, named) for whose, theirs, named in other.persons if whose == code]
        if any(name <= named or named <= name or role == theirs for theirs, named in others):
            agree = 1
        elif _in_person(role) and any(_in_person(theirs) for theirs, _ in others):
            return -1
    return agree


def _in_person(role: str) -> bool:
    """Whether an office is held by one person at a time: a foreign minister, not a ministry."""
    return role.startswith("head of ") or role.endswith((" minister", "ambassador"))


def _day(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None
