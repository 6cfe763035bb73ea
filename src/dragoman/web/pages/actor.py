"""A party: what it is, with whom it has to do, and what it did last."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.roster import Known, roster
from dragoman.codebook.states import State, load_states
from dragoman.errors import QueryError
from dragoman.present.balance import balance
from dragoman.query import Filter
from dragoman.query.acts import events_by_id, outlines
from dragoman.query.counting import Named, partners, people
from dragoman.web.asking import asked_of
from dragoman.web.entries import laid_out, scores_of
from dragoman.web.files import listing_file
from dragoman.web.pages.pair import ordered
from dragoman.web.pages.pairs import net
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()
_ENTRIES, _PARTNERS, _PEOPLE, _MOST = 15, 15, 20, 5_000


@router.get("/actor/{words}")
def actor(request: Request, words: str) -> Response:
    """One party, by code or name."""
    site = site_of(request)
    try:
        code = site.code(words)
    except QueryError as error:
        raise NotThere(str(error)) from error
    if code != words:
        return RedirectResponse(f"/actor/{code}", status_code=303)
    asked = asked_of(request, site, fixed={"actor": code})
    if form := asked.more.get("format"):
        wanted = replace(asked.filter, limit=asked.filter.limit or _MOST)
        return listing_file("events", site.view.events(wanted), form, str(request.url))
    wanted = replace(asked.filter, limit=None, after=None)
    found = outlines(site.view, wanted)
    latest = events_by_id(site.view, [e.id for e in ordered(found, "newest")[:_ENTRIES]])
    counted = partners(site.view, code, _PARTNERS, wanted)
    return page(
        request,
        "actor.html",
        asked=asked,
        code=code,
        total=len(found),
        state=_state(site, code),
        known=_known(site, code),
        balance=balance(found, scores_of(site, found)),
        laid=laid_out(site, latest),
        partners=[(one.b, one.acts, net(site, one)) for one in counted],
        people=_people(site, code, wanted),
    )


def _people(site: Site, code: str, wanted: Filter) -> list[Named]:
    """Who acts for the party; a state itself is nobody."""
    found = people(site.view, wanted, _PEOPLE * 3)
    states = set(site.names.values())
    return [one for one in found if one.code == code and one.name not in states][:_PEOPLE]


def _state(site: Site, code: str) -> State | None:
    return load_states([SHIPPED, *site.settings.codebook]).get(code)


def _known(site: Site, code: str) -> list[Known]:
    """The rows of the codebook on a code, its people in office last."""
    return [k for k in roster(site.codebook.actors, code) if k.code == code][:40]
