"""Events, disputes and series of all documents, part by part, on many machines.

They are those that a ledger derives. A block (parties, family of types, year where many act) is
always whole in one part. Claims are in the part of their own block, so events tell the claims about
them which act it is, and disputes tell events that they are disputed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dragoman.codebook import load_codebook
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.matters import Matters, load_matters
from dragoman.codebook.ordinary import load_ordinary
from dragoman.ledger.deriving_events import sort_key
from dragoman.merge import Stated, Telling, disputes, events, series
from dragoman.model import Dispute, Event, Series
from dragoman.query.rows import (
    ClaimRow,
    DisputeRow,
    EventRow,
    FigureRow,
    MissedRow,
    ReportRow,
    SeriesRow,
    told_order,
)
from dragoman.scale.lists import Line, Sheets, sheets
from dragoman.scale.standing import part_of
from dragoman.scale.telling import Measured, Part, Said, Told, by_block, claimed, measured
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Act:
    """An event with its reports, the first telling first."""

    event: Event
    reports: tuple[Told, ...]


@dataclass(slots=True)
class Word:
    """What events tell the claims of a part: which act each is about, and who tells that act.

    `part` is where the event is, for the answer; `denied` the events that claims deny in their own
    words.
    """

    event_of: dict[str, str] = field(default_factory=dict)
    tellings: dict[str, dict[str, list[Telling]]] = field(default_factory=lambda: defaultdict(dict))
    denied: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    part: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _knowledge(settings: Settings) -> tuple[frozenset[str], Matters]:
    load_codebook(settings.codebook)  # types of the user's own get their family by it
    return load_ordinary((SHIPPED,)), load_matters((SHIPPED,))


def acts(at: int, parts: int, settings: Settings, *sent: Part) -> list[list[Act] | Word]:
    """The events of a part, then what they tell the claims of each part."""
    ordinary, _ = _knowledge(settings)
    found: list[Act] = []
    for block in by_block([told for part in sent for told in part.reports]).values():
        by_id = {told.telling.report.id: told for told in block}
        for event in events((told.telling for told in block), ordinary=ordinary):
            members = sorted((by_id[id_] for id_ in event.reports), key=_order)
            found.append(Act(event, tuple(members)))
    words = [Word() for _ in range(parts)]
    for act in found:
        _tell(act, at, words)
    return [found, *words]


def _order(told: Told) -> tuple[str, str, int, str]:
    return told_order(told.source, told.telling.report)


def _tell(act: Act, at: int, words: Sequence[Word]) -> None:
    added = sorted(act.reports, key=lambda told: told.place)
    tellings = [told.telling for told in added]
    for told in act.reports:
        for block, claim in told.asked:
            word = words[part_of(block, len(words))]
            word.event_of[claim] = act.event.id
            word.tellings[block][act.event.id] = tellings
            word.part[act.event.id] = at
        for block, claim in told.denied:
            word = words[part_of(block, len(words))]
            word.denied[claim].add(act.event.id)
            word.part[act.event.id] = at


def disputed(
    parts: int,
    settings: Settings,
    slices: Mapping[str, int],
    many: int,
    *given: Part | Word,
) -> list[Sheets | set[str]]:
    """The claims and disputes of a part as lines, then which events of each part are disputed."""
    sent = [one for one in given[:many] if isinstance(one, Part)]
    word = _joined(one for one in given[many:] if isinstance(one, Word))
    lines: list[Line] = []
    answers: list[set[str]] = [set() for _ in range(parts)]
    for block, said in by_block([claim for part in sent for claim in part.claims]).items():
        lines += [claimed(one, word.event_of.get(one.claim.id)) for one in said]
        for dispute in _disputes(said, word.tellings.get(block, {}), word, settings):
            lines.append(_dispute_line(dispute, said, word))
            for event in _about(dispute, word):
                answers[word.part[event]].add(event)
    return [*sheets(lines, parts, slices), *answers]


def _joined(words: Iterable[Word]) -> Word:
    found = Word()
    for word in words:
        found.event_of |= word.event_of
        found.part |= word.part
        for block, tellings in word.tellings.items():
            found.tellings[block] |= tellings
        for claim, denied in word.denied.items():
            found.denied[claim] |= denied
    return found


def _disputes(
    said: Sequence[Said],
    tellings: Mapping[str, Sequence[Telling]],
    word: Word,
    settings: Settings,
) -> tuple[Dispute, ...]:
    _, matters = _knowledge(settings)
    stated = [
        Stated(
            one.claim,
            one.source.id,
            one.source.cluster,
            one.source.publisher,
            one.told,
            word.event_of.get(one.claim.id),
            one.source.updated,
        )
        for one in said
    ]
    return disputes(stated, tellings, matters=matters)


def _about(dispute: Dispute, word: Word) -> set[str]:
    """The event of a dispute, and the twins of it that are told only to be denied."""
    claims = (claim for side in dispute.sides for claim in side.claims)
    denied = {event for claim in claims for event in word.denied.get(claim, ())}
    return denied | ({dispute.event} if dispute.event else set())


def _dispute_line(dispute: Dispute, said: Sequence[Said], word: Word) -> Line:
    by_id = {one.claim.id: one for one in said}
    named = [by_id[id_] for side in dispute.sides for id_ in side.claims]
    named.sort(key=lambda one: (one.source.published or "9999", one.claim.id))
    rows = tuple(ClaimRow(o.claim, o.source, word.event_of.get(o.claim.id)) for o in named)
    published = next((one.source.published for one in named), None)
    return Line("disputes", dispute.id, published, DisputeRow(dispute, rows))


def finished(
    parts: int, slices: Mapping[str, int], found: Sequence[Act], *answers: set[str]
) -> list[Sheets]:
    """The events of a part as lines, now that it is known which are disputed."""
    about = set[str]().union(*answers)
    return sheets((_event_line(act, act.event.id in about) for act in found), parts, slices)


def _event_line(act: Act, about: bool) -> Line:
    ids = tuple(told.telling.report.id for told in act.reports)
    event = replace(act.event, reports=ids, disputed=act.event.disputed or about)
    rows = tuple(ReportRow(t.telling.report, t.source, event.id) for t in act.reports)
    return Line("events", sort_key(event), rows[0].source.published, EventRow(event, rows))


def counted(parts: int, slices: Mapping[str, int], *sent: Part) -> list[Sheets]:
    """The figures, series and unknown words of a part as lines."""
    figures = [figure for part in sent for figure in part.figures]
    lines = [measured(one) for one in figures]
    for block in by_block(figures).values():
        by_id = {one.counted.figure.id: one for one in block}
        lines += [_series_line(one, by_id) for one in series(m.counted for m in block)]
    return sheets([*lines, *_missed(sent)], parts, slices)


def _series_line(one: Series, by_id: Mapping[str, Measured]) -> Line:
    named = (by_id[id_] for point in one.points for id_ in point.figures if id_ in by_id)
    figures = tuple(FigureRow(m.counted.figure, m.source) for m in named)
    return Line("series", one.id, None, SeriesRow(one, figures), dated=False)


def _missed(sent: Sequence[Part]) -> Iterator[Line]:
    told: Counter[tuple[str, str]] = Counter()
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for part in sent:
        for (kind, text, document), number in part.missed.items():
            told[kind, text] += number
            documents[kind, text].add(document)
    for (kind, text), number in told.items():
        row = MissedRow(kind, text, number, len(documents[kind, text]))
        yield Line("missed", f"{kind} {text}", None, row, dated=False)
