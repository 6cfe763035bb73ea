"""The reference of the interface: as a page of the site, and as Markdown for the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.api.making import ROOT
from dragoman.web.rendering import page

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
    made = request.app.state.api.openapi()
    return page(
        request,
        "api.html",
        groups=groups(made),
        shapes=[*shapes(made)],
        root=ROOT,
        base=str(request.base_url).rstrip("/"),
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


def markdown(made: Json) -> Iterator[str]:
    """The reference as lines of Markdown."""
    for tag, routes in groups(made).items():
        yield from (f"## {tag}", "")
        for route in routes:
            yield from (f"### `{route.method} {ROOT}{route.path}`", "", route.summary, "")
            if route.parameters:
                yield from ("| parameter | in | form | meaning |", "|---|---|---|---|")
                yield from (
                    f"| `{n}` | {w} | {k} | {words} |" for n, w, k, words in route.parameters
                )
                yield ""
            if route.body:
                yield from (f"Content: `{route.body}` as JSON.", "")
            told = "; ".join(f"`{status}` {words}" for status, words in route.answers)
            yield from (f"Answers: {told}", "")
    yield from ("## Objects", "")
    for name, words, fields in shapes(made):
        yield from (f"### `{name}`", "", words, "", "| field | form | meaning |", "|---|---|---|")
        yield from (f"| `{field}` | {kind} | {meaning} |" for field, kind, meaning in fields)
        yield ""
