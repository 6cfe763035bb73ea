"""What a reviewer sends in: verdicts, and who they are."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dragoman.errors import LedgerError, QueryError
from dragoman.ledger.store import stamp
from dragoman.ledger.verdicts import Decision, Verdict
from dragoman.present.inert import one_line
from dragoman.web.access.visitors import visitor_of
from dragoman.web.asking import asked_of
from dragoman.web.pages.review import COOKIE, cookie, item_page, reviewer_of
from dragoman.web.safety import is_ours
from dragoman.web.site import Site, site_of

router = APIRouter()
Form = dict[str, list[str]]
_YEAR = 365 * 24 * 3600


@router.post("/review/as")
async def become(request: Request) -> Response:
    """Take another reviewer's name, in this browser."""
    form = await _sent(request)
    if visitor_of(request).name:
        raise HTTPException(403, "You review under the name of your account.")
    answer = RedirectResponse(_back(form, "/review"), status_code=303)
    name = cookie(_one(form, "name"))
    answer.set_cookie(COOKIE, name, max_age=_YEAR, httponly=True, samesite="strict")
    return answer


@router.post("/review/{id_}")
async def judge(request: Request, id_: str) -> Response:
    """Keep a verdict, make anew what it concerns, and go on."""
    form = await _sent(request)
    return await run_in_threadpool(_judge, request, id_, form)


def _judge(request: Request, id_: str, form: Form) -> Response:
    site = site_of(request)
    try:
        verdict = verdict_of(site, id_, form, reviewer_of(request))
        given = site.view.ledger.judge(verdict)
    except (LedgerError, QueryError) as error:
        if _one(form, "decision") == Decision.UNDO:
            raise
        return item_page(request, site, asked_of(request, site, "done"), id_, wrong=str(error))
    back = _back(form, "/review")
    return RedirectResponse(f"{back}{'&' if '?' in back else '?'}done={given}", status_code=303)


def verdict_of(site: Site, id_: str, form: Form, by: str) -> Verdict:
    """The verdict that a form holds; raises QueryError that says what is missing."""
    try:
        decision = Decision(_one(form, "decision"))
    except ValueError:
        known = ", ".join(Decision)
        raise QueryError(f"expected a decision: {known}") from None
    why = one_line(_one(form, "why"))[:2000] or None
    if decision is Decision.NOTE and not why:
        raise QueryError("a note needs words")
    field = value = None
    if decision is Decision.CORRECT:
        field = _one(form, "field")
        value = _value(site, field, form)
    others = tuple(word.strip() for word in form.get("others", []) if word.strip())
    if decision in {Decision.MERGE, Decision.SPLIT} and not others:
        raise QueryError(f"choose what to {decision.value}")
    at = stamp(site.clock())
    return Verdict(decision, id_, by, at, why, field, value, others)


def _value(site: Site, field: str, form: Form) -> Any:
    """What a field is corrected to, as the ledger takes it; nothing for unknown."""
    text = _one(form, f"value_{field}")
    if field in {"sources", "targets"}:
        return [site.code(part.strip()) for part in text.split(",") if part.strip()]
    if field == "symmetric":
        return text == "yes"
    if field == "mode":
        _check_mode(site, text)
    return text or None


def _check_mode(site: Site, text: str) -> None:
    known = site.codebook.types.modes
    if text and text not in known:
        raise QueryError(f"{text!r} is no mode; known: {', '.join(known)}")


async def _sent(request: Request) -> Form:
    """The fields of a form of ours."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        form = parse_qs(body, keep_blank_values=True, max_num_fields=200)
    except ValueError as error:
        raise HTTPException(422, f"the form has too many fields: {error}") from error
    if not is_ours(request, _one(form, "token")):
        raise HTTPException(403, "This form is out of date: go back, reload the page, try again.")
    return form


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[0].strip()


def _back(form: Form, otherwise: str) -> str:
    """Where to go on: an address of ours, or the queue."""
    wanted = _one(form, "back")
    parts = urlsplit(wanted)
    ours = wanted.startswith("/review") and not parts.netloc and "\\" not in wanted
    return wanted if ours else otherwise
