"""What a program is told when something is wrong: what, where, and what to do (RFC 9457)."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.errors import DragomanError, QueryError
from dragoman.web.wrongs import AGAIN, NotThere

MEDIA = "application/problem+json"
_LOG = logging.getLogger("dragoman.web")
# status: the title, and what to do where nothing more exact is known
KINDS: dict[int, tuple[str, str]] = {
    400: ("Malformed", "Correct the request as said; /api/v1/openapi.json has all parameters."),
    401: ("Sign in", "Send 'Authorization: Bearer TOKEN'; `dragoman users token` makes a token."),
    403: ("Not allowed", "Ask an administrator for the role that this needs."),
    404: ("Not found", "Ask a list for what there is; ids change when acts are judged anew."),
    405: ("Not possible here", "Use a method that the header Allow names."),
    406: ("No such format", "Accept application/json, application/jsonl or text/csv."),
    409: ("In conflict", "Read the record again and decide anew."),
    408: ("Too slow", "Send the content without a break."),
    411: ("Length needed", "Send Content-Length."),
    413: ("Too long", "Send less at once."),
    415: ("Wrong kind of content", "Send JSON with 'Content-Type: application/json'."),
    422: ("Not understood", "Correct the value as said."),
    429: ("Too many requests", "Wait as long as the header Retry-After says."),
    500: ("Failed", "The log of the server says why."),
    503: (
        "Not now",
        "Wait as long as Retry-After says; `dragoman ledger check` tells what is wrong.",
    ),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: where in the request, what, and what to do."""

    where: str
    what: str
    do: str


class Problem(Exception):  # noqa: N818  the word of RFC 9457
    """A request that cannot be answered, and why."""

    def __init__(self, status: int, what: str, wrongs: Sequence[Wrong] = ()) -> None:
        super().__init__(what)
        self.status, self.what, self.wrongs = status, what, tuple(wrongs)


def problem(
    path: str,
    status: int,
    what: str,
    wrongs: Sequence[Wrong] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that tells a problem."""
    title, do = KINDS.get(status, KINDS[400 if status < 500 else 500])
    told = {
        "type": f"/api/v1/problems#{status}",
        "title": title,
        "status": status,
        "detail": what,
        "instance": path,
        "ok": False,
        "errors": [asdict(one) for one in wrongs or (Wrong("request", what, do),)],
    }
    content = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    plain = {"Cache-Control": "no-store"} | dict(headers or {})
    return Response(content, status, plain, MEDIA)


def install(app: FastAPI) -> None:
    """Let every error end as a problem."""
    app.add_exception_handler(Problem, _told)
    app.add_exception_handler(NotThere, _told)
    app.add_exception_handler(DragomanError, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(HTTPException, _answered)
    app.add_exception_handler(Exception, _broken)


def _told(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    if isinstance(error, Problem):
        return problem(request.url.path, error.status, error.what, error.wrongs)
    if isinstance(error, RequestValidationError):
        wrongs = tuple(
            Wrong(": ".join(map(str, one["loc"])), one["msg"], KINDS[400][1])
            for one in error.errors()
        )
        return problem(request.url.path, 400, "; ".join(w.what for w in wrongs), wrongs)
    headers = {"Retry-After": AGAIN} if status == 503 else None
    return problem(request.url.path, status, str(error), headers=headers)


_STATUS: dict[type[Exception], int] = {NotThere: 404, QueryError: 422, DragomanError: 503}


def _answered(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = str(error.detail)
    if error.status_code == 404:
        what = f"there is nothing at {request.url.path}"
    return problem(request.url.path, error.status_code, what, headers=error.headers)


def _broken(request: Request, error: Exception) -> Response:
    _LOG.error("%r failed", request.url.path, exc_info=error)
    return problem(request.url.path, 500, f"this could not be answered ({type(error).__name__})")
