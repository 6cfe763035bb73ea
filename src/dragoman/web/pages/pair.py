"""The dossier of a pair: summary, charts, timeline, figures, disputes, ties, people, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.errors import QueryError
from dragoman.model import Event, Status
from dragoman.present.asking import ask, findings_on
from dragoman.present.balance import balance
from dragoman.present.calendar import days
from dragoman.present.citing import textless
from dragoman.present.dossier import Dossier, assemble
from dragoman.present.findings import Findings
from dragoman.present.passages import Sources, independent
from dragoman.present.sections import Contest, Measure, bonds, contests, measures
from dragoman.present.strip import strip_chart
from dragoman.present.summary import summary
from dragoman.present.timeline import Entry, entry_of, sketch
from dragoman.query import EventRow, Filter
from dragoman.query.acts import acts, events_by_id
from dragoman.query.counting import Cited, Named, people, sources
from dragoman.web.asking import Asked, asked_of, choice, number
from dragoman.web.entries import cited, scores_of
from dragoman.web.files import file_answer, listing_file
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of

router = APIRouter()
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENTRIES, _DISPUTES, _MEASURES, _PEOPLE, _SOURCES = 30, 8, 10, 20, 40
_WHOLE = 2_000  # acts of a dossier that is handed out as one file


@router.get("/pair")
def chosen(request: Request) -> Response:
    """From two names in a form to the page of the pair."""
    site = site_of(request)
    asked = asked_of(request, site, "a", "b")
    a, b = _codes(site, asked.more.get("a", ""), asked.more.get("b", ""))
    return RedirectResponse(f"/pair/{a}/{b}", status_code=303)


@router.get("/pair/{a}/{b}")
def pair(request: Request, a: str, b: str) -> Response:
    """Everything between two parties."""
    site = site_of(request)
    codes = _codes(site, a, b)
    if (a, b) != codes:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/pair/{codes[0]}/{codes[1]}{query}", status_code=303)
    asked = asked_of(request, site, "page", "order", fixed={"dyad": codes})
    if form := asked.more.get("format"):
        return _file(site, asked, form, str(request.url))
    return page(request, "pair.html", asked=asked, codes=codes, **_shown(site, asked))


def _codes(site: Site, a: str, b: str) -> tuple[str, str]:
    codes = (site.code(a), site.code(b))
    if codes[0] == codes[1]:
        raise QueryError(f"{a!r} and {b!r} are one party: {codes[0]}")
    return codes


def _shown(site: Site, asked: Asked) -> dict[str, Any]:
    wanted = replace(asked.filter, limit=None, after=None)
    found = acts(site.view, wanted)
    order = choice(asked, "order", ("newest", "oldest"))
    sorted_acts = ordered(found, order)
    pages = max(1, -(-len(found) // _ENTRIES))
    at = number(asked, "page", 1, pages)
    ids = [e.id for e in sorted_acts[(at - 1) * _ENTRIES : at * _ENTRIES]]
    rows = tuple(events_by_id(site.view, ids))
    findings = findings_on(site.view, wanted, rows, site.codebook, site.names)
    numbered = cited(findings)
    told = sources(site.view, wanted)
    voices = independent(textless(one.source) for one in told)
    scores = scores_of(site, found)
    sketches = [sketch(event, site.name, scores.get(event.id)) for event in found]
    contested, measured = contests(findings, numbered), measures(findings, numbered)
    return {
        **_sections(findings, numbered, contested, measured, told),
        "acts": found,
        "summary": summary(findings, sketches, contested, measured, voices),
        "balance": balance(found, scores),
        "strip": strip_chart(sketches, "All acts on one axis of time"),
        "years": years(rows, findings, numbered),
        "people": _people(site, wanted),
        "voices": voices,
        "order": order,
        "at": at,
        "pages": pages,
        "counts": _counts(found),
    }


def _sections(
    findings: Findings,
    numbered: Sources,
    contested: Sequence[Contest],
    measured: Sequence[Measure],
    told: Sequence[Cited],
) -> dict[str, Any]:
    return {
        "findings": findings,
        "sources": numbered,
        "contests": contested[:_DISPUTES],
        "more_contests": len(contested) - len(contested[:_DISPUTES]),
        "measures": measured[:_MEASURES],
        "more_measures": len(measured) - len(measured[:_MEASURES]),
        "bonds": bonds(findings, numbered),
        "told": told[-_SOURCES:],
        "more_told": len(told) - len(told[-_SOURCES:]),
        "documents": len(told),
    }


def ordered(found: Sequence[Event], order: str) -> list[Event]:
    """The acts by time, the undated last whichever way."""
    dated = [e for e in found if days(e.date)]
    undated = [e for e in found if not days(e.date)]
    return [*(reversed(dated) if order == "newest" else dated), *undated]


def years(
    rows: Sequence[EventRow], findings: Findings, numbered: Sources
) -> list[tuple[str, list[tuple[EventRow, Entry]]]]:
    """Entries in their order under the years in which they begin."""

    def heading(row: EventRow) -> str:
        found = days(row.event.date)
        return str(found[0].year) if found else "Undated"

    return [
        (year, [(row, entry_of(row, findings, numbered)) for row in some])
        for year, some in groupby(rows, key=heading)
    ]


def _people(site: Site, wanted: Filter) -> list[Named]:
    states = set(site.names.values())
    found = people(site.view, wanted, _PEOPLE * 2)
    return [one for one in found if one.name not in states][:_PEOPLE]


def _counts(found: Sequence[Event]) -> dict[str, int]:
    counted = Counter(e.status for e in found)
    return {status.value: counted[status] for status in Status if counted[status]}


def _file(site: Site, asked: Asked, form: str, permalink: str) -> Response:
    """The whole dossier as a file."""
    wanted = replace(asked.filter, limit=asked.filter.limit or _WHOLE, after=None)
    if form in {"csv", "json"}:
        return listing_file("events", site.view.events(wanted), form, permalink)
    writers = _writers()
    if form not in writers:
        raise QueryError(f"format {form!r}: expected one of csv, json, {', '.join(writers)}")
    assert wanted.dyad
    fields = {n: getattr(wanted, n) for n in wanted.__slots__ if n != "dyad"}
    made = assemble(ask(site.view, *wanted.dyad, fields, site.settings))
    media, write = writers[form]
    return file_answer(write(made), media, f"dossier-{'-'.join(wanted.dyad)}.{form}")


def _writers() -> dict[str, tuple[str, Callable[[Dossier], bytes]]]:
    from dragoman.present.docx import dossier_docx
    from dragoman.present.html import dossier_html
    from dragoman.present.markdown import dossier_markdown
    from dragoman.present.pdf import dossier_pdf

    return {
        "html": ("text/html", lambda made: dossier_html(made).encode("utf-8", "replace")),
        "docx": (_WORD, dossier_docx),
        "pdf": ("application/pdf", dossier_pdf),
        "md": ("text/markdown", lambda made: dossier_markdown(made).encode("utf-8", "replace")),
    }
