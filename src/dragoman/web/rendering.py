"""Pages from templates, and the files that they need."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from dragoman.present.html import TEMPLATES, environment
from dragoman.present.passages import file_name
from dragoman.present.status import STANCES, takes
from dragoman.present.words import amount, counted, hedged, listed
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
    made.filters |= {
        "path": lambda text: quote(str(text), safe=""),
        "of_list": listed,
        "titled": lambda source: source.title or file_name(source.uri),
        "moment": lambda at: at.replace("T", " ").removesuffix("Z"),
        "with_code": with_code,
    }
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
        "hedged": hedged,
    }
    return made


def with_code(text: str) -> Markup:
    """Our own words, with what stands between backticks set as code."""
    parts = (escape(part) for part in text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(parts)
    )


@lru_cache(maxsize=8)
def static_file(name: str) -> tuple[bytes, str, str]:
    """A file of ours: its bytes, its kind, and a hash that its address bears."""
    path, kind = STATIC[name]
    content = path.read_bytes()
    return content, kind, sha256(content).hexdigest()[:12]


def static_address(name: str) -> str:
    """Where a file of ours is found; a new version has a new address."""
    return f"/static/{name}?v={static_file(name)[2]}"
