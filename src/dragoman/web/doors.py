"""How many are answered at once: a few more wait, the rest are told when to come again.

Nobody waits for ever: neither for a place, nor for an answer, nor do we for what a reader sends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.ledger.patience import patient
from dragoman.web.refusing import refused

STATIC = "/static/"
_READING = {"GET", "HEAD", "OPTIONS"}
_FULL = "too many are asking at once: try again in a moment"
_LATE = "this takes longer than may be waited: ask for less, or try again when fewer ask"
_WRITTEN = f"{_LATE}; it may still be done, so look before you send it again"
_SLOW = "what you send does not arrive"


@dataclass(frozen=True, slots=True)
class Bounds:
    """So many requests answered at once, so many waiting; and the seconds that each thing may last.

    `waiting` is for a place, `answer` for the whole of a reading request, `write` of a writing one
    (which may wait its turn behind another writer), `sending` for the content of a request and for
    a reader to take an answer.
    """

    at_once: int = 4
    queue: int = 200
    waiting: float = 20.0
    answer: float = 30.0
    write: float = 90.0
    sending: float = 20.0
    again: int = 5


class Doors:
    """Lets requests in as there is room."""

    def __init__(self, app: ASGIApp, bounds: Bounds) -> None:
        self.app, self.bounds = app, bounds
        self.places = asyncio.Semaphore(bounds.at_once)
        self.queued = 0
        self.overdue: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or say when to come again."""
        if scope["type"] != "http" or scope["path"].startswith(STATIC):
            await self.app(scope, receive, send)
            return
        whole = await _content(receive, self.bounds.sending) if _writes(scope) else receive
        if whole is None:
            await self._tell(scope, send, 408, _SLOW)
        elif not await self._entered():
            await self._tell(scope, send, 503, _FULL)
        else:
            await self._answered(scope, whole, send)

    async def _entered(self) -> bool:
        """Whether there is a place, now or soon."""
        if self.queued >= self.bounds.queue:
            return False
        self.queued += 1
        try:
            async with asyncio.timeout(self.bounds.waiting):
                await self.places.acquire()
        except TimeoutError:
            return False
        finally:
            self.queued -= 1
        return True

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; when its time is over say so, while its work comes to an end."""
        seconds = self.bounds.write if _writes(scope) else self.bounds.answer
        place = _Place(self.places.release, send, self.bounds.sending)
        work = asyncio.create_task(self._work(scope, receive, place, monotonic() + seconds))
        await asyncio.wait({work}, timeout=seconds)
        if place.begun or work.done():
            await work
            return
        place.closed = True
        self.overdue.add(work)
        work.add_done_callback(self._over)
        await self._tell(scope, send, 503, _WRITTEN if _writes(scope) else _LATE)

    async def _work(self, scope: Scope, receive: Receive, place: _Place, until: float) -> None:
        try:
            with patient(until):
                await self.app(scope, receive, place.send)
        finally:
            place.leave()

    def _over(self, work: asyncio.Task[None]) -> None:
        self.overdue.discard(work)
        with suppress(asyncio.CancelledError, Exception):
            work.result()

    async def _tell(self, scope: Scope, send: Send, status: int, words: str) -> None:
        headers = {"Retry-After": str(self.bounds.again)} if status == 503 else {}
        headers |= {"Connection": "close"} if status == 408 else {}
        await refused(scope["path"], status, words, headers)(scope, _nothing, send)


class _Place:
    """A place that is held until the answer is made; sending it may take a slow reader longer."""

    def __init__(self, release: Callable[[], None], send: Send, seconds: float) -> None:
        self.release, self.sent, self.seconds = release, send, seconds
        self.begun = self.closed = self.left = False

    def leave(self) -> None:
        """Give the place to the next."""
        if not self.left:
            self.left = True
            self.release()

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on, unless its time was over before it began."""
        if self.closed:
            return
        self.begun = True
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self.leave()
        async with asyncio.timeout(self.seconds):
            await self.sent(message)


async def _content(receive: Receive, seconds: float) -> Receive | None:
    """What a request brings, taken in before it gets a place; None if it does not come in time."""
    parts: list[Message] = []
    try:
        async with asyncio.timeout(seconds):
            while not parts or parts[-1].get("more_body"):
                parts.append(await receive())
    except TimeoutError:
        return None

    async def again() -> Message:
        return parts.pop(0) if parts else await receive()

    return again


def _writes(scope: Scope) -> bool:
    return scope["method"] not in _READING


async def _nothing() -> Any:
    return {"type": "http.disconnect"}
