"""A document: its whole text with what was read from it, and what was left aside."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.export.records import records_json, to_line
from dragoman.present.annotated import annotated
from dragoman.present.citing import textless
from dragoman.present.inert import web_address
from dragoman.present.passages import opening
from dragoman.query.acts import told_in
from dragoman.query.latest import copies_of
from dragoman.web.asking import asked_of
from dragoman.web.rendering import file_answer, page
from dragoman.web.site import site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()
_COPIES = 20


@router.get("/document/{id_}")
def document(request: Request, id_: str) -> Response:
    """One document."""
    from dragoman.errors import QueryError

    site = site_of(request)
    asked = asked_of(request, site, "at")
    records = next(iter(site.view.records([id_])), None)
    if records is None:
        raise NotThere(f"No document has the id {id_!r}.")
    if form := asked.more.get("format"):
        if form not in {"json", "txt"}:
            raise QueryError(f"format {form!r}: expected one of json, txt")
        text = to_line(records_json(records)) if form == "json" else records.document.text
        media = "application/json" if form == "json" else "text/plain"
        return file_answer(text.encode("utf-8", "backslashreplace"), media, f"{id_}.{form}")
    at = asked.more.get("at", "0")
    if not (at.isascii() and at.isdecimal()):
        raise QueryError(f"at {at!r}: expected a place in the text, a whole number")
    shown = annotated(records, told_in(site.view, id_), site.names, int(at))
    return page(
        request,
        "document.html",
        asked=asked,
        records=records,
        document=records.document,
        title=records.document.title or opening(records.document) or records.document.uri,
        address=web_address(records.document.url),
        shown=shown,
        copies=[textless(row) for row in copies_of(site.view, records.document, _COPIES)],
    )
