"""The application: what all pages share, and which pages there are."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from fastapi import FastAPI, Request

from dragoman.present.desk import Desk
from dragoman.present.naming import code_of
from dragoman.query.acts import is_party
from dragoman.query.counting import moment
from dragoman.web.once import Once

if TYPE_CHECKING:
    from dragoman.web.access.gate import Access
    from dragoman.web.doors import Bounds

T = TypeVar("T")
_KEPT = 64  # answers that are kept until the ledger changes


@dataclass
class Site(Desk):
    """One ledger on show, and who reviews it.

    `token` must come back with every form, so that no other site can send one in a reader's name.
    """

    reviewer: str
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _counts: Once = field(default_factory=lambda: Once(_KEPT))

    def prepare(self) -> None:
        """Read what is read at the first question, so that no reader waits for it."""
        from dragoman.present.world import outlines
        from dragoman.web.pages import warm
        from dragoman.web.rendering import templates

        assert self.names
        for name in templates().list_templates(["html"]):
            templates().get_template(name)
        warm(self)
        self.codebook.places.country("FRA")
        outlines()

    def code(self, words: str) -> str:
        """The code of a party by code or name; raises QueryError with the nearest names."""
        if words in self.names or is_party(self.view, words):
            return words
        return code_of(words, self.codebook)

    def counted(self, what: Hashable, count: Callable[[], T]) -> T:
        """What is counted over the whole ledger: once, until the ledger changes."""
        return self._counts.get((what, moment(self.view)), count)


def site_of(request: Request) -> Site:
    """The site that a request is made to."""
    site: Site = request.app.state.site
    return site


def make_app(
    site: Site,
    access: Access | None = None,
    hosts: Iterable[str] = (),
    bounds: Bounds | None = None,
) -> FastAPI:
    """The application that serves a site; with `access` to accounts, under these names too."""
    from dragoman.web import doors, pages, safety, wrongs
    from dragoman.web.access import gate
    from dragoman.web.access import pages as signing
    from dragoman.web.api import making, reference

    app = FastAPI(title="dragoman", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site, app.state.access = site, access
    for router in pages.ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.include_router(reference.router, include_in_schema=False)
    app.state.api = making.make_api(site, accounts=access is not None)
    app.mount(making.ROOT, app.state.api)
    wrongs.install(app)
    if access is not None:
        app.include_router(signing.router, include_in_schema=False)
        app.add_middleware(gate.Gate, access=access)
    app.add_middleware(doors.Doors, bounds=bounds or doors.Bounds())
    app.add_middleware(safety.Guard, hosts=tuple(hosts))
    return app
