"""What is new: events, statuses, disputes, voices and figures that older documents do not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.codebook.matters import Matters
from dragoman.ledger.bounds import bounds
from dragoman.ledger.deriving_events import pairs_of
from dragoman.merge import Stated, Telling, disputes
from dragoman.merge.events import event_of
from dragoman.model import Dispute, Point, Stance
from dragoman.query import ClaimRow, DisputeRow, EventRow, ReportRow, SeriesRow
from dragoman.query.news import News

Pair = tuple[str, str]


class Kind(StrEnum):
    """What a notice is about."""

    EVENT = "event"
    STATUS = "status"
    DISPUTE = "dispute"
    VOICE = "voice"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something new: `before` is what was known, as a status or as older points of a series.

    `voices` are the speakers that are new in a dispute, with their stance.
    """

    kind: Kind
    row: EventRow | DisputeRow | SeriesRow
    fresh: frozenset[str]
    before: str | None = None
    point: Point | None = None
    older: tuple[Point, ...] = ()
    voices: tuple[tuple[Stance, str], ...] = ()
    key: tuple[object, ...] = field(default=())


def findings(news: News, matters: Matters, pairs: Sequence[Pair] = ()) -> Iterator[Finding]:
    """What is new between the pairs, or between any where none are named, in a fixed order.

    `matters` tell which statements are about one thing, as for the ledger's own disputes.
    """
    for event in news.events:
        if _concerns(pairs, pairs_of(event.event)):
            yield from _event(event, news.fresh)
    for dispute in news.disputes:
        codes = {*dispute.dispute.about, *(c for s in dispute.dispute.sides for c in s.speakers)}
        if _among(pairs, codes):
            about = news.disputed.get(dispute.dispute.event or "")
            yield from _dispute(dispute, about, news.fresh, matters)
    for series in news.series:
        if _among(pairs, set(series.series.actors)):
            yield from _series(series, news.fresh)


def _concerns(pairs: Sequence[Pair], between: Sequence[Pair]) -> bool:
    return not pairs or any((min(pair), max(pair)) in between for pair in pairs)


def _among(pairs: Sequence[Pair], codes: set[str]) -> bool:
    return not pairs or any(codes.issuperset(pair) for pair in pairs)


def _event(row: EventRow, fresh: frozenset[str]) -> Iterator[Finding]:
    known = [_telling(r) for r in row.reports if r.source.id not in fresh]
    if not known:
        yield Finding(Kind.EVENT, row, fresh, key=(row.event.id,))
        return
    before, now = event_of(known).status, row.event.status
    # What a person confirmed or corrected is not overturned by one more telling.
    if before != now and not row.reviewed:
        yield Finding(Kind.STATUS, row, fresh, before=before, key=(row.event.id, before, now))


def _telling(row: ReportRow) -> Telling:
    report, source = row.report, row.source
    told = bounds(source.published)[0]
    earliest, latest = bounds(report.date)
    known = (source.id, source.cluster, source.publisher, told)
    return Telling(report, *known, earliest, latest, source.updated)


def _dispute(
    row: DisputeRow, event: EventRow | None, fresh: frozenset[str], matters: Matters
) -> Iterator[Finding]:
    known = [_stated(claim) for claim in row.claims if claim.source.id not in fresh]
    tellings = [_telling(r) for r in event.reports if r.source.id not in fresh] if event else []
    about = row.dispute.event
    older = disputes(known, {about: tellings} if about else {}, matters=matters)
    if not older:
        yield Finding(Kind.DISPUTE, row, fresh, key=(row.dispute.id,))
        return
    voices = tuple(v for v in _voices(row.dispute) if not any(v in _voices(d) for d in older))
    if voices:
        yield Finding(Kind.VOICE, row, fresh, voices=voices, key=(row.dispute.id, *voices))


def _stated(row: ClaimRow) -> Stated:
    source = row.source
    told = bounds(source.published)[0]
    known = (source.id, source.cluster, source.publisher, told)
    return Stated(row.claim, *known, row.event, source.updated)


def _voices(dispute: Dispute) -> list[tuple[Stance, str]]:
    return [(side.stance, speaker) for side in dispute.sides for speaker in side.speakers]


def _series(row: SeriesRow, fresh: frozenset[str]) -> Iterator[Finding]:
    new = {figure.figure.id for figure in row.figures if figure.source.id in fresh}
    older = [point for point in row.series.points if not new.issuperset(point.figures)]
    for point in row.series.points:
        if point in older or not point.figures:
            continue
        same = tuple(p for p in older if (p.period, p.kind) == (point.period, point.kind))
        near = same if point.period is not None else ()
        key = (row.series.id, point.period, point.kind, point.value, *point.figures)
        others = near or tuple(p for p in older if p.kind == point.kind)[-1:]
        yield Finding(
            Kind.FIGURE, row, fresh, before="other" if near else None, point=point, older=others,
            key=key,
        )  # fmt: skip
