"""Records as W3C Web Annotations: the quote, where it stands, and what was read in it.

Positions count code points of the ledger's text of a document, which has an address of its own; the
quote with the words around it finds the place again in any other copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from dragoman.export.bibtex import address
from dragoman.model import Document, Span
from dragoman.query.rows import ClaimRow, EventRow, FigureRow, ReportRow, Source, TieRow

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix, as other annotators give
Texts = Callable[[str], Document | None]
Json = dict[str, Any]
Told = tuple[str, str, Source, Span, list[str], str]  # kind, id, document, quote, tags, words


def annotated(kind: str, rows: Iterable[Any], texts: Texts) -> Iterator[Json]:
    """One annotation for each report of the events, or each claim, figure or tie."""
    cached = lru_cache(maxsize=64)(texts)
    for row in rows:
        for told in _TOLD[kind](row):
            yield _annotation(told, cached)


def _of_event(row: EventRow) -> Iterator[Told]:
    for told in row.reports:
        yield _of_report(told, row.event.id)


def _of_report(row: ReportRow, event: str) -> Told:
    report = row.report
    sides = (", ".join(p.code for p in side) for side in (report.sources, report.targets))
    sign = " – " if report.symmetric else " → "
    mode = f" ({report.mode})" if report.mode else ""
    who = sign.join(side for side in sides if side)
    words = f"{report.type}{mode}: {who}; {report.date or 'undated'}; {report.status}"
    tags = [t for t in (report.type.value, report.mode, report.status.value, event) if t]
    return "report", report.id, row.source, report.evidence, tags, words


def _of_claim(row: ClaimRow) -> Iterator[Told]:
    claim = row.claim
    words = f"{claim.speaker.name} {claim.stance}: {claim.proposition}"
    tags = [claim.stance.value, *claim.about]
    yield "claim", claim.id, row.source, claim.evidence, tags, words


def _of_figure(row: FigureRow) -> Iterator[Told]:
    figure = row.figure
    value = " ".join(str(part) for part in (figure.modifier, figure.value, figure.unit) if part)
    words = f"{figure.measure}: {value}; {figure.period or 'undated'}"
    tags = [figure.measure, figure.kind.value, *figure.actors]
    yield "figure", figure.id, row.source, figure.evidence, tags, words


def _of_tie(row: TieRow) -> Iterator[Told]:
    tie = row.tie
    words = f"{tie.kind}: {tie.subject} – {tie.object}"
    yield "tie", tie.id, row.source, tie.evidence, [tie.kind.value, tie.subject, tie.object], words


_TOLD: Mapping[str, Callable[[Any], Iterator[Told]]] = {
    "events": _of_event,
    "claims": _of_claim,
    "figures": _of_figure,
    "ties": _of_tie,
}


def _annotation(told: Told, texts: Texts) -> Json:
    kind, id_, source, span, tags, words = told
    bodies = [_body(words, "describing"), *(_body(tag, "tagging") for tag in tags)]
    return {
        "@context": CONTEXT,
        "id": f"urn:dragoman:{kind}:{id_}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": f"{source.extractor}; {source.codebook}"},
        "body": bodies,
        "target": _target(source, span, texts(source.id)),
    }


def _body(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(source: Source, span: Span, document: Document | None) -> Json:
    text = document.text if document else ""
    quoted: Json = {"type": "TextQuoteSelector", "exact": span.text}
    if span.stands_in(text):
        quoted["prefix"] = text[max(span.start - AROUND, 0) : span.start]
        quoted["suffix"] = text[span.end : span.end + AROUND]
    frozen: Json = {"id": f"urn:dragoman:document:{source.id}", "type": "Text"}
    if source.language:
        frozen["language"] = source.language
    placed: Json = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    target: Json = {"type": "SpecificResource", "source": frozen, "selector": [placed, quoted]}
    page = address(source.url or "")
    return target | ({"scope": page} if page else {})
