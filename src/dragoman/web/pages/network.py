"""The network: the parties of most acts in a period, and what passed between each two."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from dragoman.present.network import Edge, Node, network_chart
from dragoman.query import Filter
from dragoman.query.counting import PairCount, busiest, pairs
from dragoman.web.asking import asked_of, number
from dragoman.web.pages.pairs import net, pairs_file
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of

router = APIRouter()
_NODES, _MOST, _ROWS = 24, 40, 40


@router.get("/network")
def network(request: Request) -> Response:
    """The network of what is asked for."""
    site = site_of(request)
    asked = asked_of(request, site, "parties")
    most = number(asked, "parties", _NODES, _MOST)
    wanted = replace(asked.filter, limit=None, after=None)
    parties, edges, drawn = site.counted(
        ("network", wanted, most), lambda: _drawn(site, wanted, most)
    )
    if form := asked.more.get("format"):
        return pairs_file(site, edges, form, str(request.url))
    return page(
        request,
        "network.html",
        asked=asked,
        drawn=drawn,
        parties=parties,
        pairs=[(one, net(site, one)) for one in edges[:_ROWS]],
        total=len(edges),
        most=most,
    )


def _drawn(
    site: Site, wanted: Filter, most: int
) -> tuple[list[tuple[str, int]], list[PairCount], Markup]:
    parties = busiest(site.view, most, wanted)
    codes = [code for code, _ in parties]
    edges = pairs(site.view, among=codes or ["-"], asked=wanted)
    nodes = [Node(site.name(code), site.name(code), f"/actor/{code}", n) for code, n in parties]
    lines = [
        Edge(codes.index(e.a), codes.index(e.b), f"/pair/{e.a}/{e.b}", e.acts, net(site, e))
        for e in edges
    ]
    return parties, edges, network_chart(nodes, lines, "Parties and what passed between them")
