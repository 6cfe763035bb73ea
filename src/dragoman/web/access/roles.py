"""What a role may do; a route that is not named here needs the highest."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What someone may do, each more than the one before."""

    ANONYMOUS = "anonymous"
    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def covers(self, needed: Role) -> bool:
        """Whether this role may do what another may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


GRANTED = (Role.READER, Role.REVIEWER, Role.ADMIN)
_OPEN = ("/static/", "/favicon.ico", "/sign-in")
_JUDGING = ("/review/", "/api/v1/verdicts")


def needed(method: str, path: str) -> Role:
    """The role that a request needs."""
    if _below(path, _OPEN):
        return Role.ANONYMOUS
    if method in {"GET", "HEAD"}:
        return Role.ADMIN if _below(path, ("/accounts",)) else Role.READER
    if path == "/sign-out":
        return Role.READER
    return Role.REVIEWER if _below(path, _JUDGING) else Role.ADMIN


def _below(path: str, places: tuple[str, ...]) -> bool:
    return any(path.startswith(place) if place.endswith("/") else path == place for place in places)
