"""An act: every report of it in its sentence, how its status evolved, and why it is coded so."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.present.explanation import Chain, explained
from dragoman.present.labels import act
from dragoman.present.pieces import Piece, pieces
from dragoman.query import EventRow, Found
from dragoman.query.judging import given
from dragoman.web.asking import asked_of
from dragoman.web.entries import laid_out
from dragoman.web.files import listing_file
from dragoman.web.pages.lists import contested
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()


@router.get("/event/{id_}")
def event(request: Request, id_: str) -> Response:
    """One act."""
    site = site_of(request)
    asked = asked_of(request, site)
    row = site.view.event(id_)
    if row is None:
        raise NotThere(
            f"No act has the id {id_!r}: it may have been rejected, or read otherwise since."
        )
    if form := asked.more.get("format"):
        return listing_file("events", [row], form, str(request.url))
    told = explained(site.view, Found("event", row.event.id), site.codebook)
    chains = told.chains if told else ()
    return page(
        request,
        "event.html",
        asked=asked,
        row=row,
        title=title_of(site, row),
        laid=laid_out(site, [row]),
        chains=[(chain, marked(chain)) for chain in chains],
        contests=contested(site, told.disputes if told else ()),
        verdicts=given(site.view, about=row.event.reports),
        later=told.later if told else {},
        telling={chain.row.source.id for chain in chains},
        codebook_at_hand=told.codebook if told else "",
    )


def title_of(site: Site, row: EventRow) -> str:
    """What an act is called: "Visit: Chile → Peru"."""
    sides = [
        ", ".join(site.name(c) for c in side) for side in (row.event.sources, row.event.targets)
    ]
    arrow = " ↔ " if row.event.symmetric else " → "
    name = act(row.event.type, row.event.mode, row.best.report.trigger.text)
    return f"{name}: {arrow.join(side for side in sides if side)}"


def marked(chain: Chain) -> tuple[Piece, ...]:
    """The sentence in pieces, each with what it is to the record."""
    return pieces(chain.sentence, [(mark.span, mark.name) for mark in chain.marks])
