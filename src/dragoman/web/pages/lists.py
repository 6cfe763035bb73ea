"""Search: every list of the ledger under one filter, acts with facets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.model import EventType, Status
from dragoman.present.sections import contests
from dragoman.query import Filter
from dragoman.query.conditions import APPLIES, fit
from dragoman.query.counting import facets, outlets
from dragoman.query.rows import DisputeRow
from dragoman.web.asking import NAMES, Asked, asked_of, choice
from dragoman.web.entries import cited, laid_out
from dragoman.web.files import listing_file
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of

router = APIRouter()
KINDS = ("events", "claims", "figures", "disputes", "series", "ties", "documents")
_ROWS, _MOST = 25, 5_000
_QUADS = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


@router.get("/search")
def search(request: Request) -> Response:
    """A list, page by page, with what it can be narrowed by."""
    site = site_of(request)
    asked = asked_of(request, site, "kind")
    kind = choice(asked, "kind", KINDS)
    wanted = fit(asked.filter, kind)
    if form := asked.more.get("format"):
        whole = replace(wanted, limit=wanted.limit or _MOST)
        rows = getattr(site.view, kind)(whole)
        return listing_file(kind, rows, form, str(request.url))
    found = getattr(site.view, kind)(replace(wanted, limit=min(wanted.limit or _ROWS, 200))).page()
    shown: dict[str, Any] = {
        "kind": kind,
        "kinds": KINDS,
        "ignored": _ignored(asked, kind),
        "types": EventType.known(),
        "statuses": tuple(Status),
        "quads": _QUADS,
        "outlets": site.counted("outlets", lambda: outlets(site.view)),
        "most": _MOST,
    }
    return page(
        request,
        "search.html",
        asked=asked,
        found=found,
        **shown,
        **_laid(site, kind, found.rows, wanted),
    )


def _laid(site: Site, kind: str, rows: tuple[Any, ...], wanted: Filter) -> dict[str, Any]:
    """What a list needs beside its rows."""
    if kind == "events":
        narrowed = replace(wanted, limit=None, after=None)
        count = site.counted(("facets", narrowed), lambda: facets(site.view, narrowed))
        return {"laid": laid_out(site, rows), "facets": count}
    if kind == "disputes":
        return {"contests": contested(site, rows)}
    return {}


def contested(site: Site, rows: tuple[DisputeRow, ...]) -> list[Any]:
    """Disputes laid out side by side, each with its sources, in the order given."""
    events = [site.view.event(row.dispute.event) for row in rows if row.dispute.event]
    found = laid_out(site, [event for event in events if event], rows).findings
    sources = cited(found)
    made = {contest.id: contest for contest in contests(found, sources)}
    return [(made[row.dispute.id], sources) for row in rows if row.dispute.id in made]


def _ignored(asked: Asked, kind: str) -> list[str]:
    """What is asked for and cannot be asked of this kind of list."""
    given = dict.fromkeys(name for name, _ in asked.given)
    return [name for name in given if NAMES[name] not in APPLIES[kind]]
