"""The reference of the interface: as a page of the site, and as Markdown for the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.api.making import ROOT, described
from dragoman.web.rendering import page
from dragoman.web.site import site_of

router = APIRouter()
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Route:
    """One route: what it answers, its parameters and its answers."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str, str, str], ...]
    body: str
    answers: tuple[tuple[str, str], ...]


@router.get("/api")
def reference(request: Request) -> Response:
    """Every route of the interface with its parameters."""
    from dragoman.web.api.making import make_api

    made = described(make_api(site_of(request)), accounts=request.app.state.access is not None)
    return page(
        request,
        "api.html",
        groups=groups(made),
        shapes=[*shapes(made)],
        root=ROOT,
        description=made["info"]["description"],
    )


def groups(made: Json) -> dict[str, list[Route]]:
    """The routes under their headings."""
    found: dict[str, list[Route]] = {}
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            route = _route(method.upper(), path, operation)
            found.setdefault(operation["tags"][0], []).append(route)
    return found


def _route(method: str, path: str, operation: Json) -> Route:
    parameters = tuple(
        (one["name"], one["in"], _kind(one["schema"]), one.get("description", ""))
        for one in operation.get("parameters", ())
    )
    content = operation.get("requestBody", {}).get("content", {})
    bodies = [_kind(one["schema"]) for one in content.values()]
    answers = tuple((status, one["description"]) for status, one in operation["responses"].items())
    words = operation.get("description", "").partition("\n")[0]
    return Route(method, path, words, parameters, ", ".join(bodies), answers)


def shapes(made: Json) -> Iterator[tuple[str, str, tuple[tuple[str, str, str], ...]]]:
    """The objects that are answered: name, what it is, and its fields with kind and meaning."""
    for name, schema in made["components"]["schemas"].items():
        if "properties" in schema and not name.endswith("Answer"):
            fields = tuple(
                (field, _kind(one), one.get("description", ""))
                for field, one in schema["properties"].items()
            )
            yield name, " ".join(schema.get("description", "").split()), fields


def _kind(schema: Json) -> str:
    """What a value is, in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join("null" if one is None else str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"]).lower()
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"{_kind(schema['additionalProperties'])} by name"
    if schema.get("type") == "object":
        return str(schema.get("title", "object"))
    bounds = [
        f"{n} {schema[k]}" for k, n in (("minimum", "from"), ("maximum", "to")) if k in schema
    ]
    return " ".join([str(schema.get("type", "anything")), *bounds])
