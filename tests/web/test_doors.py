"""Too many at once are told when to come again; nobody, and nothing, waits for ever."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")

from dragoman.errors import TooLongError
from dragoman.web.doors import Bounds, Doors

QUICK = Bounds(at_once=2, queue=1, waiting=5, answer=5, write=5, sending=0.2, again=7)


def played(day) -> None:
    """Run it in a thread of its own: browsers of other tests have a loop in this one."""
    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, day).result()


class Desk:
    """An application that answers when it is allowed to."""

    def __init__(self) -> None:
        self.go, self.now, self.most, self.bodies = asyncio.Event(), 0, 0, []

    async def __call__(self, scope, receive, send) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            if scope["method"] == "POST":
                self.bodies.append((await receive())["body"])
            await self.go.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"done"})
        finally:
            self.now -= 1


class Reader:
    """One request and what came back."""

    def __init__(self, doors: Doors, path: str = "/", method: str = "GET", *parts: bytes) -> None:
        self.parts = [{"type": "http.request", "body": p, "more_body": True} for p in parts]
        if parts:
            self.parts[-1]["more_body"] = False
        self.status, self.body, self.headers = 0, b"", {}
        scope = {"type": "http", "path": path, "method": method, "headers": []}
        self.task = asyncio.create_task(doors(scope, self.receive, self.send))

    async def receive(self):
        if self.parts:
            return self.parts.pop(0)
        return await asyncio.Event().wait()

    async def send(self, message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            self.body += message["body"]


async def turns(number: int = 20) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


def test_a_few_at_once_one_waits_the_rest_come_again() -> None:
    async def day() -> None:
        desk = Desk()
        doors = Doors(desk, QUICK)
        readers = [Reader(doors, path) for path in ("/", "/", "/", "/", "/api/v1/events")]
        await turns()
        assert desk.now == 2
        assert [one.status for one in readers] == [0, 0, 0, 503, 503]
        assert [one.headers.get("retry-after") for one in readers[3:]] == ["7", "7"]
        assert readers[4].headers["content-type"] == "application/problem+json"
        desk.go.set()
        await asyncio.gather(*(one.task for one in readers))
        assert [one.status for one in readers[:3]] == [200] * 3
        assert desk.most == 2

    played(day())


def test_who_waits_too_long_for_a_place_is_told() -> None:
    async def day() -> None:
        desk = Desk()
        doors = Doors(desk, replace(QUICK, waiting=0.05))
        readers = [Reader(doors) for _ in range(3)]
        await readers[2].task
        assert readers[2].status == 503
        desk.go.set()
        await asyncio.gather(*(one.task for one in readers))
        last = Reader(doors)
        await last.task
        assert last.status == 200  # the places are free again

    played(day())


def test_an_answer_that_takes_too_long_is_not_waited_for() -> None:
    async def day() -> None:
        desk = Desk()
        doors = Doors(desk, replace(QUICK, at_once=1, answer=0.05, waiting=0.05))
        late = Reader(doors)
        await late.task
        assert late.status == 503
        assert b"longer" in late.body
        # Its work still goes on, so that its place is not free.
        next_ = Reader(doors)
        await next_.task
        assert next_.status == 503
        assert desk.most == 1
        desk.go.set()
        await turns()
        after = Reader(doors)
        await after.task
        assert (after.status, late.body.count(b"done")) == (200, 0)

    played(day())


def test_what_is_written_late_says_that_it_may_be_done() -> None:
    async def day() -> None:
        doors = Doors(Desk(), replace(QUICK, write=0.05))
        late = Reader(doors, "/review/abc", "POST", b"a=1")
        await late.task
        assert late.status == 503
        assert b"may still be done" in late.body

    played(day())


def test_content_that_trickles_takes_no_place() -> None:
    async def day() -> None:
        desk = Desk()
        desk.go.set()
        doors = Doors(desk, replace(QUICK, at_once=1))
        slow = Reader(doors, "/review/abc", "POST", b"a=1", b"&b=2")
        slow.parts[-1]["more_body"] = True  # and never more
        other = Reader(doors, "/review/abc", "POST", b"c=3")
        await asyncio.gather(slow.task, other.task)
        assert (slow.status, other.status) == (408, 200)
        assert desk.bodies == [b"c=3"]

    played(day())


def test_a_reader_who_does_not_take_the_answer_holds_no_place() -> None:
    class Still(Reader):
        async def send(self, message) -> None:
            if message["type"] == "http.response.body":
                await asyncio.Event().wait()

    async def day() -> None:
        desk = Desk()
        desk.go.set()
        doors = Doors(desk, replace(QUICK, at_once=1))
        still, other = Still(doors), Reader(doors)
        await asyncio.wait_for(other.task, 1)
        assert other.status == 200
        with pytest.raises(TimeoutError):  # the server then hangs up
            await still.task

    played(day())


def test_what_fails_leaves_its_place() -> None:
    async def broken(scope, receive, send) -> None:
        raise ZeroDivisionError

    async def day() -> None:
        doors = Doors(broken, replace(QUICK, at_once=1))
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await Reader(doors).task

    played(day())


def test_styles_need_no_place() -> None:
    async def day() -> None:
        desk = Desk()
        doors = Doors(desk, replace(QUICK, at_once=1))
        readers = [Reader(doors, "/static/site.css") for _ in range(5)]
        await turns()
        assert desk.now == 5
        desk.go.set()
        await asyncio.gather(*(one.task for one in readers))

    played(day())


def test_a_question_that_lasts_is_told_on_pages_and_over_rest(client, monkeypatch) -> None:
    from dragoman.query import View

    def late(*_, **__):
        raise TooLongError("news.db needs longer for this than may be waited: ask for less")

    monkeypatch.setattr(View, "events", late)
    for path in ("/search", "/api/v1/events"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert answer.headers["retry-after"] == "5"
        assert "ask for less" in answer.text
