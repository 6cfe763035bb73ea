"""The timeline of a page: one entry an act, dates of every precision in order, the undated last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.model import Event, EventType, Party, Span, Status
from dragoman.present.calendar import days, order
from dragoman.present.findings import Findings
from dragoman.present.inert import one_line
from dragoman.present.labels import act
from dragoman.present.passages import Sources
from dragoman.present.status import LOOKS
from dragoman.present.words import ARROW, BOTH, date_words, listed, signed
from dragoman.query.rows import EventRow, ReportRow


@dataclass(frozen=True, slots=True)
class Quote:
    """A telling as it stands: the words, on whose word, and where to find them on the page.

    `also` are the other sources with the same words: their numbers and places on the page;
    `trigger` bounds the word of the text that names the act.
    """

    text: str
    anchor: str
    source: int
    word: str | None = None
    status: Status | None = None
    also: tuple[tuple[int, str], ...] = ()
    trigger: tuple[int, int] = (0, 0)

    @property
    def parts(self) -> tuple[str, str, str]:
        """The words before the trigger, the trigger, the words after it."""
        start, end = self.trigger
        return self.text[:start], self.text[start:end], self.text[end:]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all sources that have these words."""
        return self.source, *(number for number, _ in self.also)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the timeline; `quotes` are its tellings, the clearest first."""

    id: str
    date: str | None
    when: str
    kind: EventType
    label: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    people: tuple[str, ...]
    symmetric: bool
    status: Status
    statuses: tuple[Status, ...]
    place: str | None
    told: str | None
    outlets: int
    disputed: bool
    reviewed: bool
    confidence: float
    score: float | None
    quotes: tuple[Quote, ...]

    @property
    def sides(self) -> str:
        """Who to whom: "Chile → Peru and Bolivia"."""
        between = BOTH if self.symmetric else ARROW
        return f"{listed(self.sources)} {between} {listed(self.targets)}"

    @property
    def notes(self) -> str:
        """What stands in brackets behind it: status, place, doubts, score, sources."""
        notes = [LOOKS[self.status].word, self.place]
        notes += ["disputed" if self.disputed else None, "reviewed" if self.reviewed else None]
        notes += [f"score {signed(self.score)}" if self.score is not None else None]
        notes += [f"{self.outlets} independent sources" if self.outlets > 1 else None]
        return ", ".join(note for note in notes if note)

    @property
    def cooperative(self) -> bool:
        """Whether acts of this type bring parties together."""
        return self.kind.cooperative

    @property
    def words(self) -> tuple[str, ...]:
        """On whose word the act stands; empty when a source tells it in its own voice."""
        if any(q.word is None for q in self.quotes):
            return ()
        return tuple(dict.fromkeys(q.word for q in self.quotes if q.word))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The entries under one heading: the year in which they begin, or "Undated"."""

    heading: str
    entries: tuple[Entry, ...]


def timeline(findings: Findings, sources: Sources) -> tuple[Stretch, ...]:
    """The events as entries in order of time, under their years."""
    rows = sorted(
        findings.events,
        key=lambda row: (order(row.event.date), row.event.first_told or "9999", row.event.id),
    )
    return tuple(
        Stretch(heading, tuple(entry_of(row, findings, sources) for row in group))
        for heading, group in groupby(rows, key=lambda row: _heading(row.event.date))
    )


def chain(speakers: Sequence[Party], findings: Findings) -> str | None:
    """On whose word, through nesting: "Ana Brnabić (Serbia), as Tanjug reports"."""
    if not speakers:
        return None
    inner, *outer = reversed([shown(p, findings) for p in speakers])
    return inner + "".join(f", according to {name}" for name in outer)


def shown(party: Party, findings: Findings) -> str:
    """A party's name, with its state where the name is not the state's own."""
    state = findings.name(party.code)
    if party.name in {state, party.code} or party.code in {"", "UNK"}:
        return party.name if party.code in {"", "UNK"} else state
    return f"{party.name} ({state})"


def _heading(edtf: str | None) -> str:
    found = days(edtf)
    return str(found[0].year) if found else "Undated"


def entry_of(row: EventRow, findings: Findings, sources: Sources) -> Entry:
    """One event as an entry."""
    told = sorted(row.reports, key=lambda r: (-r.report.confidence, r.source.published or "9999"))
    score = findings.scores.get(row.event.id)
    return replace(
        sketch(row.event, findings.name, score),
        label=act(row.event.type, row.event.mode, told[0].report.trigger.text),
        people=_people(told, findings),
        reviewed=row.reviewed,
        quotes=once([quoted(telling, findings, sources) for telling in told]),
    )


def sketch(event: Event, name: Callable[[str], str], score: float | None) -> Entry:
    """An event without its reports, for counts and drawings."""
    return Entry(
        id=event.id,
        date=event.date,
        when=date_words(event.date) if event.date else _told(event.first_told),
        kind=event.type,
        label=act(event.type, event.mode),
        sources=tuple(name(c) for c in event.sources),
        targets=tuple(name(c) for c in event.targets),
        people=(),
        symmetric=event.symmetric,
        status=event.status,
        statuses=event.statuses or (event.status,),
        place=event.place.name if event.place else None,
        told=event.first_told,
        outlets=event.outlets,
        disputed=event.disputed,
        reviewed=False,
        confidence=event.confidence,
        score=score,
        quotes=(),
    )


def _told(day: str | None) -> str:
    return f"told by {date_words(day)}" if day else "date unknown"


def quoted(telling: ReportRow, findings: Findings, sources: Sources) -> Quote:
    """A telling as a quote."""
    report = telling.report
    return Quote(
        report.evidence.text,
        sources.anchors[telling.source.id, report.evidence],
        sources.numbers[telling.source.id],
        chain(report.speakers, findings),
        report.status,
        trigger=_within(report.trigger, report.evidence),
    )


def _within(inner: Span, outer: Span) -> tuple[int, int]:
    """Where one span stands in another; nowhere if it does not, or fills it."""
    start, end = inner.start - outer.start, inner.end - outer.start
    inside = 0 <= start < end <= len(outer.text) and end - start < len(outer.text)
    return (start, end) if inside else (0, 0)


def once(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes with the same words on the same word as one, in their order."""
    same: dict[tuple[str, str | None], list[Quote]] = {}
    for quote in quotes:
        same.setdefault((one_line(quote.text), quote.word), []).append(quote)
    return tuple(replace(first, also=_places(first, others)) for first, *others in same.values())


def _places(first: Quote, others: Sequence[Quote]) -> tuple[tuple[int, str], ...]:
    found = {q.source: q.anchor for q in others if q.source != first.source}
    return tuple(found.items())


def _people(told: Sequence[ReportRow], findings: Findings) -> tuple[str, ...]:
    parties = (p for t in told for p in (*t.report.sources, *t.report.targets))
    named = (p.name for p in parties if p.name not in {p.code, findings.name(p.code)})
    return tuple(dict.fromkeys(named))
