"""The gate: nobody gets past it without the role that the route needs, or too often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.web.access.accounts import Accounts
from dragoman.web.access.book import User
from dragoman.web.access.limits import Limit, neighbourhood
from dragoman.web.access.roles import Role, needed
from dragoman.web.access.secrets import form_token, unsigned
from dragoman.web.access.visitors import Visitor

COOKIE = "dragoman_session"
API = "/api/v1"


@dataclass(frozen=True, slots=True)
class Access:
    """The accounts in force and how often their users may ask.

    `trying` counts sign-ins by address, `naming` those under one name, `asking` all requests.
    """

    accounts: Accounts
    trying: Limit = field(default_factory=lambda: Limit(10, 10))
    naming: Limit = field(default_factory=lambda: Limit(10, 2))
    asking: Limit = field(default_factory=lambda: Limit(300, 600))


class Gate:
    """Finds out who asks and lets in whom the route is for."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        visitor = await run_in_threadpool(visiting, request, self.access.accounts)
        scope.setdefault("state", {})["visitor"] = visitor
        refused = refusal(request, visitor, self.access.asking)
        await (refused or self.app)(scope, receive, send)


def visiting(request: Request, accounts: Accounts) -> Visitor:
    """Who makes a request: by token for programs, by session for people."""
    header = request.headers.get("authorization", "")
    kind, _, token = header.partition(" ")
    if _of_api(request) and kind.lower() == "bearer":
        return _visitor(accounts.by_token(token.strip()), "")
    secret = unsigned(request.cookies.get(COOKIE, ""), accounts.key)
    user = accounts.by_session(secret) if secret else None
    if user is None or secret is None:
        return _visitor(None, "")
    # Other sites cannot send a session's cookie, but only a token shows that a program of the
    # user's is meant to write.
    if _of_api(request) and request.method != "GET":
        return _visitor(None, "")
    return _visitor(user, form_token(secret, accounts.key), secret)


def _visitor(user: User | None, token: str, secret: str | None = None) -> Visitor:
    if user is None:
        return Visitor(None, Role.ANONYMOUS, token)
    return Visitor(user.name, user.role, token, secret)


def refusal(request: Request, visitor: Visitor, limit: Limit) -> Response | None:
    """The answer to whom a route is not for; None to let them in."""
    if wait := limit.wait(visitor.name or f"from {neighbourhood(address(request))}"):
        words = f"too many requests: wait {wait} s"
        return _told(request, 429, words, {"Retry-After": str(wait)})
    # The path by which the route is found, not that of an address put together with the host.
    wanted = needed(request.method, request.scope["path"])
    if visitor.role.covers(wanted):
        return None
    if visitor.role is not Role.ANONYMOUS:
        words = f"this needs the role {wanted.value}; {visitor.name} is {visitor.role.value}"
        return _told(request, 403, words)
    if _of_api(request) or request.method not in {"GET", "HEAD"}:
        return _told(request, 401, "sign in first", {"WWW-Authenticate": "Bearer"})
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(here, safe='/')}", status_code=303)


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "unknown"


def _of_api(request: Request) -> bool:
    path: str = request.scope["path"]
    return path == API or path.startswith(f"{API}/")


def _told(
    request: Request, status: int, words: str, headers: Mapping[str, str] | None = None
) -> Response:
    if _of_api(request):
        from dragoman.web.api.problems import problem

        return problem(request.url.path, status, words, headers=headers)
    from dragoman.web.wrongs import told

    answer = told(request, status, words)
    answer.headers.update(headers or {})
    return answer
