"""Events as PLOVER JSON, one object a line.

PLOVER names four auxiliary modes (historical, future, hypothetical, negation) that its coders never
filled; here they say how an act stands, so that a denied or planned act is never taken for a deed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dragoman.export.days import span_of
from dragoman.export.knowledge import Knowledge
from dragoman.export.records import to_line
from dragoman.model import Party, Place, Status
from dragoman.query.rows import EventRow, ReportRow

AUXILIARY: Mapping[Status, str] = {
    Status.PLANNED: "future",
    Status.PROPOSED: "hypothetical",
    Status.ALLEGED: "hypothetical",
    Status.DENIED: "negation",
    Status.NOT_OCCURRED: "negation",
}


def plover_lines(
    rows: Iterable[EventRow], known: Knowledge, left_out: Counter[str]
) -> Iterator[str]:
    """The lines of a PLOVER JSON file; events that no day is known for are counted."""
    for row in rows:
        if made := plover_json(row, known):
            yield to_line(made) + "\n"
        else:
            left_out["without a date"] += 1


def plover_json(row: EventRow, known: Knowledge) -> dict[str, Any] | None:
    """An event in PLOVER's shape, told by its best report; None without a day to put it on."""
    event, best = row.event, row.best
    span = span_of(event.date)
    if span is None:
        return None
    first, last = span
    entry = known.codebook.types[event.type]
    report = best.report
    actors, recipients = report.sources, report.targets
    if event.symmetric:  # PLOVER puts all parties of a meeting among the actors
        actors, recipients = (*actors, *recipients), ()
    modes = [event.mode, AUXILIARY.get(event.status)]
    return {
        "id": event.id,
        "date": first,
        "enddate": last if last != first else None,
        "actor": [_entity(party, known) for party in actors],
        "recipient": [_entity(party, known) for party in recipients],
        "event": [str(event.type)],
        "mode": [mode for mode in modes if mode],
        "context": list(report.contexts),
        "quad_code": entry.quad,
        "event_scale": entry.scale(event.mode).score,
        "event_text": [report.trigger.text],
        "event_loc": [_location(event.place, known)] if event.place else [],
        "text": report.evidence.text,
        "text_info": {"start": report.evidence.start, "end": report.evidence.end},
        "link": best.source.url,
        "cite_info": _citation(best),
        "coder": best.source.extractor,
        "comment": _comment(row),
    }


def _entity(party: Party, known: Knowledge) -> dict[str, Any]:
    actor = known.registry.actor(party)
    return {
        "code": actor.country or None,
        "sector": actor.sector or None,
        "entity_text": party.text,
        "identifier_id": party.code,
        "identifier_text": party.name,
        "office": party.role,
    }


def _location(place: Place, known: Knowledge) -> dict[str, Any]:
    found = known.locate(place)
    return {
        "extracted_place": place.name,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "city": found.city or None,
        "province": found.province or None,
        "country": found.country_name or None,
        "country_code": place.country,
        "resolution": found.resolution,
    }


def _citation(best: ReportRow) -> dict[str, Any]:
    source = best.source
    return {
        "citation": source.uri,
        "url": source.url,
        "title": source.title,
        "publication": source.publisher,
        "language": source.language,
        "coder": source.extractor,
        "codebook": source.codebook,
    }


def _comment(row: EventRow) -> str:
    """What PLOVER has no field for: status, date as EDTF, sources, dispute."""
    event = row.event
    said = [f"status {event.status}", f"date {event.date}", f"independent sources {event.outlets}"]
    return "; ".join([*said, "disputed"] if event.disputed else said)
