"""Review: what awaits a person, one act side by side with its source, and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.ledger.proposing import proposals
from dragoman.ledger.verdicts import FIELDS
from dragoman.model import Event, Report, Status
from dragoman.present.excerpt import excerpt
from dragoman.present.explanation import Explanation, explained
from dragoman.present.inert import one_line
from dragoman.query import EventRow, ReportRow
from dragoman.query.acts import alike
from dragoman.query.judging import concord, given, left_to_judge, seconded, waiting
from dragoman.web.access.visitors import visitor_of
from dragoman.web.asking import Asked, asked_of, choice, number
from dragoman.web.entries import laid_out
from dragoman.web.files import listing_file, table_file
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of
from dragoman.web.wrongs import NotThere

router = APIRouter()
_ROWS, _AHEAD, _VERDICTS, _KEPT = 20, 40, 200, 1_000
_VERDICT = ("id", "at", "by", "decision", "subject", "field", "value", "others", "why")
_CONCORD = ("one", "other", "both", "agreed", "share", "kappa")
_SECOND = ("report", "quote", "title", "publisher", "published", "document")
COOKIE = "dragoman_reviewer"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: an event with all its reports, or one report whose event is no more."""

    id: str
    told: Explanation
    event: EventRow | None

    @property
    def act(self) -> Event | Report:
        """The act as it is coded now."""
        if self.event:
            return self.event.event
        row = self.told.chains[0].row
        assert isinstance(row, ReportRow)
        return row.report

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that a verdict would be about."""
        rows = (chain.row for chain in self.told.chains)
        return tuple(row.report.id for row in rows if isinstance(row, ReportRow))


def reviewer_of(request: Request) -> str:
    """Who reviews in this browser."""
    if account := visitor_of(request).name:
        return account
    named = one_line(unquote(request.cookies.get(COOKIE, "")))[:60]
    return named or site_of(request).reviewer


@router.get("/review")
def queue(request: Request) -> Response:
    """What awaits a person, that which matters most first; or what someone else judged."""
    site = site_of(request)
    asked = asked_of(request, site, "show", "page", "done")
    show = choice(asked, "show", ("waiting", "second"))
    me = reviewer_of(request)
    at = number(asked, "page", 1, 500)
    if form := asked.more.get("format"):
        return _queue_file(site, asked, show, me, form, str(request.url))
    shown: dict[str, Any] = {"show": show, "reviewer": me, "at": at}
    if show == "waiting":
        found = waiting(site.view, _plain(asked), _ROWS + 1, (at - 1) * _ROWS)
        shown |= {"laid": laid_out(site, [one.row for one in found[:_ROWS]])}
        shown |= {"worth": {one.row.event.id: one.worth for one in found}}
        shown |= {"more": len(found) > _ROWS}
    else:
        shown |= {"seconds": seconded(site.view, me, _ROWS)}
    return page(
        request,
        "review.html",
        asked=asked,
        left=left_to_judge(site.view),
        done=done_in(site, asked),
        **shown,
    )


def _queue_file(
    site: Site, asked: Asked, show: str, reviewer: str, form: str, permalink: str
) -> Response:
    """What awaits a person, or a second one, as a file; raises QueryError."""
    if show == "waiting":
        found = waiting(site.view, _plain(asked), _KEPT)
        return listing_file("events", [one.row for one in found], form, permalink)
    rows = (_second_row(row) for row in seconded(site.view, reviewer, _KEPT))
    return table_file("second_opinions", rows, _SECOND, form, permalink)


def _second_row(row: ReportRow) -> dict[str, Any]:
    told = {n: getattr(row.source, n) for n in ("title", "publisher", "published")}
    named = {"report": row.report.id, "quote": row.report.evidence.text}
    return named | told | {"document": row.source.id}


@router.get("/review/next")
def following(request: Request) -> Response:
    """The first that awaits a person, or the one after another."""
    site = site_of(request)
    asked = asked_of(request, site, "skip", "done")
    found = [one.row.event.id for one in waiting(site.view, _plain(asked), _AHEAD)]
    skip = asked.more.get("skip", "")
    ahead = found[found.index(skip) + 1 :] if skip in found else found
    plain = replace(asked, path=f"/review/{ahead[0]}" if ahead else "/review")
    return RedirectResponse(plain.link(skip=None), status_code=303)


@router.get("/review/trail")
def trail(request: Request) -> Response:
    """Every verdict ever given, the latest first."""
    site = site_of(request)
    asked = asked_of(request, site)
    found = given(site.view, limit=None if asked.more.get("format") else _VERDICTS)
    if form := asked.more.get("format"):
        rows = (
            {n: getattr(one.verdict, n) for n in _VERDICT} | {"undone_by": one.undone}
            for one in found
        )
        return table_file("verdicts", rows, (*_VERDICT, "undone_by"), form, str(request.url))
    return page(request, "trail.html", asked=asked, verdicts=found)


@router.get("/review/agreement")
def agreement(request: Request) -> Response:
    """How far each two reviewers agree."""
    site = site_of(request)
    asked = asked_of(request, site)
    found = concord(site.view)
    if form := asked.more.get("format"):
        rows = ({n: getattr(one, n) for n in _CONCORD} for one in found)
        return table_file("agreement", rows, _CONCORD, form, str(request.url))
    return page(request, "agreement.html", asked=asked, found=found)


@router.get("/review/{id_}")
def item(request: Request, id_: str) -> Response:
    """One act beside its source, with all that can be decided about it."""
    site = site_of(request)
    asked = asked_of(request, site, "done")
    if is_waiting(site, id_):
        return RedirectResponse(f"/review/proposals#p-{id_}", status_code=303)
    return item_page(request, site, asked, id_)


def item_page(
    request: Request, site: Site, asked: Asked, id_: str, *, wrong: str | None = None
) -> Response:
    """The page of one act; `wrong` says why what was sent could not be done."""
    subject = subject_of(site, id_)
    act = subject.act
    sides = {"sources": act.sources, "targets": act.targets}
    return page(
        request,
        "review_item.html",
        status=422 if wrong else 200,
        asked=asked,
        subject=subject,
        act=act,
        codes={name: [getattr(p, "code", p) for p in side] for name, side in sides.items()},
        chains=[
            (chain, excerpt(chain, site.view.document(chain.row.source.id)))
            for chain in subject.told.chains
        ],
        laid=laid_out(site, [subject.event]) if subject.event else None,
        alike=laid_out(site, alike(site.view, subject.id)) if subject.event else None,
        verdicts=given(site.view, about=subject.reports),
        fields=tuple(FIELDS),
        types=site.codebook.types,
        statuses=tuple(Status),
        reviewer=reviewer_of(request),
        done=done_in(site, asked),
        wrong=wrong,
    )


def is_waiting(site: Site, id_: str) -> bool:
    """Whether it is only proposed, and no report yet."""
    return not site.view.find(id_) and any(
        one.report.id == id_ for one in proposals(site.view.ledger)
    )


def subject_of(site: Site, id_: str) -> Subject:
    """The event or report of an id."""
    found = next((f for f in site.view.find(id_) if f.kind in {"event", "report"}), None)
    told = explained(site.view, found, site.codebook) if found else None
    if found is None or told is None:
        raise NotThere(f"No act or report has the id {id_!r}: it may have been rejected.")
    return Subject(found.id, told, told.event)


def _plain(asked: Asked) -> Any:
    return replace(asked.filter, limit=None, after=None)


def done_in(site: Site, asked: Asked) -> Any:
    """The verdict that was just given, to be told and to be taken back."""
    id_ = asked.more.get("done")
    return next((one for one in given(site.view) if one.verdict.id == id_), None) if id_ else None


def cookie(name: str) -> str:
    """A reviewer's name as a cookie holds it."""
    return quote(one_line(name)[:60])
