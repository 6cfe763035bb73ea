"""What the pages of the site cost over a large ledger: time at the server, weight, first paint.

    python benchmarks/pages.py [LEDGER] [--requests 40] [--reports 100000] [--without-browser]

LEDGER is a file; where there is none it is made, with so many constructed reports. Each kind of
page is asked for with other parties, words and filters every time, so that what the site keeps
serves as little as among many readers. The time is that of this process: on the wall, and of the
processor, which a busy machine does not lengthen. The weight is the page with its style sheets,
script and icon, nothing compressed. The first contentful paint is Chromium's own, with an empty
cache, the site served by another process on this machine: the median of three.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from dragoman.ledger import open_ledger
from dragoman.query import View
from dragoman.settings import Settings
from dragoman.web.doors import Bounds
from dragoman.web.rendering import STATIC, static_file
from dragoman.web.site import Site, make_app

sys.path.insert(0, str(Path(__file__).parent))
from ledger import CODES, THINGS, fill

_PAINTS = 3
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of page cost: seconds on the wall and of the processor, bytes, paint in ms."""

    wall: list[float]
    spent: list[float]
    weight: int
    paint: float | None = None


def addresses(view: View, times: int) -> dict[str, list[str]]:
    """Addresses of each kind of page, each asked for once."""
    chance = Random(7)
    events = [row.event.id for row in view.events(limit=times)]
    documents = [row.source.id for row in view.documents(limit=times)]
    pairs = [chance.sample(CODES[:40], 2) for _ in range(times)]
    years = [chance.randrange(2006, 2023) for _ in range(times)]
    words = [chance.choice(THINGS) for _ in range(times)]
    kinds: dict[str, list[str]] = {
        "home": ["/"] * times,
        "dossier": [f"/pair/{a}/{b}" for a, b in pairs],
        "dossier, one year": [
            f"/pair/{a}/{b}?since={y}&until={y}" for (a, b), y in zip(pairs, years, strict=True)
        ],
        "actor": [f"/actor/{CODES[n]}" for n in range(times)],
        "event": [f"/event/{id_}" for id_ in events],
        "document": [f"/document/{id_}" for id_ in documents],
        "search": [f"/search?actor={a}&since={y}" for (a, _), y in zip(pairs, years, strict=True)],
        "search, words": [f"/search?search={w.replace(' ', '+')}" for w in words],
        "search, type": [f"/search?type=SANCTION&since={y}" for y in years],
        "search, outlet": [f"/search?publisher=Paper+{n}" for n in range(times)],
        "map": [f"/map?since={y}&until={y + 2}" for y in years],
        "network": [f"/network?since={y}&until={y + 2}" for y in years],
        "review": [f"/review?since={y}" for y in years],
        "review, one act": [f"/review/{id_}" for id_ in events],
        "audit trail": ["/review/trail"] * times,
        "codebook": ["/codebook"] * times,
        "codebook, names": [f"/codebook/names?q={chance.choice('abcdefgh')}" for _ in years],
        "runs": ["/runs"] * times,
        "reference": ["/api"] * times,
    }
    kinds |= {
        f"search, {kind}": [f"/search?kind={kind}&actor={a}" for a, _ in pairs]
        for kind in ("claims", "figures", "series", "documents")
    }
    if disputes := [row.dispute.id for row in view.disputes(limit=times)]:
        kinds["dispute"] = [f"/dispute/{id_}" for id_ in disputes]
    return kinds


def asked(client: Any, some: list[str]) -> Cost:
    """Ask for each address once."""
    wall, spent, weight = [], [], 0
    for address in some:
        begun, used = time.perf_counter(), time.process_time()
        answer = client.get(address)
        wall.append(time.perf_counter() - begun)
        spent.append(time.process_time() - used)
        if answer.status_code != 200:
            raise SystemExit(f"{address} was answered with {answer.status_code}")
        weight = max(weight, len(answer.content))
    return Cost(sorted(wall), sorted(spent), weight)


def painted(home: str, kinds: dict[str, list[str]]) -> dict[str, float]:
    """Chromium's first contentful paint of each kind of page, in milliseconds."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for kind, some in kinds.items():
            times = []
            for address in some[-_PAINTS:]:
                # The site forbids to evaluate strings, which is how one waits for a value here.
                context = browser.new_context(bypass_csp=True)
                page = context.new_page()
                page.goto(home + address)
                page.wait_for_function(_PAINTED)
                times.append(float(page.evaluate(_PAINTED)))
                context.close()
            found[kind] = statistics.median(times)
        browser.close()
    return found


def _until_it_listens(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("dragoman serve ended before it answered")


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The site as `dragoman serve` serves it, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("dragoman"))
    command = [program, "serve", "--ledger", str(path)]
    process = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        _until_it_listens(port, process)
        time.sleep(10)  # it counts what the first pages show as soon as it has begun
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def measured(path: Path, times: int) -> tuple[dict[str, Cost], dict[str, list[str]]]:
    """The cost of each kind of page, and the addresses that were asked for."""
    from starlette.testclient import TestClient

    with View(open_ledger(path)) as view:
        kinds = addresses(view, times)
        site = Site(view, Settings(), "bench")
        site.prepare()
        # A busy machine is to lengthen the time, not to end the answer.
        patient = Bounds(waiting=600.0, answer=600.0)
        client = TestClient(make_app(site, bounds=patient), base_url="http://127.0.0.1")
        client.get("/api")  # `dragoman serve` prepares this too
        return {kind: asked(client, some) for kind, some in kinds.items()}, kinds


def table(costs: dict[str, Cost], paints: dict[str, float]) -> Iterator[str]:
    """The table of the results."""
    shared = sum(len(static_file(name)[0]) for name in STATIC)
    yield "| page | p50 ms | p95 ms | processor p50 ms | p95 ms | weight KB | first paint ms |"
    yield "|---|---|---|---|---|---|---|"
    for kind, cost in costs.items():
        numbers = (*_spread(cost.wall), *_spread(cost.spent), (cost.weight + shared) / 1000)
        paint = f"{paints[kind]:.0f}" if kind in paints else "–"
        yield f"| {kind} | {' | '.join(f'{n:.0f}' for n in numbers)} | {paint} |"


def _spread(took: list[float]) -> tuple[float, float]:
    return 1000 * statistics.median(took), 1000 * took[int(len(took) * 0.95)]


def main() -> None:
    """Make the ledger if there is none, ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ledger", nargs="?", type=Path)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--without-browser", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "pages.db"
        if not path.exists():
            with open_ledger(path) as ledger:
                fill(ledger, given.reports)
                ledger.settle_copies()
                ledger.rederive()
        costs, kinds = measured(path, given.requests)
        paints: dict[str, float] = {}
        if not given.without_browser:
            print("\n".join(table(costs, paints)), flush=True)
            with served(path) as home:
                paints = painted(home, kinds)
        print("\n".join(table(costs, paints)))


if __name__ == "__main__":
    main()
