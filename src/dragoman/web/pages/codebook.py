"""The codebook: types with their scores, the frames that find them, the names that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.codebook import Codebook
from dragoman.codebook.frames import Frame
from dragoman.codebook.roster import KINDS, roster
from dragoman.codebook.types import TypeEntry
from dragoman.model import EventType
from dragoman.present.explanation import pattern
from dragoman.present.labels import acts
from dragoman.web.asking import asked_of, choice, number
from dragoman.web.files import table_file
from dragoman.web.rendering import page
from dragoman.web.site import site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()
_ROWS = 60
_QUADS = (
    (1, "Verbal cooperation"),
    (2, "Material cooperation"),
    (3, "Verbal conflict"),
    (4, "Material conflict"),
)
_TYPE_COLUMNS = ("type", "words", "definition", "quad", "score", "cameo", "goldstein", "modes")
_PATTERN_COLUMNS = ("frame", "pattern", "mode")
_NAME_COLUMNS = ("code", "kind", "name", "role", "since", "until", "names")


@router.get("/codebook")
def codebook(request: Request) -> Response:
    """All types, and the ways to names and frames."""
    site = site_of(request)
    asked = asked_of(request, site)
    if form := asked.more.get("format"):
        rows = (_type_row(entry) for entry in site.codebook.types.values())
        return table_file("types", rows, _TYPE_COLUMNS, form, str(request.url))
    return page(request, "codebook.html", asked=asked, book=site.codebook, quads=_QUADS)


@router.get("/codebook/type/{name}")
def type_(request: Request, name: str) -> Response:
    """One type: its definition, its modes, the patterns that find it."""
    site = site_of(request)
    asked = asked_of(request, site)
    kind = next((k for k in site.codebook.types if k.value == name), None)
    if kind is None:
        raise NotThere(f"The codebook has no type {name!r}.")
    entry = site.codebook.types[kind]
    shown = _frames(site.codebook, kind)
    if form := asked.more.get("format"):
        rows = (dict(zip(_PATTERN_COLUMNS, row, strict=True)) for row in shown)
        return table_file("patterns", rows, _PATTERN_COLUMNS, form, str(request.url))
    return page(request, "codebook_type.html", asked=asked, entry=entry, frames=shown)


@router.get("/codebook/names")
def named(request: Request) -> Response:
    """Who is known by which words."""
    site = site_of(request)
    asked = asked_of(request, site, "kind", "q", "page")
    kind = choice(asked, "kind", ("any", *KINDS))
    words = asked.more.get("q", "")
    found = list(roster(site.codebook.actors, words, None if kind == "any" else kind))
    if form := asked.more.get("format"):
        rows = ({n: getattr(one, n) for n in _NAME_COLUMNS} for one in found)
        return table_file("names", rows, _NAME_COLUMNS, form, str(request.url))
    pages = max(1, -(-len(found) // _ROWS))
    at = number(asked, "page", 1, pages)
    shown: dict[str, Any] = {
        "found": found[(at - 1) * _ROWS : at * _ROWS],
        "total": len(found),
        "words": words,
        "kind": kind,
        "kinds": ("any", *KINDS),
    }
    return page(request, "codebook_names.html", asked=asked, at=at, pages=pages, **shown)


def _type_row(entry: TypeEntry) -> dict[str, Any]:
    base = {n: getattr(entry.base, n) for n in ("score", "cameo", "goldstein")}
    told = {"type": entry.type, "words": acts(entry.type), "definition": entry.definition}
    return told | {"quad": entry.quad} | base | {"modes": list(entry.modes)}


def _frames(book: Codebook, kind: EventType) -> list[tuple[str, str, str | None]]:
    """The patterns of a type: frame, pattern, mode."""
    return sorted(
        {(f.id, f"{f.part}: {pattern(f)}", f.mode) for f in _all(book) if f.type == kind},
        key=lambda row: (row[0], row[1]),
    )


def _all(book: Codebook) -> Iterator[Frame]:
    for table in (book.frames.verbs, book.frames.nouns, book.frames.adjectives):
        for frames in table.values():
            yield from frames
