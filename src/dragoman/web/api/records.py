"""Single records: an act, a dispute, a document with its text, anything by its id."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.export import rows
from dragoman.export.records import records_json, report_json
from dragoman.query import EventRow, ReportRow
from dragoman.query.judging import given
from dragoman.query.latest import dispute as dispute_of
from dragoman.web.api import shapes
from dragoman.web.api.answers import Json, answer
from dragoman.web.api.parameters import check
from dragoman.web.api.problems import Problem
from dragoman.web.api.routing import JSON, get
from dragoman.web.api.verdicts import verdict_json
from dragoman.web.site import site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()
KINDS = ("event", "report", "claim", "figure", "tie")
_EVENT = shapes.answer(
    "Event",
    event=shapes.Event,
    disputes=list[shapes.Dispute],
    verdicts=list[shapes.Verdict],
)
_DISPUTE = shapes.answer("Dispute", dispute=shapes.Dispute)
_DOCUMENT = shapes.answer(
    "Document",
    document=shapes.DocumentHead,
    events=list[shapes.Report],
    claims=list[shapes.DocumentClaim],
    figures=list[shapes.DocumentFigure],
    ties=list[shapes.DocumentTie],
    attributions=list[shapes.DocumentAttribution],
)
_RECORD = shapes.answer(
    "Record",
    kind=Literal["event", "report", "claim", "figure", "tie"],
    record=shapes.Event | shapes.Telling | shapes.Claim | shapes.Figure | shapes.Tie,
)


def _plain(id_: str, kind: str) -> str:
    if not (id_.isascii() and id_.isalnum()):
        raise NotThere(f"no {kind} has the id {id_!r}")
    return id_


@get(router, "/events/{id_}", "Records", _EVENT, (JSON,))
def event(request: Request, id_: str) -> Response:
    """An act with its reports, disputes and verdicts, also by an id that it had before."""
    check(request, (JSON,))
    site = site_of(request)

    def made() -> Json:
        row = site.view.event(_plain(id_, "event"))
        if row is None:
            raise NotThere(f"no event has the id {id_!r}: it may have been rejected or read anew")
        return {
            "event": rows.event_json(row),
            "disputes": [rows.dispute_json(d) for d in site.view.disputes_about(row.event.id)],
            "verdicts": [verdict_json(v) for v in given(site.view, about=row.event.reports)],
        }

    return answer(request, made)


@get(router, "/disputes/{id_}", "Records", _DISPUTE, (JSON,))
def dispute(request: Request, id_: str) -> Response:
    """A dispute with the claims of all its sides."""
    check(request, (JSON,))
    site = site_of(request)

    def made() -> Json:
        row = dispute_of(site.view, _plain(id_, "dispute"))
        if row is None:
            raise NotThere(f"no dispute has the id {id_!r}: it may have grown and have another")
        return {"dispute": rows.dispute_json(row)}

    return answer(request, made)


@get(router, "/documents/{id_}", "Records", _DOCUMENT, (JSON,))
def document(request: Request, id_: str) -> Response:
    """A document: its text, and every record with the span of the text that it rests on."""
    check(request, (JSON,))
    site = site_of(request)

    def made() -> Json:
        found = next(iter(site.view.records([_plain(id_, "document")])), None)
        if found is None:
            raise NotThere(f"no document has the id {id_!r}")
        told = records_json(found, attributions=True)
        told["document"] |= {"url": found.document.url, "text": found.document.text}
        return told

    return answer(request, made)


@get(router, "/records/{id_}", "Records", _RECORD, (JSON,), more=(409,))
def record(request: Request, id_: str) -> Response:
    """An event, report, claim, figure or tie by its id, or a beginning that no other has."""
    check(request, (JSON,))
    site = site_of(request)

    def made() -> Json:
        found = site.view.find(_plain(id_, "record"), 5)
        if len(found) > 1:
            several = ", ".join(f"{one.kind} {one.id}" for one in found)
            raise Problem(409, f"several records begin with {id_!r}: {several}")
        row = site.view.record(found[0]) if found else None
        if row is None:
            raise NotThere(f"no record has the id {id_!r}")
        return {"kind": found[0].kind, "record": _json(found[0].kind, row)}

    return answer(request, made)


def _json(kind: str, row: object) -> Json:
    if isinstance(row, EventRow):
        return rows.event_json(row)
    if isinstance(row, ReportRow):
        return report_json(row.report) | {"document": rows.source_json(row.source)}
    return rows.NESTED[f"{kind}s"](row)
