"""Where a program begins: what the ledger holds and which version answers; and the reference."""

from __future__ import annotations

from importlib.metadata import version as version_of
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.query.counting import held
from dragoman.query.version import version
from dragoman.web.access.visitors import visitor_of
from dragoman.web.api import shapes
from dragoman.web.api.answers import Json, answer, dumped
from dragoman.web.api.parameters import check
from dragoman.web.api.routing import JSON, get
from dragoman.web.site import site_of

router = APIRouter()


class Holdings(shapes.Shape):
    """How many of each the ledger holds."""

    document: int
    event: int
    dispute: int
    series: int


_START = shapes.answer(
    "Start",
    dragoman=str,
    ledger=str,
    state=str,
    codebook=str,
    holds=Holdings,
    openapi=str,
    visitor=str | None,
    role=str,
)


@get(router, "/", "Start", _START, (JSON,))
def start(request: Request) -> Response:
    """What the ledger holds, the versions that answer, and who is asking."""
    check(request, (JSON,))
    site, visitor = site_of(request), visitor_of(request)

    def made() -> Json:
        return {
            "dragoman": version_of("dragoman"),
            "ledger": Path(site.view.ledger.name).name,
            "state": version(site.view),
            "codebook": site.codebook.digest,
            "holds": site.counted("held", lambda: held(site.view)),
            "openapi": "/api/v1/openapi.json",
            "visitor": visitor.name,
            "role": visitor.role.value,
        }

    if visitor.name is None:
        return answer(request, made)
    # Who asks is no state of the ledger, so that no mark may stand for it.
    content, plain = dumped({"ok": True} | made()), {"Cache-Control": "no-store"}
    return Response(content, media_type="application/json", headers=plain)


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """The description of this interface, OpenAPI 3.1."""
    content = dumped(request.app.openapi())
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-cache"})
