"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from dragoman.web.access.roles import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the name of the account, None where there are none; and what they may.

    `token` must come back with every form; `session` is the secret of the cookie, if one was sent.
    """

    name: str | None
    role: Role
    token: str
    session: str | None = None


def visitor_of(request: Request) -> Visitor:
    """Who makes a request; where there are no accounts, the single user of this machine."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    return found or Visitor(None, Role.ADMIN, request.app.state.site.token)
