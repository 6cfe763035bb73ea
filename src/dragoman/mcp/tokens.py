"""The door for agents of others: only who bears a token of an account is let in."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

Owner = Callable[[str], str | None]
"""Whose token it is; None if nobody's."""
Wait = Callable[[str], int]
"""How many seconds someone has to wait before the next request."""


class Tokens:
    """Refuses requests without a token of an account, and those that come too often."""

    def __init__(self, app: ASGIApp, owner: Owner, wait: Wait) -> None:
        self.app, self.owner, self.wait = app, owner, wait

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        known = token.strip() if kind.lower() == "bearer" else ""
        name = await run_in_threadpool(self.owner, known) if known else None
        client = scope.get("client") or ("unknown", 0)
        refused = self._refusal(name, str(client[0]))
        await (refused or self.app)(scope, receive, send)

    def _refusal(self, name: str | None, address: str) -> JSONResponse | None:
        if wait := self.wait(name or f"from {address}"):
            told = {"error": f"too many requests: wait {wait} s"}
            return JSONResponse(told, 429, {"Retry-After": str(wait)})
        if name is None:
            words = "send a token of your account as 'Authorization: Bearer TOKEN'"
            return JSONResponse({"error": words}, 401, {"WWW-Authenticate": "Bearer"})
        return None
