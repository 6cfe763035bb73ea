"""What keeps a reader safe: headers on every answer, our own host names, forms of our own only."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.access.visitors import visitor_of
from dragoman.web.refusing import refused

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_LONGEST_FORM = 64_000
_STRICT = "max-age=31536000"
_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    return host.strip("[]").lower() in _HOSTS


class Guard:
    """Refuses hosts that are not ours and forms of other sites; adds the headers.

    Another site's name may be made to point here (DNS rebinding), hence the look at the host: ours
    are this machine's and `hosts`.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
                answer.setdefault("Cache-Control", "no-store")
                if scope.get("scheme") == "https":
                    answer.setdefault("Strict-Transport-Security", _STRICT)
            await send(message)

        if wrong := _refusal(scope["method"], headers, self.hosts):
            await refused(scope["path"], *wrong)(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)


def _refusal(method: str, headers: Headers, hosts: frozenset[str]) -> tuple[int, str] | None:
    host = headers.get("host", "")
    if not is_loopback(_name(host)) and _name(host) not in hosts:
        return 403, f"dragoman does not answer as {host!r}"
    if method in {"GET", "HEAD", "OPTIONS"}:
        return None
    origin = headers.get("origin")
    if origin not in {None, "null"} and urlsplit(origin or "").netloc != host:
        return 403, "this form came from another site"
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return 403, "this form came from another site"
    if "transfer-encoding" in headers:
        return 411, "say in Content-Length how much is sent"
    try:
        small = int(headers.get("content-length", "0")) in range(_LONGEST_FORM)
    except ValueError:
        small = False
    return None if small else (413, "too much is sent at once")


def _name(host: str) -> str:
    if set(host) & set("@/?#\\"):
        return ""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_ours(request: Request, token: str) -> bool:
    """Whether a form bears the token that our pages give out to this visitor."""
    wanted = visitor_of(request).token
    return bool(wanted) and secrets.compare_digest(token.encode(), wanted.encode())
