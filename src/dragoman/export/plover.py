"""Events as PLOVER JSON, one object a line.

PLOVER names four auxiliary modes (historical, future, hypothetical, negation) that its coders never
filled; here they say how an act stands, so that a denied or planned act is never taken for a deed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.codebook import Codebook
from dragoman.ledger.bounds import FIRST, LAST, bounds
from dragoman.model import Party, Place, Status
from dragoman.query.rows import EventRow, ReportRow

AUXILIARY: Mapping[Status, str] = {
    Status.PLANNED: "future",
    Status.PROPOSED: "hypothetical",
    Status.ALLEGED: "hypothetical",
    Status.DENIED: "negation",
    Status.NOT_OCCURRED: "negation",
}


def plover_json(row: EventRow, codebook: Codebook) -> dict[str, Any] | None:
    """An event in PLOVER's shape, told by its best report; None without a day to put it on."""
    event, best = row.event, row.best
    first, last = bounds(event.date)
    if first in {None, FIRST} or last in {None, LAST}:
        return None
    entry = codebook.types[event.type]
    sectors = {office.role: office.sector for office in codebook.actors.offices.values()}
    report = best.report
    actors, recipients = report.sources, report.targets
    if event.symmetric:  # PLOVER puts all parties of a meeting among the actors
        actors, recipients = (*actors, *recipients), ()
    modes = [event.mode, AUXILIARY.get(event.status)]
    return {
        "id": event.id,
        "date": first,
        "enddate": last if last != first else None,
        "actor": [_entity(party, sectors) for party in actors],
        "recipient": [_entity(party, sectors) for party in recipients],
        "event": [str(event.type)],
        "mode": [mode for mode in modes if mode],
        "context": list(report.contexts),
        "quad_code": entry.quad,
        "event_scale": entry.scale(event.mode).score,
        "event_text": [report.trigger.text],
        "event_loc": [_location(event.place)] if event.place else [],
        "text": report.evidence.text,
        "text_info": {"start": report.evidence.start, "end": report.evidence.end},
        "link": best.source.url,
        "cite_info": _citation(best),
        "coder": best.source.extractor,
        "comment": _comment(row),
    }


def _entity(party: Party, sectors: Mapping[str, str]) -> dict[str, Any]:
    role = (party.role or "").removeprefix("former ")
    return {
        "code": party.code,
        "sector": sectors.get(role, "GOV" if len(party.code) == 3 else "UNK"),
        "entity_text": party.text,
        "identifier_text": party.name,
        "office": party.role,
    }


def _location(place: Place) -> dict[str, Any]:
    return {
        "extracted_place": place.name,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country,
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
