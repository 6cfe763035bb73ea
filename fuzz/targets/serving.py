"""Requests to the site and the REST interface: an answer in time, never a failure of the server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from dragoman.query import View
from dragoman.settings import Settings
from fuzz.target import Once, Target, expect, text_of
from fuzz.targets.asking import PARTIES, small_ledger
from fuzz.targets.asking import TARGETS as ASKING

ROOT = "/api/v1"
_METHODS = ("GET", "POST", "HEAD", "DELETE", "PUT", "OPTIONS")


def _serving(prefix: str) -> Callable[[], Once]:
    """Requests below a path: "METHOD path?query", then after a line end the body."""

    def start() -> Once:
        from dragoman.web.site import Site, make_app

        site = Site(
            View(small_ledger()), Settings(), "Ada", lambda: datetime(2026, 3, 1, tzinfo=UTC)
        )
        app, loop = make_app(site), asyncio.new_event_loop()

        def once(data: bytes) -> None:
            line, _, body = text_of(data).partition("\n")
            method, _, target = line.partition(" ")
            if method not in _METHODS:
                method, target = "GET", line
            path, _, query = target.partition("?")
            status, sent = loop.run_until_complete(
                _asked(app, method, prefix + path, query, body.replace("TOKEN", site.token))
            )
            # 503 says that too much is asked at once, or that the ledger is away.
            expect(status < 500 or status == 503, f"{method} answers {status}")
            expect(status != 200 or bool(sent) or method == "HEAD", f"{method} answers nothing")

        return once

    return start


async def _asked(app: Any, method: str, path: str, query: str, body: str) -> tuple[int, bytes]:
    """One request as a server hands it to an application."""
    kind = (
        b"application/json" if body.lstrip()[:1] in "{[" else b"application/x-www-form-urlencoded"
    )
    raw = body.encode("utf-8", "replace")
    headers = [(b"host", b"127.0.0.1"), (b"content-length", str(len(raw)).encode())]
    headers += [(b"content-type", kind)] if raw else []
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": "/" + path.lstrip("/"), "raw_path": path.encode(),
        "query_string": query.encode("ascii", "replace"), "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 8765),
    }  # fmt: skip
    messages = [{"type": "http.request", "body": raw, "more_body": False}]
    status, sent = 0, b""

    async def receive() -> dict[str, Any]:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status, sent
        status = message.get("status", status)
        sent += message.get("body", b"")

    await app(scope, receive, send)
    return status, sent


def _api_words() -> Iterable[str]:
    from dragoman.web.api.making import make_api

    for path, operations in make_api(None).openapi()["paths"].items():
        yield from (f"{method.upper()} {path}" for method in operations)
        yield path
        for operation in operations.values():
            for one in operation.get("parameters", ()):
                yield from (f"?{one['name']}=", f"&{one['name']}=")
    yield from ASKING["filter"].words()
    yield from '{ } [ ] : , " "decision": "accept" "record": "why": "correct" null 1 \n'.split(" ")


def _page_words() -> Iterable[str]:
    yield from (
        "/ /search /map /network /pair /pair/KEN/UGA /actor/GHA /event/ /document/ /dispute/ "
        "/review /review/next /review/trail /review/agreement /codebook /codebook/type/CONSULT "
        "/codebook/names /runs /static/site.css POST /review/as token=TOKEN decision=accept "
        "name=Ada why= kind= page= ?kind=events &page=2 sort= format=csv ..%2f %00 //"
    ).split()
    yield from PARTIES
    yield from ASKING["filter"].words()


TARGETS = {
    "rest": Target(_serving(ROOT), _api_words, longest=600, seconds=10.0),
    "pages": Target(_serving(""), _page_words, longest=400, seconds=10.0),
}
