"""The sections of a page beside its timeline: figures, disputes, ties and people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.merge.reckoning import CORRECTED, DERIVED, is_ahead
from dragoman.model import (
    Claim,
    Dispute,
    Figure,
    FigureKind,
    Party,
    Point,
    Report,
    Series,
    Side,
    Stance,
    TieKind,
)
from dragoman.present.calendar import middle, order, reach
from dragoman.present.findings import Findings
from dragoman.present.labels import tie_words
from dragoman.present.passages import Sources
from dragoman.present.status import takes
from dragoman.present.timeline import Quote, once, quoted, shown
from dragoman.present.words import date_words, hedged, listed
from dragoman.query.rows import Source, TieRow


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a series with the quotes that give it.

    `at` is the middle of its period on the axis of time, `reach` its ends if long.
    """

    period: str
    words: str
    value: float
    kind: FigureKind
    at: float | None
    reach: tuple[float, float] | None
    conflict: bool
    quotes: tuple[Quote, ...]
    modifier: str | None = None

    @property
    def told(self) -> str:
        """The value in words, and whether others give one that it cannot go with."""
        return f"{self.words} (contradicted)" if self.conflict else self.words

    @property
    def ends(self) -> str:
        """The end of its period: what a change came to."""
        return self.period.rpartition(" to ")[2]

    @property
    def standing(self) -> str:
        """How the value stands: "told", "derived", "corrected" by its outlet, or a "goal"."""
        if is_ahead(self.modifier):
            return "goal"
        if self.modifier == CORRECTED:
            return "corrected"
        return "derived" if self.modifier == DERIVED else "told"


@dataclass(frozen=True, slots=True)
class Measure:
    """A series: what is measured, of whom, in which unit, oldest value first.

    `changes` are the rises and falls of it and of its kin, in words that name what changed.
    """

    id: str
    name: str
    actors: tuple[str, ...]
    unit: str | None
    values: tuple[Value, ...]
    changes: tuple[Value, ...] = ()

    @property
    def heading(self) -> str:
        """What is measured, of whom, in which unit: "exports: Chile and Peru, in USD"."""
        unit = f", in {self.unit}" if self.unit else ""
        return f"{self.name}: {listed(self.actors)}{unit}"

    @property
    def drawn(self) -> tuple[Value, ...]:
        """The values that belong on one axis of time: levels and counts with a known period."""
        fit = [v for v in self.values if v.at is not None and v.kind in _ON_AN_AXIS]
        return tuple(fit) if len({v.at for v in fit}) > 1 else ()


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a dispute: the stance, who takes it, and their words."""

    stance: Stance
    speakers: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def words(self) -> str:
        """The side in words: "Egypt denies it", "Chad and Sudan say so"."""
        return f"{listed(self.speakers)} {takes(self.stance, len(self.speakers))}"


@dataclass(frozen=True, slots=True)
class Contest:
    """A dispute laid out side by side."""

    id: str
    proposition: str
    about: tuple[str, ...]
    when: str
    event: str | None
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """A standing fact in words, with every place that states it."""

    kind: TieKind
    words: str
    period: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom the records name: state, offices, how many acts they do or tell of.

    `quotes` are the places that state an office.
    """

    name: str
    state: str
    offices: tuple[str, ...]
    acts: int
    quotes: tuple[Quote, ...] = ()


Figures = Mapping[str, tuple[Figure, Source]]
Claims = Mapping[str, tuple[Claim, Source]]
_ON_AN_AXIS = frozenset({FigureKind.LEVEL, FigureKind.COUNT})


def measures(findings: Findings, sources: Sources) -> tuple[Measure, ...]:
    """The series, the longest first."""
    figures = findings.figures()
    made = [_measure(row.series, figures, findings, sources) for row in findings.series]
    full = [_with_changes(m, made, findings.kin) for m in made if m.values]
    return tuple(sorted(full, key=lambda m: (-len(m.values), m.name, m.id)))


def _with_changes(measure: Measure, among: Sequence[Measure], kin: Mapping[str, str]) -> Measure:
    """The measure with the rises and falls of it and its kin to where no level is told."""
    if not measure.drawn:
        return measure
    levels = {v.ends for v in measure.drawn}
    family = kin.get(measure.name, measure.name)
    beside = [
        (v.at, m.name != measure.name, replace(v, words=f"{m.name} {v.words}"))
        for m in among
        if m.actors == measure.actors and kin.get(m.name, m.name) == family
        for v in m.values
        if v.kind is FigureKind.CHANGE_PCT and v.at is not None and v.standing == "told"
        if m.name != measure.name or v.ends not in levels
    ]
    beside.sort(key=lambda found: (found[0], found[1], found[2].words))
    return replace(measure, changes=tuple(v for _, _, v in beside))


def contests(findings: Findings, sources: Sources) -> tuple[Contest, ...]:
    """The disputes, the latest first."""
    claims = findings.claims()
    disputes = (row.dispute for row in findings.disputes)
    found = sorted(disputes, key=lambda d: (order(d.latest), d.id), reverse=True)
    return tuple(c for c in (_contest(d, claims, findings, sources) for d in found) if c.positions)


