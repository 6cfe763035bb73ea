"""What codes and types stand for: the codebook's parties, types and modes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.codebook.roster import KINDS, Known, roster
from dragoman.codebook.types import Scale, TypeEntry
from dragoman.query.counting import partners
from dragoman.query.filter import Filter
from dragoman.web.api import shapes
from dragoman.web.api.answers import Json, Rows, answer, answer_rows
from dragoman.web.api.parameters import Parameter, check
from dragoman.web.api.problems import Problem, Wrong
from dragoman.web.api.routing import JSON, ROWS, get
from dragoman.web.pages.pairs import net
from dragoman.web.site import Site, site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()
_USUAL, _PARTNERS, _KNOWN = 100, 15, 40
_WORDS = {"type": "string", "maxLength": 100, "pattern": r"^[^\x00-\x1f\x7f]*$"}
_FIND = Parameter("q", "A code, a name or a part of one.", _WORDS, example="kenya")
_KIND = Parameter("kind", "What the actor is.", {"type": "string", "enum": list(KINDS)})
_LIMIT = Parameter(
    "limit",
    "At most so many rows.",
    {"type": "integer", "minimum": 1, "maximum": 1_000, "default": _USUAL},
)
_AFTER = Parameter(
    "after",
    "The `next` of the page before.",
    {"type": "integer", "minimum": 1, "maximum": 99_999_999},
)
_ACTORS = (_FIND, _KIND, _LIMIT, _AFTER, ROWS)


class Actor(shapes.Shape):
    """One row of the codebook: who is meant by which words, and where it says so."""

    code: str
    kind: str
    name: str
    role: str | None
    names: list[str]
    row: str
    since: str | None
    until: str | None


class Partner(shapes.Shape):
    """Another party, and what passed between the two."""

    code: str
    name: str
    acts: int
    mean_score: float


class Values(shapes.Shape):
    """PLOVER score, CAMEO code (a text: "010" is not "10") and Goldstein value."""

    score: float
    cameo: str
    goldstein: float


class Type(shapes.Shape):
    """A type of act with its modes."""

    type: str
    quad: int
    definition: str
    base: Values
    modes: dict[str, Values]


_ACTOR = shapes.answer("Actor", code=str, name=str, known=list[Actor], partners=list[Partner])
_TYPES = shapes.answer("Types", codebook=str, types=list[Type])
_TYPE = shapes.answer("Type", type=Type)


@get(
    router,
    "/actors",
    "Codebook",
    shapes.pages("Actors", "actors", Actor),
    _ACTORS,
    ("json", "jsonl", "csv"),
)
def actors(request: Request) -> Response:
    """The states, bodies, groups and people that the codebook knows."""
    site = site_of(request)
    given = check(request, _ACTORS)
    start, size = int(given.get("after", 0)), int(given.get("limit", _USUAL))

    def made() -> Rows:
        found = list(roster(site.codebook.actors, given.get("q", ""), given.get("kind")))
        rows = [_known(one) for one in found[start : start + size]]
        further = str(start + size) if start + size < len(found) else None
        return Rows("actors", rows, rows, tuple(Actor.model_fields), further)

    return answer_rows(request, made)


@get(router, "/actors/{code}", "Codebook", _ACTOR, (JSON,))
def actor(request: Request, code: str) -> Response:
    """One party by its code: its rows in the codebook, and with whom it has most to do."""
    check(request, (JSON,))
    site = site_of(request)

    def made() -> Json:
        known = [k for k in roster(site.codebook.actors, code) if k.code == code]
        met = _partners(site, code)
        if not known and not met:
            raise NotThere(f"no party has the code {code!r}")
        rows = [_known(one) for one in known[:_KNOWN]]
        return {"code": code, "name": site.name(code), "known": rows, "partners": met}

    return answer(request, made)


def _known(one: Known) -> Json:
    return asdict(one) | {"names": list(one.names)}


def _partners(site: Site, code: str) -> list[Json]:
    found = partners(site.view, code, _PARTNERS, Filter(actor=code)) if "\x00" not in code else []
    return [
        {"code": p.b, "name": site.name(p.b), "acts": p.acts, "mean_score": round(net(site, p), 4)}
        for p in found
    ]


@get(router, "/types", "Codebook", _TYPES, (JSON,))
def types(request: Request) -> Response:
    """The types of acts with their modes, scores and CAMEO codes."""
    check(request, (JSON,))
    book = site_of(request).codebook
    return answer(
        request,
        lambda: {
            "codebook": book.digest,
            "types": [_type(book.types[kind]) for kind in sorted(book.types)],
        },
    )


@get(router, "/types/{name}", "Codebook", _TYPE, (JSON,))
def type_(request: Request, name: str) -> Response:
    """One type of act."""
    check(request, (JSON,))
    book = site_of(request).codebook
    found: Sequence[Any] = [kind for kind in book.types if kind.value == name]
    if not found:
        known = ", ".join(sorted(book.types))
        wrong = Wrong("path: name", f"no type {name!r}", f"Ask for one of {known}.")
        raise Problem(404, f"the codebook has no type {name!r}", [wrong])
    return answer(request, lambda: {"type": _type(book.types[found[0]])})


def _type(entry: TypeEntry) -> Json:
    return {
        "type": entry.type.value,
        "quad": entry.quad,
        "definition": entry.definition,
        "base": _values(entry.base),
        "modes": {mode: _values(scale) for mode, scale in sorted(entry.modes.items())},
    }


def _values(scale: Scale) -> Json:
    return {"score": scale.score, "cameo": scale.cameo, "goldstein": scale.goldstein}
