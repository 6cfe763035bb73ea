"""What a person reads when something is not there, is asked wrongly, or fails."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.errors import DragomanError, LedgerError, QueryError
from dragoman.web.rendering import page
from dragoman.web.safety import HEADERS

_LOG = logging.getLogger("dragoman.web")
AGAIN = "5"  # seconds after which a ledger that is busy is asked again
_TITLES = {
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    422: "Not understood",
    429: "Too many requests",
    500: "Failed",
    503: "Not now",
}


class NotThere(Exception):  # noqa: N818  what it says to the reader, not that the program erred
    """Something that the ledger does not hold, in words for the reader."""


def install(app: FastAPI) -> None:
    """Let every error end as a page."""
    app.add_exception_handler(NotThere, _not_there)
    app.add_exception_handler(QueryError, _not_understood)
    app.add_exception_handler(DragomanError, _failed)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _answered)
    app.add_exception_handler(Exception, _broken)


def told(request: Request, status: int, words: str) -> Response:
    """The page that says what is wrong."""
    title = _TITLES.get(status, "Not possible")
    return page(request, "wrong.html", status=status, title=title, words=words)


def _not_there(request: Request, error: Exception) -> Response:
    return told(request, 404, str(error))


def _not_understood(request: Request, error: Exception) -> Response:
    if isinstance(error, RequestValidationError):
        words = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
    else:
        words = str(error)
    return told(request, 422, words)


def _failed(request: Request, error: Exception) -> Response:
    if not isinstance(error, LedgerError):
        return told(request, 500, str(error))
    answer = told(request, 503, str(error))
    answer.headers["Retry-After"] = AGAIN
    return answer


def _answered(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return told(request, 404, "There is no page at this address.")
    return told(request, error.status_code, str(error.detail))


def _broken(request: Request, error: Exception) -> Response:
    _LOG.error("%r failed", request.url.path, exc_info=error)
    kind = type(error).__name__
    answer = told(request, 500, f"This page could not be made ({kind}); the log says where.")
    # What nobody foresaw is answered outside of the guard that adds these to all else.
    answer.headers.update(HEADERS | {"Cache-Control": "no-store"})
    return answer
