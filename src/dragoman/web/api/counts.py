"""Counts over the acts that a question finds: facets, pairs, parties, people, places, sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from dragoman.present.balance import balance
from dragoman.query import Filter, counting
from dragoman.query import acts as of_acts
from dragoman.web.api import shapes
from dragoman.web.api.answers import Json, answer, answer_rows, table
from dragoman.web.api.parameters import Parameter, asked, narrowing
from dragoman.web.api.routing import JSON, ROWS, Endpoint, get
from dragoman.web.entries import scores_of
from dragoman.web.pages.pairs import net
from dragoman.web.site import Site, site_of

router = APIRouter()
_MOST = 500
_FORMS = ("json", "jsonl", "csv")
MOST = Parameter(
    "limit",
    "At most so many rows.",
    {"type": "integer", "minimum": 1, "maximum": _MOST, "default": 100},
)


class Facets(shapes.Shape):
    """The number of acts by type, status, year and party."""

    total: int
    disputed: int
    types: dict[str, int]
    statuses: dict[str, int]
    years: dict[str, int]
    parties: dict[str, int]


class Pair(shapes.Shape):
    """Two parties and what passed between them."""

    a: str
    b: str
    acts: int
    mean_score: float = Field(description="PLOVER score of the acts that happened.")


class Party(shapes.Shape):
    """A party and its number of acts."""

    code: str
    name: str
    acts: int


class Person(shapes.Shape):
    """Someone whom reports name as a party."""

    name: str
    code: str
    roles: list[str]
    acts: int


class Spot(shapes.Shape):
    """A place and the number of acts there."""

    name: str
    country: str | None
    lat: float
    lon: float
    acts: int


class Outlet(shapes.Shape):
    """An outlet and the number of its documents."""

    publisher: str
    documents: int


class Bar(shapes.Shape):
    """One period: the sums of cooperative and conflictual scores, and how many acts each."""

    period: str
    cooperation: float
    conflict: float
    cooperative: int
    conflictual: int


_FACETS = shapes.answer("Facets", facets=Facets)
_BALANCE = shapes.answer("Balance", unit=str, left_out=int, bars=list[Bar])


@get(router, "/facets", "Counts", _FACETS, (*narrowing(), JSON))
def facets(request: Request) -> Response:
    """How the acts that a question finds are spread."""
    site, wanted, _ = _asked(request, (*narrowing(), JSON))

    def made() -> Json:
        found = site.counted(("facets", wanted), lambda: counting.facets(site.view, wanted))
        names = ("total", "disputed", "types", "statuses", "years", "parties")
        return {"facets": {name: getattr(found, name) for name in names}}

    return answer(request, made)


@get(router, "/balance", "Counts", _BALANCE, (*narrowing(), JSON))
def balanced(request: Request) -> Response:
    """Cooperation and conflict over time: the PLOVER scores of acts that happened, summed."""
    site, wanted, _ = _asked(request, (*narrowing(), JSON))

    def made() -> Json:
        found = of_acts.acts(site.view, wanted)
        told = balance(found, scores_of(site, found))
        names = tuple(Bar.model_fields)
        bars = [{name: getattr(bar, name) for name in names} for bar in told.bars]
        return {"unit": told.unit, "left_out": told.left_out, "bars": bars}

    return answer(request, made)


def _asked(request: Request, taken: Sequence[Parameter]) -> tuple[Site, Filter, int]:
    site = site_of(request)
    given = asked(request, site, taken).filter
    return site, replace(given, limit=None, after=None), given.limit or 100


Count = Callable[[Site, Filter, int], list[Json]]


def _pairs(site: Site, wanted: Filter, limit: int) -> list[Json]:
    found = counting.pairs(site.view, asked=wanted, limit=limit)
    return [
        {"a": p.a, "b": p.b, "acts": p.acts, "mean_score": round(net(site, p), 4)} for p in found
    ]


def _parties(site: Site, wanted: Filter, limit: int) -> list[Json]:
    found = counting.busiest(site.view, limit, wanted)
    return [{"code": code, "name": site.name(code), "acts": acts} for code, acts in found]


def _people(site: Site, wanted: Filter, limit: int) -> list[Json]:
    found = counting.people(site.view, wanted, limit)
    return [{"name": p.name, "code": p.code, "roles": list(p.roles), "acts": p.acts} for p in found]


def _places(site: Site, wanted: Filter, limit: int) -> list[Json]:
    found = of_acts.located(site.view, wanted, limit)
    return [dict(zip(Spot.model_fields, spot, strict=True)) for spot in found]


_COUNTS: dict[str, tuple[type[shapes.Shape], Count, str]] = {
    "pairs": (Pair, _pairs, "The pairs of most acts, with the mean score of what happened."),
    "parties": (Party, _parties, "The parties of most acts."),
    "people": (Person, _people, "Persons whom reports name as parties, those of most acts first."),
    "places": (Spot, _places, "Places of acts, the busiest first."),
}


def _counter(name: str, count: Count, shape: type[shapes.Shape], words: str) -> Endpoint:
    def counted(request: Request) -> Response:
        site, wanted, limit = _asked(request, (*narrowing(), MOST, ROWS))
        columns = tuple(shape.model_fields)
        return answer_rows(request, lambda: table(name, count(site, wanted, limit), columns))

    counted.__name__, counted.__doc__ = f"count_{name}", words
    return counted


for _name, (_shape, _count, _words) in _COUNTS.items():
    _page = shapes.pages(_name.title(), _name, _shape)
    get(router, f"/{_name}", "Counts", _page, (*narrowing(), MOST, ROWS), _FORMS)(
        _counter(_name, _count, _shape, _words)
    )


@get(router, "/outlets", "Counts", shapes.pages("Outlets", "outlets", Outlet), (MOST, ROWS), _FORMS)
def outlets(request: Request) -> Response:
    """The outlets, with the number of their documents."""
    site, _, limit = _asked(request, (MOST, ROWS))

    def made() -> Any:
        found = counting.outlets(site.view, limit)
        rows = [{"publisher": name, "documents": number} for name, number in found]
        return table("outlets", rows, tuple(Outlet.model_fields))

    return answer_rows(request, made)
