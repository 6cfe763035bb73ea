"""A document: its whole text with what was read from it, and what was left aside."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.export.records import records_json, to_line
from dragoman.model import Records
from dragoman.present.annotated import Card, annotated, record_cards
from dragoman.present.citing import textless
from dragoman.present.inert import web_address
from dragoman.present.passages import opening
from dragoman.query.acts import told_in
from dragoman.query.latest import copies_of
from dragoman.web.asking import asked_of, number
from dragoman.web.files import file_answer, table_file
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()
_COPIES = 20
_FARTHEST = 999_999_999  # characters into a text
_COLUMNS = ("kind", "id", "status", "heading", "words", "event", "start", "end", "quote")


@router.get("/document/{id_}")
def document(request: Request, id_: str) -> Response:
    """One document."""
    site = site_of(request)
    asked = asked_of(request, site, "at")
    records = next(iter(site.view.records([id_])), None)
    if records is None:
        raise NotThere(f"No document has the id {id_!r}.")
    if form := asked.more.get("format"):
        return _file(site, records, form, str(request.url))
    at = number(asked, "at", 0, _FARTHEST, least=0)
    shown = annotated(records, told_in(site.view, id_), site.names, at)
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


def _file(site: Site, records: Records, form: str, permalink: str) -> Response:
    """The text, all that was read from it, or a row for each record."""
    if form not in {"txt", "json"}:
        cards = record_cards(records, told_in(site.view, records.document.id), site.names)
        return table_file("records", map(_row, cards), _COLUMNS, form, permalink)
    text = records.document.text if form == "txt" else to_line(records_json(records))
    media = "text/plain" if form == "txt" else "application/json"
    content = text.encode("utf-8", "backslashreplace")
    return file_answer(content, media, f"{records.document.id}.{form}")


def _row(card: Card) -> dict[str, Any]:
    told = {name: getattr(card, name) for name in ("kind", "id", "status", "event", "heading")}
    place = {"start": card.quote.start, "end": card.quote.end, "quote": card.quote.text}
    return told | {"words": list(card.lines)} | place
