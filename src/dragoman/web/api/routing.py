"""How a route is entered: what it takes and answers stands beside it and in the OpenAPI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from dragoman.web.api.answers import MEDIA
from dragoman.web.api.parameters import Parameter, format_of
from dragoman.web.api.problems import KINDS

ROWS = format_of("json", "jsonl", "csv")
JSON = format_of("json")
Endpoint = Callable[..., Any]


def get(
    router: APIRouter,
    path: str,
    tag: str,
    shape: type[BaseModel] | None,
    taken: Sequence[Parameter] = (),
    forms: Sequence[str] = ("json",),
    more: Sequence[int] = (),
) -> Callable[[Endpoint], Endpoint]:
    """Enter a route that reads; the first line of its docstring is its summary.

    `more` are problems that it may tell of beside those of every route.
    """
    content = {MEDIA[f]: {"schema": {"type": "string"}} for f in forms if f != "json"}
    found: dict[str, Any] = {"description": "What was asked for.", "content": content}
    found["headers"] = {
        "ETag": {"schema": {"type": "string"}, "description": "The state of the ledger."}
    }
    if shape is not None:
        found["model"] = shape
    wrongs = (400, 404, 406, 422) if "{" in path else (400, 406, 422)

    def entered(endpoint: Endpoint) -> Endpoint:
        router.add_api_route(
            path,
            endpoint,
            methods=["GET"],
            tags=[tag],
            responses={
                200: found,
                304: {"description": "The mark in If-None-Match still holds."},
                **problems(*wrongs, *more),
            },
            openapi_extra={"parameters": [one.spelt() for one in taken]},
            response_model=None,
            name=endpoint.__name__,
        )
        return endpoint

    return entered


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may tell of, for the OpenAPI."""
    return {
        status: {
            "description": KINDS[status][0],
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
        for status in statuses
    }
