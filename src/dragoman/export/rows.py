"""The rows of a ledger's lists: nested for JSON, flat for tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dragoman.export.records import (
    attribution_json,
    claim_json,
    figure_json,
    place_json,
    report_json,
    tie_json,
)
from dragoman.model import Series
from dragoman.query.rows import (
    AttributionRow,
    ClaimRow,
    DisputeRow,
    DocumentRow,
    EventRow,
    FigureRow,
    MissedRow,
    RunRow,
    SeriesRow,
    Source,
    TieRow,
)

SOURCE = ("quote", "title", "publisher", "published", "url", "uri", "document")
Flat = dict[str, Any]


def source_json(source: Source) -> Flat:
    """Where a record stands."""
    return {
        "id": source.id,
        "uri": source.uri,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "published_basis": source.published_basis,
        "language": source.language,
        "cluster": source.cluster,
    }


def event_json(row: EventRow) -> Flat:
    """An event with all its reports, each with its document."""
    reports = [report_json(r.report) | {"document": source_json(r.source)} for r in row.reports]
    return _event(row) | {"reports": reports}


def event_flat(row: EventRow) -> Flat:
    """An event with the report to quote for it."""
    best, event = row.best, row.event
    word = best.report.speaker
    return _event(row) | {
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        "reports": len(row.reports),
        "speaker": word.code if word else None,
        "speaker_name": word.name if word else None,
        **_told(best.source, best.report.evidence.text),
    }


def claim_row_json(row: ClaimRow) -> Flat:
    """A claim with its document; `event` is the event of the ledger."""
    made = claim_json(row.claim) | {"event": row.event}
    return made | {"document": source_json(row.source)}


def claim_flat(row: ClaimRow) -> Flat:
    """A claim in one row."""
    claim = row.claim
    named = {"speaker": claim.speaker.code, "speaker_name": claim.speaker.name}
    made = claim_row_json(row) | named
    return made | _told(row.source, claim.evidence.text)


def figure_row_json(row: FigureRow) -> Flat:
    """A figure with its document."""
    return figure_json(row.figure) | {"document": source_json(row.source)}


def figure_flat(row: FigureRow) -> Flat:
    """A figure in one row."""
    speaker = row.figure.speaker
    made = figure_json(row.figure) | {"speaker": speaker.code if speaker else None}
    return made | _told(row.source, row.figure.evidence.text)


def tie_row_json(row: TieRow) -> Flat:
    """A tie with its document."""
    return tie_json(row.tie) | {"document": source_json(row.source)}


def tie_flat(row: TieRow) -> Flat:
    """A tie in one row."""
    return tie_json(row.tie) | _told(row.source, row.tie.evidence.text)


def attribution_row_json(row: AttributionRow) -> Flat:
    """Who says what, with the document."""
    return attribution_json(row.attribution) | {"document": source_json(row.source)}


def attribution_flat(row: AttributionRow) -> Flat:
    """Who says what in one row; `source` are the document's words for who says it."""
    said, speaker = row.attribution, row.attribution.speaker
    named = {
        "speaker": speaker.code if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "source": said.source.text if said.source else None,
        "cue": said.cue.text,
    }
    return named | _told(row.source, said.content.text)


def dispute_json(row: DisputeRow) -> Flat:
    """A dispute with the claims of each side."""
    claims = {c.claim.id: claim_row_json(c) for c in row.claims}
    sides = [
        {
            "stance": side.stance,
            "speakers": list(side.speakers),
            "claims": [claims[i] for i in side.claims if i in claims],
        }
        for side in row.dispute.sides
    ]
    return _dispute(row) | {"sides": sides}


def dispute_flat(row: DisputeRow) -> Flat:
    """A dispute in one row, its sides in words."""
    sides = [f"{', '.join(s.speakers)} {s.stance}" for s in row.dispute.sides]
    return _dispute(row) | {"sides": sides, "claims": len(row.claims)}


def series_json(row: SeriesRow) -> Flat:
    """A series with its points and the figures that give them."""
    figures = {f.figure.id: figure_row_json(f) for f in row.figures}
    points = [
        {
            "period": point.period,
            "value": _whole(point.value),
            "kind": point.kind,
            "modifier": point.modifier,
            "conflict": point.conflict,
            "figures": [figures[i] for i in point.figures if i in figures],
        }
        for point in row.series.points
    ]
    return _series(row.series) | {"points": points}


def series_flat(row: SeriesRow) -> Flat:
    """A series in one row, its points in words."""
    points = [f"{p.period or '?'}: {_whole(p.value)}" for p in row.series.points]
    conflicts = sum(p.conflict for p in row.series.points)
    return _series(row.series) | {"points": points, "conflicts": conflicts}


