"""A dispute: who says what, side by side, each in their own words."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.query.latest import dispute as dispute_of
from dragoman.web.asking import asked_of
from dragoman.web.entries import laid_out
from dragoman.web.files import listing_file
from dragoman.web.pages.lists import contested
from dragoman.web.rendering import page
from dragoman.web.site import site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()


@router.get("/dispute/{id_}")
def dispute(request: Request, id_: str) -> Response:
    """One dispute."""
    site = site_of(request)
    asked = asked_of(request, site)
    row = dispute_of(site.view, id_)
    if row is None:
        raise NotThere(f"No dispute has the id {id_!r}: it may stand under another since it grew.")
    if form := asked.more.get("format"):
        return listing_file("disputes", [row], form, str(request.url))
    made = contested(site, (row,))
    event = site.view.event(row.dispute.event) if row.dispute.event else None
    return page(
        request,
        "dispute.html",
        asked=asked,
        row=row,
        contests=made,
        about=laid_out(site, [event]) if event else None,
    )
