"""Runs: what filled the ledger, what could not be read and why, and what was not understood."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.query.latest import latest_runs
from dragoman.web.asking import asked_of, choice
from dragoman.web.files import listing_file
from dragoman.web.rendering import page
from dragoman.web.site import site_of

router = APIRouter()
_RUNS, _MISSED, _UNREAD = 30, 60, 50


@router.get("/runs")
def runs(request: Request) -> Response:
    """The readings and the words that were missed."""
    site = site_of(request)
    asked = asked_of(request, site, "kind")
    if form := asked.more.get("format"):
        kind = choice(asked, "kind", ("runs", "missed"))
        return listing_file(kind, getattr(site.view, kind)(), form, str(request.url))
    return page(
        request,
        "runs.html",
        asked=asked,
        runs=latest_runs(site.view, _RUNS),
        unread_shown=_UNREAD,
        missed=site.counted("missed", lambda: list(site.view.missed(limit=_MISSED))),
    )
