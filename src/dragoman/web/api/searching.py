"""Search over all kinds of records, and everything between two parties."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.export.rows import NESTED
from dragoman.present.asking import ask, pair_of
from dragoman.present.dossier import assemble
from dragoman.present.html import dossier_html
from dragoman.present.markdown import dossier_markdown
from dragoman.web.api import shapes
from dragoman.web.api.answers import Json, answer, answer_text, chosen
from dragoman.web.api.parameters import Parameter, asked, format_of, known, narrowing
from dragoman.web.api.routing import JSON, get
from dragoman.web.site import Site, site_of

router = APIRouter()
SEARCHED = ("events", "claims", "figures", "ties", "attributions", "documents")
_FEW, _WHOLE = 10, 2_000
_LIMIT = Parameter(
    "limit",
    "At most so many rows of each kind.",
    {"type": "integer", "minimum": 1, "maximum": 100, "default": _FEW},
)
_SEARCH = (replace(known()["search"], required=True), _LIMIT, JSON)
_FORM = format_of("json", "md", "html")
_DOSSIER = (*(one for one in narrowing() if one.name != "between"), _FORM)


class Joined(shapes.Shape):
    """A dossier's records; `next_url` leads to further events."""

    summary: list[str]
    events: list[shapes.Event]
    disputes: list[shapes.Dispute]
    series: list[shapes.Series]
    ties: list[shapes.Tie]
    next_url: str | None


_HITS = shapes.answer(
    "Search",
    search=str,
    **{kind: shapes.list_of(shapes.LISTS[kind]) for kind in SEARCHED},
    more=dict[str, str],
)
_PAGE = shapes.answer("Dossier", codes=list[str], names=list[str], dossier=Joined)


@get(router, "/search", "Search", _HITS, _SEARCH)
def search(request: Request) -> Response:
    """The first records of each kind that hold the words; `more` leads to the whole lists."""
    site = site_of(request)
    given = asked(request, site, _SEARCH).filter
    words = given.text

    def made() -> Json:
        wanted = replace(given, limit=given.limit or _FEW)
        pages = {kind: getattr(site.view, kind)(wanted).page() for kind in SEARCHED}
        told = {kind: [NESTED[kind](row) for row in page.rows] for kind, page in pages.items()}
        query = urlencode({"search": words})
        more = {kind: f"/api/v1/{kind}?{query}" for kind, page in pages.items() if page.next}
        return {"search": words} | told | {"more": more}

    return answer(request, made)


@get(router, "/dossier/{a}/{b}", "Search", _PAGE, _DOSSIER, ("json", "md", "html"))
def dossier(request: Request, a: str, b: str) -> Response:
    """Everything between two parties, given by code or name."""
    site = site_of(request)
    codes = pair_of(a, b, site.codebook)
    form = chosen(request, "json", "md", "html")
    wanted = asked(request, site, _DOSSIER, fixed={"dyad": codes}).filter
    fields = {n: getattr(wanted, n) for n in wanted.__slots__ if n not in {"dyad", "after"}}
    fields["limit"] = _WHOLE
    if form == "json":
        return answer(request, lambda: _dossier(site, codes, fields, request))
    write = {"md": dossier_markdown, "html": dossier_html}[form]
    return answer_text(
        request,
        form,
        lambda: write(assemble(ask(site.view, *codes, fields, site.settings))).encode(
            "utf-8", "replace"
        ),
    )


def _dossier(site: Site, codes: tuple[str, str], fields: Json, request: Request) -> Json:
    found = ask(site.view, *codes, fields, site.settings)
    made = assemble(found)
    lists = {name: getattr(found, name) for name in ("events", "disputes", "series", "ties")}
    told: Json = {name: [NESTED[name](row) for row in rows] for name, rows in lists.items()}
    further = None
    if len(found.events) == _WHOLE:
        query = [(n, v) for n, v in request.query_params.multi_items() if n != "format"]
        further = f"/api/v1/events?{urlencode([('between', ','.join(codes)), *query])}"
    return {
        "codes": list(codes),
        "names": list(made.names),
        "dossier": {"summary": [str(fact) for fact in made.summary]} | told | {"next_url": further},
    }
