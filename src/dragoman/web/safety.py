"""What keeps a reader safe: headers on every answer, our own host names, forms of our own only."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    return host.strip("[]").lower() in _HOSTS


class Guard:
    """Refuses hosts that are not this machine and forms of other sites; adds the headers.

    Another site's name may be made to point here (DNS rebinding), hence the look at the host.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

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
            await send(message)

        if refused := _refusal(scope["method"], headers):
            response = PlainTextResponse(refused, status_code=403)
            await response(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)


def _refusal(method: str, headers: Headers) -> str | None:
    host = headers.get("host", "")
    if not is_loopback(_name(host)):
        return f"dragoman answers this machine only, not as {host!r}\n"
    if method in {"GET", "HEAD", "OPTIONS"}:
        return None
    origin = headers.get("origin")
    if origin not in {None, "null"} and urlsplit(origin or "").netloc != host:
        return "this form came from another site\n"
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return "this form came from another site\n"
    try:
        small = int(headers.get("content-length", "-1")) in range(_LONGEST_FORM)
    except ValueError:
        small = False
    return None if small else "this form is too long\n"


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_ours(request: Request, token: str) -> bool:
    """Whether a form bears the token that our pages give out."""
    return secrets.compare_digest(token.encode(), request.app.state.site.token.encode())