def bonds(findings: Findings, sources: Sources) -> tuple[Bond, ...]:
    """The ties, those between the two parties first, each once with all its quotes."""
    quotes: dict[tuple[TieKind, str, str, str], dict[str, Quote]] = defaultdict(dict)
    for row in (t for t in findings.ties if t.tie.kind is not TieKind.OFFICE_HOLDER):
        tie, quote = row.tie, _cited(row, sources)
        key = (tie.kind, tie.subject, tie.object, _period(tie.since, tie.until))
        quotes[key].setdefault(quote.anchor, quote)
    pair = set(findings.pair)

    def rank(key: tuple[TieKind, str, str, str]) -> tuple[bool, str, str, str, str]:
        return not {key[1], key[2]} <= pair, *key

    return tuple(
        Bond(
            key[0],
            f"{findings.name(key[1])} {tie_words(key[0])} {findings.name(key[2])}",
            key[3],
            tuple(quotes[key].values()),
        )
        for key in sorted(quotes, key=rank)
    )


def people(findings: Findings, sources: Sources) -> tuple[Person, ...]:
    """Who is named, the most active first, with the offices that the texts mostly give them."""
    states = frozenset(findings.names.values())
    acts: dict[tuple[str, str], set[str]] = defaultdict(set)
    offices: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in findings.events:
        for party in (p for told in row.reports for p in _parties(told.report)):
            if party.name not in states and _in_office(party, findings):
                acts[party.name, party.code].add(row.event.id)
                offices[party.name, party.code][party.role or ""] += 1
    stated: dict[tuple[str, str], dict[str, Quote]] = defaultdict(dict)
    for held in (row for row in findings.ties if row.tie.kind is TieKind.OFFICE_HOLDER):
        office, _, code = held.tie.object.rpartition(" ")
        offices[held.tie.subject, code][office] += 1
        quote = _cited(held, sources)
        stated[held.tie.subject, code].setdefault(quote.anchor, quote)
    return tuple(
        Person(
            name,
            findings.name(code),
            _mostly(offices[name, code]),
            len(acts[name, code]),
            tuple(stated[name, code].values()),
        )
        for name, code in sorted(offices, key=lambda k: (-len(acts[k]), k))
    )


def _cited(row: TieRow, sources: Sources) -> Quote:
    evidence = row.tie.evidence
    anchor = sources.anchors[row.source.id, evidence]
    return Quote(evidence.text, anchor, sources.numbers[row.source.id])


def _in_office(party: Party, findings: Findings) -> bool:
    office = (party.role or "").removeprefix("former ")
    return office in findings.offices and party.name != party.code


def _mostly(offices: Counter[str]) -> tuple[str, ...]:
    """The offices, the most frequent first, without those that are rarely given."""
    most = max(offices.values())
    return tuple(
        o for o, n in sorted(offices.items(), key=lambda i: (-i[1], i[0])) if 4 * n >= most
    )


def _parties(report: Report) -> tuple[Party, ...]:
    return (*report.sources, *report.targets, *report.speakers)


def _measure(series: Series, figures: Figures, findings: Findings, sources: Sources) -> Measure:
    points = sorted(series.points, key=lambda p: (order(p.period), p.kind, p.value))
    return Measure(
        series.id,
        series.measure,
        tuple(findings.name(c) for c in series.actors),
        series.unit,
        tuple(
            v
            for v in (_value(p, series.unit, figures, findings, sources) for p in points)
            if v.quotes
        ),
    )


def _value(
    point: Point, unit: str | None, figures: Figures, findings: Findings, sources: Sources
) -> Value:
    told = [figures[i] for i in point.figures if i in figures]
    quotes = tuple(
        Quote(
            f.evidence.text,
            sources.anchors[source.id, f.evidence],
            sources.numbers[source.id],
            shown(f.speaker, findings) if f.speaker else None,
        )
        for f, source in told
    )
    words = hedged(point.modifier, point.value, unit, point.kind)
    when = date_words(point.period) if point.period else "period unknown"
    return Value(
        when,
        words,
        point.value,
        point.kind,
        middle(point.period),
        reach(point.period),
        point.conflict,
        once(quotes),
        point.modifier,
    )


def _contest(dispute: Dispute, claims: Claims, findings: Findings, sources: Sources) -> Contest:
    positions = (_position(s, dispute.event, claims, findings, sources) for s in dispute.sides)
    first, latest = dispute.first, dispute.latest
    when = date_words(first) if first == latest else f"{date_words(first)} to {date_words(latest)}"
    return Contest(
        dispute.id,
        dispute.proposition.removeprefix("that "),
        tuple(findings.name(c) for c in dispute.about),
        when if first or latest else "",
        dispute.event,
        tuple(p for p in positions if p.quotes),
    )


def _position(
    side: Side, event: str | None, claims: Claims, findings: Findings, sources: Sources
) -> Position:
    quotes = []
    for claim, source in (claims[i] for i in side.claims if i in claims):
        anchor = sources.anchors[source.id, claim.evidence]
        speaker = shown(claim.speaker, findings)
        quotes.append(Quote(claim.evidence.text, anchor, sources.numbers[source.id], speaker))
    told = quotes or _told(side, event, findings, sources)
    return Position(side.stance, tuple(findings.name(s) for s in side.speakers), once(told))


def _told(side: Side, event: str | None, findings: Findings, sources: Sources) -> list[Quote]:
    """The tellings on the word of a side that makes no claim of its own."""
    reports = (r for row in findings.events if row.event.id == event for r in row.reports)
    return [
        quoted(r, findings, sources)
        for r in reports
        if r.report.speaker and r.report.speaker.code in side.speakers
    ]


def _period(since: str | None, until: str | None) -> str:
    parts = [
        f"since {date_words(since)}" if since else "",
        f"until {date_words(until)}" if until else "",
    ]
    return ", ".join(p for p in parts if p)