def document_row_json(row: DocumentRow) -> Flat:
    """A document and how many records it yields."""
    counted = {n: getattr(row, n) for n in ("characters", "events", "claims", "figures", "ties")}
    names = ("published_confidence", "updated", "updated_basis", "publisher_country")
    told = {n: getattr(row.source, n) for n in (*names, "publisher_country_basis")}
    told["authors"] = list(row.source.authors)
    versions = {"extractor": row.source.extractor, "codebook": row.source.codebook}
    return source_json(row.source) | told | counted | versions


def run_json(row: RunRow) -> Flat:
    """A run with what it did not read, and why."""
    unread = {
        name: [{"uri": uri, "reason": reason} for uri, reason in getattr(row, name)]
        for name in ("skipped", "failed")
    }
    return run_flat(row) | unread


def run_flat(row: RunRow) -> Flat:
    """A run in one row."""
    names = ("run", "command", "started", "finished", "read", "known", "extractor", "codebook")
    counted = {"skipped": len(row.skipped), "failed": len(row.failed)}
    return (
        {name: getattr(row, name) for name in names[:6]}
        | counted
        | {name: getattr(row, name) for name in names[6:]}
    )


def missed_json(row: MissedRow) -> Flat:
    """An unknown word with its counts."""
    return {n: getattr(row, n) for n in ("kind", "text", "count", "documents")}


NESTED: Mapping[str, Callable[[Any], Flat]] = {
    "events": event_json,
    "claims": claim_row_json,
    "figures": figure_row_json,
    "ties": tie_row_json,
    "attributions": attribution_row_json,
    "disputes": dispute_json,
    "series": series_json,
    "documents": document_row_json,
    "runs": run_json,
    "missed": missed_json,
}
FLAT: Mapping[str, Callable[[Any], Flat]] = {
    "events": event_flat,
    "claims": claim_flat,
    "figures": figure_flat,
    "ties": tie_flat,
    "attributions": attribution_flat,
    "disputes": dispute_flat,
    "series": series_flat,
    "documents": document_row_json,
    "runs": run_flat,
    "missed": missed_json,
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "events": (
        *("id", "date", "type", "mode", "sources", "targets", "symmetric", "status", "disputed"),
        "reviewed",
        *("place", "country", "speaker", "speaker_name", "outlets", "reports", "first_told"),
        *("last_told", "goldstein", "confidence", *SOURCE),
    ),
    "claims": (
        *("id", "date", "speaker", "speaker_name", "stance", "proposition", "about", "event"),
        *("confidence", *SOURCE),
    ),
    "figures": (
        *("id", "measure", "actors", "value", "unit", "kind", "period", "modifier", "speaker"),
        *("confidence", *SOURCE),
    ),
    "ties": ("id", "kind", "subject", "object", "since", "until", "confidence", *SOURCE),
    "attributions": ("speaker", "speaker_name", "source", "cue", *SOURCE),
    "disputes": (
        *("id", "proposition", "about", "sides", "claims", "outlets", "event", "first", "latest"),
    ),
    "series": ("id", "measure", "actors", "unit", "points", "conflicts"),
    "documents": (
        *("id", "published", "published_basis", "published_confidence", "updated"),
        *("publisher", "publisher_country", "authors", "title", "language", "cluster"),
        *("events", "claims", "figures", "ties", "characters", "url", "uri"),
        *("extractor", "codebook"),
    ),
    "runs": (
        *("run", "command", "started", "finished", "read", "known", "skipped", "failed"),
        *("extractor", "codebook"),
    ),
    "missed": ("kind", "text", "count", "documents"),
}


def _event(row: EventRow) -> Flat:
    event = row.event
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "sources": list(event.sources),
        "targets": list(event.targets),
        "symmetric": event.symmetric,
        "date": event.date,
        "place": place_json(event.place) if event.place else None,
        "status": event.status,
        "statuses": list(event.statuses),
        "disputed": event.disputed,
        "reviewed": row.reviewed,
        "outlets": event.outlets,
        "first_told": event.first_told,
        "last_told": event.last_told,
        "goldstein": event.goldstein,
        "confidence": event.confidence,
    }


def _dispute(row: DisputeRow) -> Flat:
    dispute = row.dispute
    return {
        "id": dispute.id,
        "proposition": dispute.proposition,
        "about": list(dispute.about),
        "event": dispute.event,
        "outlets": dispute.outlets,
        "first": dispute.first,
        "latest": dispute.latest,
    }


def _series(series: Series) -> Flat:
    actors = list(series.actors)
    return {"id": series.id, "measure": series.measure, "actors": actors, "unit": series.unit}


def _told(source: Source, quote: str) -> Flat:
    return {
        "quote": quote,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "uri": source.uri,
        "document": source.id,
    }


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value
