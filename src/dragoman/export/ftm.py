"""Events and ties as FollowTheMoney entities, one JSON object a line.

A state cannot take part in an event there (`Territory` is no `LegalEntity`): its government stands
for it, a `PublicBody`. Type, mode and status, which `Event` has no property for, are keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.export.bibtex import address
from dragoman.export.days import span_of
from dragoman.export.ftm_parties import Entity, country, entity, party_entity, party_id
from dragoman.export.ftm_ties import tie_entities
from dragoman.export.knowledge import Knowledge
from dragoman.model import Party, Report, identifier
from dragoman.query.rows import EventRow, ReportRow, Source, TieRow

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
_LANGUAGES = {"en": "eng", "es": "spa", "fr": "fra", "de": "deu", "ru": "rus", "ar": "ara"}


def ftm_entities(
    events: Iterable[EventRow], ties: Iterable[TieRow], known: Knowledge
) -> Iterator[Entity]:
    """All entities, each once: documents and parties before what refers to them."""
    seen: set[str] = set()
    for row in events:
        yield from _new(_of_event(row, known), seen)
    for tie in ties:
        yield from _new([_article(tie.source), *tie_entities(tie, known)], seen)


def _new(found: Iterable[Entity], seen: set[str]) -> Iterator[Entity]:
    for one in found:
        if one["id"] not in seen:
            seen.add(one["id"])
            yield one


def _of_event(row: EventRow, known: Knowledge) -> Iterator[Entity]:
    for told in row.reports:
        yield _article(told.source)
        for party in _parties(told.report):
            yield from party_entity(party, known)
    yield _event(row, known)
    for told in row.reports:
        yield _documentation(row, told)
        yield from _mentions(told, known)


def _event(row: EventRow, known: Knowledge) -> Entity:
    event, best = row.event, row.best
    parties = (p for p in _parties(best.report) if p.code != "UNK")
    involved = dict.fromkeys(i for p in parties for i in party_id(p, known))
    place = event.place
    found: dict[str, Any] = {
        "name": [_title(row, known)],
        "involved": list(involved),
        "summary": [best.report.evidence.text],
        "keywords": [str(w) for w in (event.type, event.mode, event.status) if w],
        "location": [place.name] if place else [],
        "country": [country(place.country, known) if place and place.country else ""],
        "recordId": [event.id],
        "sourceUrl": [address(best.source.url or "")],
        "publisher": [best.source.publisher or ""],
        "proof": [_article_id(best.source)],
        **dates(event.date),
    }
    return entity(f"dragoman-event-{event.id}", "Event", found)


def _title(row: EventRow, known: Knowledge) -> str:
    event = row.event
    sides = (
        ", ".join(known.registry.name(code) for code in side)
        for side in (event.sources, event.targets)
    )
    who = (" – " if event.symmetric else " → ").join(side for side in sides if side)
    return f"{event.type}{f' ({event.mode})' if event.mode else ''}: {who}"


def dates(edtf: str | None) -> dict[str, list[str]]:
    """A date as FollowTheMoney has it: a beginning of YYYY-MM-DD, or a first and a last day."""
    if edtf and _PLAIN.fullmatch(edtf):
        return {"date": [edtf]}
    span = span_of(edtf)
    return {"startDate": [span[0]], "endDate": [span[1]]} if span else {}


def _article(source: Source) -> Entity:
    published = source.published or ""
    found = {
        "fileName": [source.uri],
        "title": [source.title or ""],
        "author": list(source.authors),
        "publisher": [source.publisher or ""],
        "publishedAt": [published if _PLAIN.fullmatch(published) else ""],
        "language": [_LANGUAGES.get(source.language or "", "")],
        "sourceUrl": [address(source.url or "")],
    }
    return entity(_article_id(source), "Article", found)


def _article_id(source: Source) -> str:
    return f"dragoman-document-{source.id}"


def _documentation(row: EventRow, told: ReportRow) -> Entity:
    found = {
        "document": [_article_id(told.source)],
        "entity": [f"dragoman-event-{row.event.id}"],
        "role": [f"tells as {told.report.status}"],
        "summary": [told.report.evidence.text],
        "recordId": [told.report.id],
    }
    return entity(f"dragoman-report-{told.report.id}", "Documentation", found)


def _mentions(told: ReportRow, known: Knowledge) -> Iterator[Entity]:
    for party in _parties(told.report):
        for resolved in party_id(party, known)[:1]:
            id_ = identifier(told.source.id, resolved, party.text)
            state = known.registry.actor(party).state
            found = {
                "document": [_article_id(told.source)],
                "name": [party.text],
                "resolved": [resolved],
                "detectedSchema": [next(iter(party_entity(party, known)))["schema"]],
                "contextCountry": [country(state, known) if state else ""],
            }
            yield entity(f"dragoman-mention-{id_}", "Mention", found)


def _parties(report: Report) -> tuple[Party, ...]:
    return (*report.sources, *report.targets)
