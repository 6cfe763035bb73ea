"""The site under load: many readers, one writer adding, a real server over a real ledger.

    python benchmarks/ledger.py 140000 /tmp/news.db --only fill,copies,derive
    python benchmarks/load.py /tmp/news.db --readers 64 --seconds 600
    python benchmarks/load.py /tmp/news.db --crowd 400 --seconds 60

TARGET is a ledger that benchmarks/ledger.py made: a file or a postgresql:// URL; it grows. Readers
ask again at once (or after --pause seconds), so that the figures tell what the server can bear.
With --crowd it is meant to be too much: then 429 and 503 with Retry-After are the right answers.
The last line is one of JSON; the exit code is 1 if anything failed, hung or grew.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx2 as httpx

from dragoman.ledger import open_ledger
from dragoman.query import View
from ledger import CODES, THINGS, VERSIONS
from ledger import _records as made_up

ROOT = Path(__file__).resolve().parent.parent
HANGS = 60.0  # seconds; every answer must be there by then
WAITING = (429, 503)
SETTLES = 120.0  # seconds after which memory should grow no more
GROWTH = 1.15  # memory at the end, of that when all kinds of pages had been asked for a while
_TOGETHER = 5  # documents that the writer adds before it derives


@dataclass
class Tally:
    """What came of the requests: by kind of page the seconds each took, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=dict)
    told_to_wait: int = 0
    without_time: int = 0
    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0

    def count(self, kind: str, seconds: float, answer: httpx.Response) -> None:
        """Enter one answer."""
        self.longest = max(self.longest, seconds)
        if answer.status_code in WAITING:
            self.told_to_wait += 1
            self.without_time += not answer.headers.get("retry-after", "").isdecimal()
        elif answer.status_code in {200, 303, 304}:
            self.took.setdefault(kind, []).append(seconds)
        else:
            self.wrong.append(f"{answer.status_code} {answer.url}: {answer.text[:200]}")


def questions(target: str) -> Callable[[Random], tuple[str, str]]:
    """What readers ask: mostly pages and lists of the busiest pairs, now and then the map."""
    with View(open_ledger(target, create=False)) as view:
        rows = view.events(limit=300).page().rows
    events = [row.event.id for row in rows]
    documents = sorted({row.best.source.id for row in rows})

    def pair(chance: Random) -> str:
        one, other = chance.sample(CODES[:40], 2)
        return f"{one}/{other}"

    kinds: dict[str, tuple[int, Callable[[Random], str]]] = {
        "home": (10, lambda _: "/"),
        "pair": (20, lambda c: f"/pair/{pair(c)}"),
        "search": (15, lambda c: f"/search?search={c.choice(THINGS).replace(' ', '+')}"),
        "list": (
            10,
            lambda c: f"/search?actor={c.choice(CODES[:40])}&since={c.randint(2006, 2023)}",
        ),
        "event": (15, lambda c: f"/event/{c.choice(events)}"),
        "document": (10, lambda c: f"/document/{c.choice(documents)}"),
        "map": (2, lambda c: f"/map?actor={c.choice(CODES[:40])}"),
        "network": (2, lambda c: f"/network?since={c.randint(2006, 2023)}"),
        "static": (5, lambda _: "/static/site.css"),
        "api events": (15, lambda c: f"/api/v1/events?between={pair(c).replace('/', ',')}"),
        "api facets": (4, lambda c: f"/api/v1/facets?actor={c.choice(CODES[:40])}"),
        "api documents": (6, lambda c: f"/api/v1/documents?search={c.choice(THINGS)[:6]}"),
    }
    names, weights = list(kinds), [weight for weight, _ in kinds.values()]

    def ask(chance: Random) -> tuple[str, str]:
        kind = chance.choices(names, weights)[0]
        return kind, kinds[kind][1](chance)

    return ask


async def read(
    number: int, client: httpx.AsyncClient, until: float, pause: float, ask: Any, tally: Tally
) -> None:
    """One reader: asks until the time is over, and waits as long as it is told."""
    chance = Random(number)
    await asyncio.sleep(chance.uniform(0, pause))
    while time.monotonic() < until:
        kind, path = ask(chance)
        begun = time.monotonic()
        try:
            answer = await client.get(path)
        except httpx.HTTPError as error:
            tally.wrong.append(f"{type(error).__name__} {path}: {error}")
            continue
        tally.count(kind, time.monotonic() - begun, answer)
        told = answer.headers.get("retry-after", "0") if answer.status_code in WAITING else "0"
        await asyncio.sleep(min(float(told), 5) or pause)


def write(target: str, seconds: float, pause: float) -> None:
    """Add documents, a few at a time, and derive what they change, until the time is over."""
    until, number = time.monotonic() + seconds, 0
    chance = Random(os.getpid())
    with open_ledger(target, create=False) as ledger:
        while time.monotonic() < until:
            run = ledger.begin("load", *VERSIONS, _now())
            for _ in range(_TOGETHER):
                number += 1
                ledger.add(made_up(-1_000 * os.getpid() - number, chance), run)
            ledger.settle_copies()
            ledger.rederive()
            ledger.finish(run, _now())
            time.sleep(pause)
    print(number)


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


