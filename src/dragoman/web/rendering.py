"""Pages from templates, and lists as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment
from starlette.responses import HTMLResponse, Response

from dragoman.errors import QueryError
from dragoman.export.csv import cell_text, csv_lines
from dragoman.export.rows import COLUMNS, FLAT, NESTED
from dragoman.present.html import TEMPLATES, environment
from dragoman.present.lists import list_markdown
from dragoman.present.status import STANCES, takes
from dragoman.present.words import amount, counted, listed, quantity
from dragoman.web.access.visitors import visitor_of

HERE = Path(__file__).parent
STATIC = {
    "dossier.css": (TEMPLATES / "dossier.css", "text/css"),
    "site.css": (HERE / "static" / "site.css", "text/css"),
    "site.js": (HERE / "static" / "site.js", "text/javascript"),
    "icon.svg": (HERE / "static" / "icon.svg", "image/svg+xml"),
}
NAVIGATION = (
    ("/", "Home"),
    ("/search", "Search"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/review", "Review"),
    ("/codebook", "Codebook"),
    ("/runs", "Runs"),
)


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page; `values` are what its template shows."""
    site = request.app.state.site
    shown = {
        "site": site,
        "visitor": visitor_of(request),
        "here": request.url.path,
        "permalink": str(request.url.include_query_params()).partition("#")[0],
        "ledger": Path(site.view.ledger.name).name,
        "status_code": status,
    }
    made = templates().get_template(template).render(shown | values)
    return HTMLResponse(made.encode("utf-8", "replace"), status_code=status)


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates of the site and of the dossier, with the words that they share."""
    made = environment(HERE / "templates")
    made.filters |= {"path": lambda text: quote(str(text), safe=""), "of_list": listed}
    made.globals |= {
        "navigation": NAVIGATION,
        "static": static_address,
        "version": version("dragoman"),
        "place": str,
        "numbered": False,
        "counted": counted,
        "takes": takes,
        "stances": STANCES,
        "amount": amount,
        "quantity": quantity,
    }
    return made


@lru_cache(maxsize=8)
def static_file(name: str) -> tuple[bytes, str, str]:
    """A file of ours: its bytes, its kind, and a hash that its address bears."""
    path, kind = STATIC[name]
    content = path.read_bytes()
    return content, kind, sha256(content).hexdigest()[:12]


def static_address(name: str) -> str:
    """Where a file of ours is found; a new version has a new address."""
    return f"/static/{name}?v={static_file(name)[2]}"


def listing_file(kind: str, rows: Iterable[Any], form: str, asked: str) -> Response:
    """A list as CSV, JSON or Markdown; raises QueryError for another format."""
    writers: dict[str, Callable[[], tuple[str, str]]] = {
        "csv": lambda: (_csv(kind, rows), "text/csv"),
        "json": lambda: (_json(kind, rows, asked), "application/json"),
        "md": lambda: (_markdown(kind, rows), "text/markdown"),
    }
    if form not in writers:
        raise QueryError(f"format {form!r}: expected one of {', '.join(writers)}")
    content, media = writers[form]()
    return file_answer(content.encode("utf-8", "backslashreplace"), media, f"{kind}.{form}")


def file_answer(content: bytes, media: str, name: str) -> Response:
    """A file for the reader to keep."""
    kind = f"{media}; charset=utf-8" if media.startswith("text/") else media
    plain = name.encode("ascii", "ignore").decode().replace('"', "")
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type=kind, headers=headers)


def _csv(kind: str, rows: Iterable[Any]) -> str:
    return "".join(csv_lines((FLAT[kind](row) for row in rows), COLUMNS[kind]))


def _markdown(kind: str, rows: Iterable[Any]) -> str:
    return "".join(list_markdown((FLAT[kind](row) for row in rows), COLUMNS[kind], cell_text))


def _json(kind: str, rows: Iterable[Any], asked: str) -> str:
    told = {"ok": True, "permalink": asked, kind: [NESTED[kind](row) for row in rows]}
    return json.dumps(told, ensure_ascii=False, indent=1)
