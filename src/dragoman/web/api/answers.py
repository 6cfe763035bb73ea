"""How an answer is given: its format, its page, and the mark by which it is not sent twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version as version_of
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from dragoman.export.csv import csv_lines
from dragoman.export.records import to_line
from dragoman.query.version import version
from dragoman.web.api.problems import Problem
from dragoman.web.site import Site, site_of

MEDIA = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "md": "text/markdown",
    "html": "text/html",
    "txt": "text/plain",
}
_ALSO = {"application/x-ndjson": "jsonl", "application/ndjson": "jsonl"}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under their name: nested for JSON, flat with these columns for CSV; and what follows."""

    name: str
    nested: Sequence[Json]
    flat: Sequence[Mapping[str, Any]]
    columns: Sequence[str]
    next: str | None = None


def table(
    name: str, rows: Sequence[Json], columns: Sequence[str], next_: str | None = None
) -> Rows:
    """Rows that are flat already."""
    return Rows(name, rows, rows, columns, next_)


def answer_rows(request: Request, make: Callable[[], Rows]) -> Response:
    """A list, in the format asked for, with the way to its next page."""
    form = chosen(request, "json", "jsonl", "csv")

    def written() -> tuple[bytes, dict[str, str]]:
        rows = make()
        further = next_url(request, rows.next)
        link = {"Link": f'<{further}>; rel="next"'} if further else {}
        return _written(rows, form, further).encode("utf-8", "backslashreplace"), link

    return _marked(request, form, written)


def answer(request: Request, make: Callable[[], Json]) -> Response:
    """One JSON object."""
    chosen(request, "json")

    def written() -> tuple[bytes, dict[str, str]]:
        return dumped({"ok": True} | make()), {}

    return _marked(request, "json", written)


def answer_text(request: Request, form: str, make: Callable[[], bytes]) -> Response:
    """A text in a format that was chosen."""
    return _marked(request, form, lambda: (make(), {}))


def dumped(value: Json) -> bytes:
    """An object as JSON; a lone surrogate is spelt as JSON spells it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def _written(rows: Rows, form: str, further: str | None) -> str:
    if form == "csv":
        return "".join(csv_lines(rows.flat, rows.columns))
    if form == "jsonl":
        return "".join(to_line(row) + "\n" for row in rows.nested)
    told = {"ok": True, rows.name: list(rows.nested), "next": rows.next, "next_url": further}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def next_url(request: Request, cursor: str | None) -> str | None:
    """The address of the next page, with all that was asked."""
    if cursor is None:
        return None
    kept = [(n, v) for n, v in request.query_params.multi_items() if n != "after"]
    return f"{request.url.path}?{urlencode([*kept, ('after', cursor)])}"


def chosen(request: Request, *forms: str) -> str:
    """The format: `?format=`, else what Accept likes best; raises Problem for none of ours."""
    if wanted := request.query_params.get("format"):
        return wanted if wanted in forms else forms[0]
    ranges = [_range(part) for part in request.headers.get("accept", "*/*").split(",")]
    ranked = [(-_liking(ranges, MEDIA[form], form), at) for at, form in enumerate(forms)]
    liking, at = min(ranked)
    if not liking:
        raise Problem(406, f"this is answered as {', '.join(MEDIA[form] for form in forms)}")
    return forms[at]


def _range(text: str) -> tuple[str, float]:
    kind, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def _liking(ranges: Sequence[tuple[str, float]], media: str, form: str) -> float:
    """How much a format is liked: by the range that names it most exactly."""
    group = f"{media.partition('/')[0]}/*"
    for names in ({media, *(a for a, f in _ALSO.items() if f == form)}, {group}, {"*/*", ""}):
        if found := [q for kind, q in ranges if kind in names]:
            return max(found)
    return 0.0


def _marked(
    request: Request, form: str, make: Callable[[], tuple[bytes, dict[str, str]]]
) -> Response:
    mark = etag(site_of(request), request, form)
    headers = {
        "ETag": mark,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept, Authorization, Cookie",
    }
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    if mark in known or mark.removeprefix("W/") in known:
        return Response(status_code=304, headers=headers)
    content, more = make()
    media = MEDIA[form]
    kind = f"{media}; charset=utf-8" if media.startswith("text/") else media
    return Response(content, headers=headers | more, media_type=kind)


def etag(site: Site, request: Request, form: str) -> str:
    """The mark of an answer: the state of the ledger, what reads it, and the question."""
    asked = f"{request.url.path}?{request.url.query}"
    parts = (version(site.view), version_of("dragoman"), site.codebook.digest, form, asked)
    return f'W/"{sha256(" ".join(parts).encode("utf-8", "replace")).hexdigest()[:24]}"'
