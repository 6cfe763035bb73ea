"""Notices sent to a program of the user's: one POST of JSON for each round."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from dragoman.acquire.addresses import AddressError, target
from dragoman.acquire.requesting import Limits, RequestError, ask
from dragoman.ledger.watching import Notice
from dragoman.model import identifier
from dragoman.watch.delivery import DeliveryError

LIMITS = Limits(size=1_000_000, seconds=30)


class Hook:
    """A web address that takes notices; the user names it, so it may lie in their own network."""

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def name(self) -> str:
        """The address, without what may be a secret of it."""
        return f"hook:{identifier(self.url)}"

    def send(self, watch: str, notices: Sequence[Notice], _: Sequence[Notice]) -> None:
        """Post a round; who hears it twice knows it by its id."""
        told = [{"id": one.id, "kind": one.kind, "at": one.at, **one.body} for one in notices]
        id_ = identifier("round", watch, *(one.id for one in notices))
        body = json.dumps({"id": id_, "watch": watch, "at": notices[0].at, "notices": told})
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": id_,
            "User-Agent": "dragoman",
        }
        try:
            answer = ask(
                target(self.url, private=True), headers, LIMITS, method="POST", body=body.encode()
            )
        except (AddressError, RequestError) as error:
            raise DeliveryError(f"the webhook at {self._host} {error}") from error
        if not 200 <= answer.status < 300:
            raise DeliveryError(f"the webhook at {self._host} answers {answer.status}")

    @property
    def _host(self) -> str:
        """Whom it is sent to; the rest of such an address is often its password."""
        try:
            return urlsplit(self.url).hostname or "no host"
        except ValueError:
            return "no host"
