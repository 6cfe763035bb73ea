"""Sign-in, sign-out, and for administrators who has an account and who signed in."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dragoman.web.access.accounts import folded
from dragoman.web.access.gate import COOKIE, Access, address
from dragoman.web.access.limits import neighbourhood
from dragoman.web.access.secrets import form_token, new_token, signed, unsigned
from dragoman.web.access.visitors import visitor_of
from dragoman.web.files import table_file
from dragoman.web.rendering import page
from dragoman.web.safety import is_ours

router = APIRouter()
FORM = "dragoman_form"
_WEEK, _LINES, _KEPT = 7 * 24 * 3600, 200, 10_000
_COLUMNS = ("at", "what", "name", "address")
_WRONG = "Name or password is wrong."


def _access(request: Request) -> Access:
    found: Access = request.app.state.access
    return found


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """The form to sign in."""
    if visitor_of(request).name:
        return RedirectResponse(_onward(request.query_params.get("next", "/")), 303)
    return _form(request, request.query_params.get("next", "/"))


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Check name and password and begin a session of its own."""
    form = await _sent(request)
    access = _access(request)
    cookie = unsigned(request.cookies.get(FORM, ""), access.accounts.key)
    if cookie is None or form.get("token") != form_token(cookie, access.accounts.key):
        return _form(request, form.get("next", "/"), "The form was out of date: try again.", 403)
    return await run_in_threadpool(_sign_in, request, form)


def _sign_in(request: Request, form: dict[str, str]) -> Response:
    access, name, where = _access(request), form.get("name", "").strip(), address(request)
    accounts, onward = access.accounts, form.get("next", "/")
    if wait := access.trying.wait(neighbourhood(where)) or access.naming.wait(folded(name)[:60]):
        accounts.note("sign-in refused: too many", name, where)
        answer = _form(request, onward, f"Too many tries: wait {wait} seconds.", 429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    user = accounts.by_password(name, form.get("password", ""))
    if user is None:
        accounts.note("sign-in refused", name, where)
        return _form(request, onward, _WRONG, 401)
    old = unsigned(request.cookies.get(COOKIE, ""), accounts.key)
    secret = accounts.begin_session(user, old)
    accounts.note("signed in", user.name, where)
    answer = RedirectResponse(_onward(onward), 303)
    _keep(request, answer, COOKIE, signed(secret, accounts.key))
    answer.delete_cookie(FORM, path="/sign-in")
    return answer


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session, here and wherever its cookie was copied to."""
    form = await _sent(request)
    if not is_ours(request, form.get("token", "")):
        raise HTTPException(403, "This form is out of date: go back, reload the page, try again.")
    visitor, accounts = visitor_of(request), _access(request).accounts
    if visitor.session:
        await run_in_threadpool(accounts.end_session, visitor.session)
        await run_in_threadpool(accounts.note, "signed out", visitor.name or "", address(request))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/accounts")
def accounts_page(request: Request) -> Response:
    """Who has an account, and the last lines of the audit."""
    accounts = _access(request).accounts
    if form := request.query_params.get("format"):
        rows = (asdict(one) for one in accounts.audit(_KEPT))
        return table_file("audit", rows, _COLUMNS, form, str(request.url))
    return page(request, "accounts.html", users=accounts.users(), audit=accounts.audit(_LINES))


def _form(request: Request, onward: str, wrong: str = "", status: int = 200) -> Response:
    key, cookie = _access(request).accounts.key, new_token()
    token = form_token(cookie, key)
    answer = page(
        request,
        "sign_in.html",
        status=status,
        form_token=token,
        onward=_onward(onward),
        wrong=wrong,
    )
    _keep(request, answer, FORM, signed(cookie, key), "/sign-in")
    return answer


def _keep(request: Request, answer: Response, name: str, value: str, path: str = "/") -> None:
    secure = request.url.scheme == "https"
    answer.set_cookie(
        name, value, max_age=_WEEK, path=path, secure=secure, httponly=True, samesite="strict"
    )


async def _sent(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("utf-8", "replace")
    try:
        found = parse_qs(body, keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise HTTPException(422, "the form has too many fields") from error
    return {name: values[0] for name, values in found.items()}


def _onward(wanted: str) -> str:
    """Where to go on: an address of ours, or home."""
    parts = urlsplit(wanted)
    plain = wanted.isprintable() and "\\" not in wanted and not wanted.startswith("//")
    ours = wanted.startswith("/") and plain and not parts.netloc and not parts.scheme
    return wanted if ours and not wanted.startswith("/sign-") else "/"