def memory(pid: int) -> int:
    """Memory of a process in MB: what is its own, without the file pages shared with others."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) // 1024


@contextmanager
def serving(target: str) -> Iterator[tuple[str, int]]:
    """A server over the ledger: its address and its process."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    start = "import sys; from dragoman.cli import main; sys.exit(main())"
    arguments = ["serve", "--ledger", target, "--port", str(port)]
    command = [sys.executable, "-c", start, *arguments]
    # A session of its own: what else runs here then takes no share of the server's.
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(base, timeout=HANGS).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.2)
        yield base, server.pid
    finally:
        server.terminate()
        told = server.communicate(timeout=60)[1]
        print(told[-3000:], file=sys.stderr)


async def _sampled(pid: int, until: float, found: list[int]) -> None:
    while time.monotonic() < until:
        found.append(memory(pid))
        await asyncio.sleep(1)


async def crowd(base: str, pid: int, readers: int, seconds: float, pause: float, ask: Any) -> Any:
    """All readers at once; what came of it, and the server's memory second by second."""
    tally, sizes, until = Tally(), [memory(pid)], time.monotonic() + seconds
    # One client with a connection for each reader: a client each would cost more than the server.
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=base, timeout=HANGS, limits=limits) as client:
        asking = (read(n, client, until, pause, ask, tally) for n in range(readers))
        await asyncio.gather(_sampled(pid, until, sizes), *asking)
    return tally, sizes


def run(target: str, readers: int, seconds: float, pause: float, write_pause: float) -> Any:
    """Serve, write and read for a while."""
    ask = questions(target)
    command = [sys.executable, __file__, target, "--writer", str(seconds), str(write_pause)]
    begun = os.getloadavg()[0]
    with serving(target) as (base, pid):
        writer = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        try:
            tally, sizes = asyncio.run(crowd(base, pid, readers, seconds, pause, ask))
            added = int(writer.communicate(timeout=HANGS)[0] or -1)
        finally:
            writer.kill()
        cpu = sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    load = (begun, *os.getloadavg()[:2])
    return told(tally, sizes, seconds, added, load) | {
        "readers": readers, "seconds": seconds, "server_cpu": cpu / os.sysconf("SC_CLK_TCK"),
    }  # fmt: skip


def told(tally: Tally, sizes: list[int], seconds: float, added: int, load: Any) -> dict[str, Any]:
    """The figures, printed as a table."""
    every = sorted(t for took in tally.took.values() for t in took)
    print("| page | answers | p50 ms | p95 ms | p99 ms | longest ms |\n|---|---|---|---|---|---|")
    for kind, took in [*sorted(tally.took.items()), ("all", every)]:
        parts = " | ".join(f"{1000 * quantile(took, q):,.0f}" for q in (0.5, 0.95, 0.99, 1.0))
        print(f"| {kind} | {len(took):,} | {parts} |")
    settled = sizes[len(sizes) // 2 :]
    half = len(settled) // 2
    early, late = (max(part, default=0) for part in (settled[:half], settled[half:]))
    print(
        f"{len(every) / seconds:.1f} answers a second beside a writer that added {added} documents"
    )
    print(f"memory: {sizes[0]} MB at first, at most {early} MB in the third quarter, {late} MB in "
          f"the last; load of the machine {', '.join(f'{one:.1f}' for one in load)}")  # fmt: skip
    print(f"told to wait: {tally.told_to_wait}, {tally.without_time} of them without Retry-After; "
          f"wrong: {len(tally.wrong)}; longest of all: {tally.longest:.1f} s")  # fmt: skip
    for line in tally.wrong[:10]:
        print(f"  {line}")
    return {
        "answers": len(every), "p50": quantile(every, 0.5), "p95": quantile(every, 0.95),
        "p99": quantile(every, 0.99), "longest": tally.longest, "told_to_wait": tally.told_to_wait,
        "without_time": tally.without_time, "wrong": len(tally.wrong), "added": added,
        "memory": [sizes[0], early, late],
    }  # fmt: skip


def quantile(took: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    values = sorted(took)
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def failures(found: dict[str, Any], *, crowded: bool) -> list[str]:
    """What a server must not do: fail, hang, grow, or send away whom it could serve."""
    _, early, late = found["memory"]
    grew = found["seconds"] >= SETTLES and late > max(early * GROWTH, early + 20)
    told = {
        "nothing was answered": not found["answers"],
        "answers were wrong": found["wrong"],
        "an answer took too long": found["longest"] > HANGS,
        "nobody was told how long to wait": found["without_time"],
        "readers were sent away": found["told_to_wait"] and not crowded,
        "nothing was added": found["added"] < 1,
        "memory grew": grew,
    }
    return [words for words, so in told.items() if so]


def main() -> int:
    """Load a server and say how it bore it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("target")
    parser.add_argument("--readers", type=int, default=64)
    parser.add_argument("--crowd", type=int, help="Readers that are meant to be too many.")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=0.0, help="Seconds before a reader goes on.")
    parser.add_argument("--write-pause", type=float, default=1.0)
    parser.add_argument("--writer", nargs=2, type=float, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.writer:
        write(asked.target, *asked.writer)
        return 0
    readers = asked.crowd or asked.readers
    found = run(asked.target, readers, asked.seconds, asked.pause, asked.write_pause)
    wrong = failures(found, crowded=asked.crowd is not None)
    for line in wrong:
        print(f"NOT BORNE: {line}")
    print(json.dumps(found | {"ok": not wrong}))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
