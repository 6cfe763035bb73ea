"""Records as rows of the tables."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from dragoman.ledger.bounds import bounds
from dragoman.merge.kinds import block_of, whom
from dragoman.model import Attribution, Claim, Document, Figure, Party, Report, Span, Tie

Row = dict[str, Any]
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def kept_text(text: str) -> str:
    """The text as a database can hold it: NUL or half a character becomes U+FFFD, in its place."""
    return _UNKEEPABLE.sub("\ufffd", text)


def read_hash(document: Document) -> str:
    """SHA-256 of all that a reading rests on: the text, its body and what dates it."""
    rests = (
        *(document.text, document.body, document.title, document.publisher, document.published),
        *(document.updated, document.publisher_country, document.authors),
    )
    return sha256(repr(rests).encode("utf-8", "surrogatepass")).hexdigest()


def document_row(document: Document, extractor: str, codebook: str, run: int) -> Row:
    """A document; its group of near-copies is left as it is unless one is given."""
    row = {
        "id": document.id,
        "uri": document.uri,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        **_period("published", document.published),
        "published_basis": document.published_basis,
        "published_confidence": document.published_confidence,
        "updated": document.updated,
        "updated_basis": document.updated_basis,
        "publisher_country": document.publisher_country,
        "publisher_country_basis": document.publisher_country_basis,
        "authors": [kept_text(name) for name in document.authors],
        "retrieved": document.retrieved,
        "raw_hash": document.raw_hash,
        "language": document.language,
        "text": document.text,
        "body": [list(span) for span in document.body],
        "text_hash": document.text_hash,
        "read_hash": read_hash(document),
        "extractor": extractor,
        "codebook": codebook,
        "run": run,
    }
    return keepable(row | ({"cluster": document.cluster} if document.cluster else {}))


def report_row(report: Report, told: str | None) -> Row:
    """A report without its parties; `told` is the first day that its document may be of."""
    place = report.place
    return {
        "id": report.id,
        "type": report.type.value,
        "mode": report.mode,
        "contexts": list(report.contexts),
        "symmetric": report.symmetric,
        "status": report.status.value,
        **_period("date", report.date),
        "date_phrase": report.date_phrase,
        "date_reason": report.date_reason,
        "place_name": place and place.name,
        "place_country": place and place.country,
        "place_lat": place and place.lat,
        "place_lon": place and place.lon,
        "place_geonames": place and place.geonames,
        **_quote("evidence", report.evidence),
        **_quote("trigger", report.trigger),
        **_quote("cue", report.cue),
        "further": [[span.start, span.end, kept_text(span.text)] for span in report.further],
        "confidence": report.confidence,
        "goldstein": report.goldstein,
        "rule": report.rule,
        "block": block_of(report, bounds(report.date)[0] or told),
    }


def party_rows(report: Report, row: int) -> list[Row]:
    """The parties of a report, side by side, in order."""
    sides = (("source", report.sources), ("target", report.targets), ("speaker", report.speakers))
    return [
        {"report": row, "side": side, "place": place, **_party(party)}
        for side, parties in sides
        for place, party in enumerate(parties)
    ]


def claim_row(claim: Claim, codes: frozenset[str] = frozenset()) -> Row:
    """A claim; `codes` are the parties of the act that it is about."""
    return {
        "id": claim.id,
        **_speaker(claim.speaker),
        "stance": claim.stance.value,
        "proposition": claim.proposition,
        "about": list(claim.about),
        "block": whom(codes or claim.about),
        "report": claim.event,
        **_period("date", claim.date),
        **_quote("evidence", claim.evidence),
        "confidence": claim.confidence,
    }


def figure_row(figure: Figure) -> Row:
    """A figure; its codes are added by `figure_codes`."""
    return {
        "id": figure.id,
        "measure": figure.measure,
        "actors": list(figure.actors),
        "block": " ".join(sorted(set(figure.actors))),
        "value": figure.value,
        "unit": figure.unit,
        "kind": figure.kind.value,
        **_period("period", figure.period),
        "modifier": figure.modifier,
        **_speaker(figure.speaker),
        **_quote("evidence", figure.evidence),
        **_quote("number", figure.number),
        "confidence": figure.confidence,
    }


def tie_row(tie: Tie) -> Row:
    """A tie; its codes are added by `tie_codes`."""
    return {
        "id": tie.id,
        "kind": tie.kind.value,
        "subject": tie.subject,
        "object": tie.object,
        "since": tie.since,
        "until": tie.until,
        **_quote("evidence", tie.evidence),
        "confidence": tie.confidence,
    }


def attribution_row(attribution: Attribution) -> Row:
    """An attribution."""
    return {
        **_speaker(attribution.speaker),
        **_quote("cue", attribution.cue),
        **_quote("content", attribution.content),
        **_quote("source", attribution.source),
    }


def claim_codes(claim: Claim) -> set[str]:
    """Whom a claim concerns: those it is about and its speaker."""
    return {*claim.about, claim.speaker.code}


def figure_codes(figure: Figure) -> set[str]:
    """Whom a figure is about."""
    return set(figure.actors)


def tie_codes(tie: Tie) -> set[str]:
    """The ends of a tie; of "head of state BLR" the code."""
    ends = (end.split()[-1] for end in (tie.subject, tie.object) if end.strip())
    return {end for end in ends if end == end.upper()}


def keepable(row: Row) -> Row:
    """The row with every text as a database can hold it."""
    return {n: kept_text(value) if isinstance(value, str) else value for n, value in row.items()}


def _period(name: str, edtf: str | None) -> Row:
    earliest, latest = bounds(edtf)
    return {name: edtf, "earliest": earliest, "latest": latest}


def _quote(name: str, span: Span | None) -> Row:
    return {
        f"{name}_start": span and span.start,
        f"{name}_end": span and span.end,
        f"{name}_text": span and span.text,
    }


def _party(party: Party) -> Row:
    return {"code": party.code, "name": party.name, "text": party.text, "role": party.role}


def _speaker(party: Party | None) -> Row:
    found = _party(party) if party else dict.fromkeys(("code", "name", "text", "role"))
    return {f"speaker_{name}": value for name, value in found.items()}
