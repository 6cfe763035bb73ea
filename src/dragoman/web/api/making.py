"""The application below `/api/v1`, and its description."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from dragoman.web.api import problems
from dragoman.web.site import Site

ROOT = "/api/v1"
_FILES = ("start", "lists", "records", "counts", "searching", "lookups", "verdicts")
_DESCRIPTION = (
    "Everything that the pages of `dragoman serve` show. Every record quotes the characters of its "
    "document that it rests on; a status is how sources tell an act, not a finding of fact. "
    "Parameters have the names of the command line. Lists answer with `next` and `next_url`, null "
    "at the end. Send the ETag back in If-None-Match: as long as the ledger has not changed the "
    "answer is 304."
)
_PROBLEM = {
    "title": "Problem",
    "description": "What is wrong, where, and what to do (RFC 9457).",
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "title", "status", "detail", "instance", "ok", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "ok": {"const": False},
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["where", "what", "do"],
                "properties": {name: {"type": "string"} for name in ("where", "what", "do")},
            },
        },
    },
}


def make_api(site: Site | None, *, accounts: bool = False) -> FastAPI:
    """The interface over a site, or to be described alone; with `accounts` it asks for a token."""
    # What is not known is a problem, also where only a slash is too much.
    api = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    api.state.site = site
    for name in _FILES:
        api.include_router(import_module(f"dragoman.web.api.{name}").router)
    problems.install(api)
    api.openapi = lambda: described(api, accounts=accounts)  # type: ignore[method-assign]
    return api


def described(api: FastAPI, *, accounts: bool) -> dict[str, Any]:
    """The interface as OpenAPI 3.1."""
    if api.openapi_schema is None:
        made = get_openapi(
            title="dragoman",
            version=version("dragoman"),
            summary="The record between states: who did what to whom, and on whose word",
            description=_DESCRIPTION,
            routes=api.routes,
            servers=[{"url": ROOT}],
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        )
        schemas = made["components"]["schemas"]
        schemas["Problem"] = _PROBLEM
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        for path in made["paths"].values():
            for operation in path.values():
                _complete(operation, accounts)
        if accounts:
            made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            made["security"] = [{"token": []}]
        api.openapi_schema = made
    return api.openapi_schema


def _complete(operation: dict[str, Any], accounts: bool) -> None:
    """What holds for every route: who may ask, how often, and what when the server fails."""
    from dragoman.web.api.routing import problems as told

    general = (401, 403, 429, 500, 503) if accounts else (403, 429, 500, 503)
    for status, answer in told(*general).items():
        operation["responses"].setdefault(str(status), answer)
    operation["responses"] = dict(sorted(operation["responses"].items()))
