"""What is said to whom is refused before there is a page: a problem to programs, else a line."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import PlainTextResponse, Response


def refused(
    path: str, status: int, words: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer that says why; below /api/ it is a problem as all others are."""
    if path.startswith("/api/"):
        from dragoman.web.api.problems import problem

        return problem(path, status, words, headers=headers)
    return PlainTextResponse(f"{words}\n", status, headers)
