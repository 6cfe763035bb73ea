"""Fetching from the web as a good guest: by robots.txt, in a pace, with patience, within bounds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urljoin

from dragoman.acquire.addresses import AddressError, Resolve, Target, looked_up, target
from dragoman.acquire.requesting import ENCODINGS, Answer, Limits, RequestError, ask
from dragoman.acquire.robots import LARGEST, Rules, rules
from dragoman.settings import Settings

HOPS = 5
TRIES = 3
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
RULES_HOLD = 24 * 3600.0
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
ACCEPT = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,"
    "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)


class FetchError(Exception):
    """Nothing was taken from an address; `lasting`: nor would be later."""

    def __init__(self, message: str, *, lasting: bool) -> None:
        super().__init__(message)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address held; `url` is where it was found at last. No body: it has not changed."""

    url: str
    body: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str | None:
        """The server's mark of this version."""
        return self.headers.get("etag")

    @property
    def modified(self) -> str | None:
        """When the server says that it was changed last."""
        return self.headers.get("last-modified")


class Fetcher:
    """Asks servers one question at a time; remembers their rules and when each was asked last."""

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = looked_up,
    ) -> None:
        self.settings = settings
        self.now, self.sleep, self.resolve = now, sleep, resolve
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._next: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What an address holds, unless it is still the version named; raises FetchError."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        seen: set[str] = set()
        for _ in range(HOPS + 1):
            at = self._checked(url)
            if at.url in seen:
                raise FetchError("is redirected in a circle", lasting=False)
            seen.add(at.url)
            self._check_rules(at)
            answer = self._patiently(at, headers)
            if answer.status == 304 and not headers:
                raise FetchError("is said to be unchanged, though it is new", lasting=False)
            if answer.status not in _MOVED:
                return _taken(at, answer)
            if not answer.headers.get("location"):
                raise FetchError("is redirected to nowhere", lasting=False)
            url = urljoin(at.url, answer.headers["location"])
        raise FetchError(f"is redirected more than {HOPS} times", lasting=False)

    def _checked(self, url: str) -> Target:
        try:
            return target(url, private=self.settings.allow_private, resolve=self.resolve)
        except AddressError as error:
            raise FetchError(str(error), lasting=error.lasting) from None

    def _check_rules(self, at: Target) -> None:
        found = self._rules_of(at)
        if found.closed:
            reason = f"the site's robots.txt cannot be read now ({found.closed})"
            raise FetchError(reason, lasting=False)
        if not found.allow(at.url):
            raise FetchError("the site's robots.txt does not allow it", lasting=True)

    def _rules_of(self, at: Target) -> Rules:
        known = self._rules.get(at.origin)
        if known and self.now() < known[0]:
            return known[1]
        found = self._robots(at)
        # What could not be read is asked for again with the next article, not the next day.
        hold = 60.0 if found.closed else RULES_HOLD
        self._rules[at.origin] = (self.now() + hold, found)
        return found

    def _robots(self, at: Target) -> Rules:
        url, limits = f"{at.origin}/robots.txt", Limits(LARGEST, self.settings.fetch_seconds)
        try:
            for _ in range(HOPS + 1):
                where = self._checked(url)
                answer = self._asked(where, {}, limits)
                if answer.status not in _MOVED or "location" not in answer.headers:
                    return rules(answer)
                url = urljoin(where.url, answer.headers["location"])
        except RequestError as error:
            # Larger than any rules: what a site does not say it does not forbid.
            return Rules() if error.lasting else Rules(closed=str(error))
        except FetchError as error:
            return Rules(closed=str(error))
        return Rules()

    def _patiently(self, at: Target, headers: Mapping[str, str]) -> Answer:
        """The answer, asked for again after a while when the server fails or is busy."""
        limits = Limits(self.settings.max_bytes, self.settings.fetch_seconds)
        reason, wait = "", FIRST_WAIT
        for left in reversed(range(TRIES)):
            try:
                answer = self._asked(at, headers, limits)
                if answer.status not in _BUSY:
                    return answer
                reason = f"the server answers {answer.status}"
                wait = max(wait, asked_wait(answer))
            except RequestError as error:
                if error.lasting:
                    raise FetchError(str(error), lasting=True) from None
                reason = str(error)
            if wait > LONGEST_WAIT:
                self._held[at.origin] = self.now() + wait
                raise FetchError(f"{reason} and asks to come back later", lasting=False)
            if left:
                self.sleep(wait)
                wait *= 2
        raise FetchError(reason, lasting=False)

    def _asked(self, at: Target, headers: Mapping[str, str], limits: Limits) -> Answer:
        if (until := self._held.get(at.origin)) and self.now() < until:
            raise FetchError("the server asked to come back later", lasting=False)
        self._pace(at)
        return ask(at, {**_headers(self.settings), **headers}, limits)

    def _pace(self, at: Target) -> None:
        known = self._rules.get(at.origin)
        pause = max(self.settings.host_seconds, known[1].pause if known else 0.0)
        early = self._next.get(at.host, 0.0) - self.now()
        if early > 0:
            self.sleep(early)
        self._next[at.host] = self.now() + pause


def _headers(settings: Settings) -> dict[str, str]:
    contact = f" (+{settings.contact})" if settings.contact else ""
    agent = f"dragoman/{version('dragoman')}{contact}"
    return {
        "User-Agent": agent.encode("ascii", "replace").decode(),
        "Accept": ACCEPT,
        "Accept-Encoding": ENCODINGS,
        "Accept-Language": "en, *;q=0.5",
        "Connection": "close",
    }


def _taken(at: Target, answer: Answer) -> Fetched:
    match answer.status:
        case 200:
            return Fetched(at.url, answer.body, answer.headers)
        case 304:
            return Fetched(at.url, None, answer.headers)
        case 401 | 402 | 403:
            reason = "may not be read without permission"
        case 404 | 410:
            reason = "is not there"
        case _:
            reason = "is refused"
    lasting = 400 <= answer.status < 500 and answer.status not in {408, 425}
    raise FetchError(f"{reason} (the server answers {answer.status})", lasting=lasting)


def asked_wait(answer: Answer) -> float:
    """The seconds that a server asks to wait: a number, or until a moment."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, IndexError):
        return 0.0
    # By the server's own clock, where it tells it: ours may be wrong.
    try:
        now = parsedate_to_datetime(answer.headers.get("date", ""))
    except (ValueError, IndexError):
        now = datetime.now(UTC)
    return max(0.0, (until.astimezone(UTC) - now.astimezone(UTC)).total_seconds())
