"""The map: acts by place, and arcs between the parties of most acts."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.present.worldmap import Arc, Spot, world_map
from dragoman.query.acts import located
from dragoman.query.counting import PairCount, pairs
from dragoman.web.asking import asked_of
from dragoman.web.pages.pairs import net, pairs_file
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of

router = APIRouter()
SPOTS = 150
_ARCS, _ROWS = 60, 40


@router.get("/map")
def world(request: Request) -> Response:
    """The world with what is asked for."""
    site = site_of(request)
    asked = asked_of(request, site)
    wanted = replace(asked.filter, limit=None, after=None)
    counted = site.counted(("pairs", wanted), lambda: pairs(site.view, asked=wanted))
    if form := asked.more.get("format"):
        return pairs_file(site, counted, form, str(request.url))
    spots = site.counted(("spots", wanted), lambda: located(site.view, wanted, SPOTS))
    arcs = [arc for one in counted if (arc := _arc(site, one))][:_ARCS]
    drawn = world_map(arcs, [_spot(site, *spot) for spot in spots], "Acts on the map")
    return page(
        request,
        "map.html",
        asked=asked,
        drawn=drawn,
        pairs=[(one, net(site, one)) for one in counted[:_ROWS]],
        total=len(counted),
        undrawn=sum(_arc(site, one) is None for one in counted[:_ARCS]),
        arcs=len(arcs),
        spots=spots[:_ROWS],
    )


def _arc(site: Site, one: PairCount) -> Arc | None:
    ends = [site.codebook.places.country(code) for code in (one.a, one.b)]
    where = [(p.lon, p.lat) for p in ends if p and p.lon is not None and p.lat is not None]
    if len(where) < 2:
        return None
    (lon, lat), (other_lon, other_lat) = where
    name = f"{site.name(one.a)} and {site.name(one.b)}"
    start, end = (lon or 0.0, lat or 0.0), (other_lon or 0.0, other_lat or 0.0)
    return Arc(name, f"/pair/{one.a}/{one.b}", start, end, one.acts, net(site, one))


def _spot(site: Site, name: str, country: str | None, lat: float, lon: float, acts: int) -> Spot:
    state = site.name(country) if country else ""
    return Spot(f"{name}, {state}" if state and state != name else name, (lon, lat), acts)
