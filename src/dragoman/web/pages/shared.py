"""What every page asks for: style, script, icon."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.rendering import STATIC, static_file
from dragoman.web.wrongs import NotThere

router = APIRouter()


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """A file of ours; its address changes with its content, so that it is kept for good."""
    if name not in STATIC:
        raise NotThere(f"There is no file {name!r}.")
    content, kind, version = static_file(name)
    kept = request.query_params.get("v") == version
    headers = {"Cache-Control": "public, max-age=31536000, immutable" if kept else "no-cache"}
    return Response(content, media_type=kind, headers=headers)


@router.get("/favicon.ico")
def icon() -> Response:
    """The icon, for browsers that look for it here."""
    content, kind, _ = static_file("icon.svg")
    return Response(content, media_type=kind)
