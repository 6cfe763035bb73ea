"""The lists: events, claims, figures and the rest, page by page, under one filter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.export.rows import COLUMNS, FLAT, NESTED
from dragoman.query import Page
from dragoman.web.api.answers import Rows, answer_rows
from dragoman.web.api.parameters import USUAL, asked, filters
from dragoman.web.api.routing import ROWS, Endpoint, get
from dragoman.web.api.shapes import LISTS, Event, pages
from dragoman.web.site import site_of

router = APIRouter()
WORDS = {
    "events": "Who did what to whom: acts, each with all reports that tell it.",
    "claims": "Who asserts, denies, doubts or confirms what.",
    "figures": "The numbers, with what they measure.",
    "ties": "Standing facts: memberships, embassies, offices.",
    "attributions": "Who says what, about states or not.",
    "disputes": "What is said and contradicted, side by side.",
    "series": "Figures of one measure over time.",
    "documents": "The documents of the ledger.",
    "runs": "The readings that filled the ledger, and what they could not read.",
    "missed": "Unknown names and verbs, the most frequent first.",
}


def rows_of(kind: str, page: Page[Any]) -> Rows:
    """A page of a list as rows."""
    flat = [FLAT[kind](row) for row in page.rows]
    return Rows(kind, [NESTED[kind](row) for row in page.rows], flat, COLUMNS[kind], page.next)


def _listing(kind: str, view: str) -> Endpoint:
    taken = (*filters(kind), ROWS)

    def listed(request: Request) -> Response:
        site = site_of(request)
        given = asked(request, site, taken).filter
        wanted = replace(given, limit=given.limit or USUAL)
        return answer_rows(request, lambda: rows_of(kind, getattr(site.view, view)(wanted).page()))

    listed.__name__, listed.__doc__ = f"list_{view}", WORDS.get(view)
    return listed


for _kind, _shape in LISTS.items():
    _taken = (*filters(_kind), ROWS)
    _page = pages(_shape.__name__ + "s", _kind, _shape)
    get(router, f"/{_kind}", "Lists", _page, _taken, ("json", "jsonl", "csv"))(
        _listing(_kind, _kind)
    )

WORDS["queue"] = "Acts that await a person, those first of which a verdict is worth most."
get(
    router,
    "/queue",
    "Review",
    pages("Queue", "events", Event),
    (*filters("events"), ROWS),
    ("json", "jsonl", "csv"),
)(_listing("events", "queue"))
