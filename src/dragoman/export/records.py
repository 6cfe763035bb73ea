"""The records as JSON, exactly as `docs/reference/records.md` says."""

from __future__ import annotations

import json
from typing import Any

from dragoman.model import (
    Attribution,
    Claim,
    Document,
    Figure,
    Party,
    Place,
    Records,
    Report,
    Span,
    Tie,
)


def records_json(records: Records, *, attributions: bool = False) -> dict[str, Any]:
    """One document's records as a plain dictionary in the published order of keys."""
    found: dict[str, Any] = {
        "document": document_json(records.document, records.extractor, records.codebook),
        "events": [report_json(r) for r in records.events],
        "claims": [claim_json(c) for c in records.claims],
        "figures": [figure_json(f) for f in records.figures],
        "ties": [tie_json(t) for t in records.ties],
    }
    if attributions:
        found["attributions"] = [attribution_json(a) for a in records.attributions]
    return found


def to_line(value: dict[str, Any]) -> str:
    """One JSON object on one line, non-ASCII characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def document_json(document: Document, extractor: str, codebook: str) -> dict[str, Any]:
    """The document as the `document` key holds it."""
    return {
        "id": document.id,
        "uri": document.uri,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "published_basis": document.published_basis,
        "published_confidence": document.published_confidence,
        "updated": document.updated,
        "updated_basis": document.updated_basis,
        "publisher_country": document.publisher_country,
        "publisher_country_basis": document.publisher_country_basis,
        "authors": list(document.authors),
        "retrieved": document.retrieved,
        "raw_hash": document.raw_hash,
        "text_hash": document.text_hash,
        "language": document.language,
        "body": [list(span) for span in document.body],
        "cluster": document.cluster,
        "extractor": extractor,
        "codebook": codebook,
    }


def report_json(report: Report) -> dict[str, Any]:
    """A report of an event, with parties, status, word and evidence."""
    return {
        "id": report.id,
        "type": report.type,
        "mode": report.mode,
        "contexts": list(report.contexts),
        "sources": [party_json(p) for p in report.sources],
        "targets": [party_json(p) for p in report.targets],
        "symmetric": report.symmetric,
        "date": report.date,
        "place": place_json(report.place) if report.place else None,
        "status": report.status,
        "speaker": party_json(report.speaker, role=False) if report.speaker else None,
        "evidence": span_json(report.evidence),
        "trigger": span_json(report.trigger),
        "confidence": report.confidence,
        "goldstein": report.goldstein,
    }


def claim_json(claim: Claim) -> dict[str, Any]:
    """A claim with its speaker, stance and evidence."""
    return {
        "id": claim.id,
        "speaker": party_json(claim.speaker, role=False),
        "stance": claim.stance,
        "proposition": claim.proposition,
        "about": list(claim.about),
        "event": claim.event,
        "date": claim.date,
        "evidence": span_json(claim.evidence),
        "confidence": claim.confidence,
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure; whole values are written without a decimal point."""
    whole = figure.value.is_integer()
    return {
        "id": figure.id,
        "measure": figure.measure,
        "actors": list(figure.actors),
        "value": int(figure.value) if whole else figure.value,
        "unit": figure.unit,
        "kind": figure.kind,
        "period": figure.period,
        "modifier": figure.modifier,
        "speaker": party_json(figure.speaker, role=False) if figure.speaker else None,
        "evidence": span_json(figure.evidence),
        "confidence": figure.confidence,
    }


def tie_json(tie: Tie) -> dict[str, Any]:
    """A standing fact with its evidence."""
    return {
        "id": tie.id,
        "kind": tie.kind,
        "subject": tie.subject,
        "object": tie.object,
        "since": tie.since,
        "until": tie.until,
        "evidence": span_json(tie.evidence),
        "confidence": tie.confidence,
    }


def attribution_json(attribution: Attribution) -> dict[str, Any]:
    """An attribution: the spans of source, cue and content, and the speaker."""
    return {
        "source": span_json(attribution.source) if attribution.source else None,
        "cue": span_json(attribution.cue),
        "content": span_json(attribution.content),
        "speaker": party_json(attribution.speaker) if attribution.speaker else None,
    }


def party_json(party: Party, *, role: bool = True) -> dict[str, Any]:
    """A party; `role` only where the format has one; the code null where a speaker has none."""
    named = {"code": party.code or None, "name": party.name, "text": party.text}
    return named | {"role": party.role} if role else named


def place_json(place: Place) -> dict[str, Any]:
    """A place with its coordinates."""
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
    }


def span_json(span: Span) -> dict[str, Any]:
    """A span: where it stands and the characters that stand there."""
    return {"start": span.start, "end": span.end, "text": span.text}
