"""Home: what is new, what is disputed, and who has to do with whom."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.query.acts import newest
from dragoman.query.counting import PairCount, busiest, held, pairs
from dragoman.query.latest import latest_disputes, latest_documents
from dragoman.web.asking import asked_of
from dragoman.web.entries import laid_out
from dragoman.web.pages.pairs import net, pairs_file
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of

router = APIRouter()
_PARTIES = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair in the matrix: acts, the balance of those that happened, and a depth of 1 to 5."""

    a: str
    b: str
    acts: int
    net: float
    depth: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The busiest parties and what passed between each two of them."""

    codes: tuple[str, ...]
    pairs: tuple[PairCount, ...]
    cells: dict[tuple[str, str], Cell]


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    site = site_of(request)
    asked = asked_of(request, site)
    found = site.counted("matrix", lambda: matrix(site))
    if form := asked.more.get("format"):
        return pairs_file(site, found.pairs, form, str(request.url))
    return page(
        request,
        "home.html",
        asked=asked,
        held=site.counted("held", lambda: held(site.view)),
        new=laid_out(site, site.counted("newest", lambda: newest(site.view, 8))),
        disputes=site.counted("disputes", lambda: latest_disputes(site.view, 5)),
        documents=site.counted("documents", lambda: latest_documents(site.view, 6)),
        matrix=found,
    )


def matrix(site: Site) -> Matrix:
    """The busiest parties against one another."""
    codes = tuple(code for code, _ in busiest(site.view, _PARTIES))
    counted = pairs(site.view, among=codes)
    most = max((pair.acts for pair in counted), default=1)
    cells = {}
    for pair in counted:
        cell = Cell(pair.a, pair.b, pair.acts, net(site, pair), _depth(pair.acts, most))
        cells[pair.a, pair.b] = cells[pair.b, pair.a] = cell
    return Matrix(codes, tuple(counted), cells)


def _depth(acts: int, most: int) -> int:
    """One to five: how strongly to shade, by the square root, so that small numbers show."""
    return min(5, 1 + int(4.999 * (acts / most) ** 0.5))
