"""How a ledger grows: adding, deriving, timelines, search and export at a given number of reports.

    python benchmarks/ledger.py 1000000 [TARGET]

TARGET is a file (default: a temporary one) or a postgresql:// URL of an empty database.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from dragoman.ledger import Ledger, open_ledger
from dragoman.model import (
    Claim,
    Document,
    EventType,
    Figure,
    FigureKind,
    Party,
    Place,
    Records,
    Report,
    Span,
    Stance,
    Status,
    identifier,
)
from dragoman.query import View

PER_DOCUMENT = 10
VERSIONS = ("dragoman 0.1.0", "plover-2024.1+bench")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CODES = [f"{a}{b}{c}" for a in "ABCDE" for b in "KLMNO" for c in "RSTUVWXY"]
ACTS = {
    EventType.CONSULT: ("met", "talks on {}"),
    EventType.AGREE: ("agreed", "agreed to share {}"),
    EventType.AID: ("sent", "sent {} as aid"),
    EventType.ACCUSE: ("accused", "accused it of hoarding {}"),
    EventType.SANCTION: ("banned", "banned its {}"),
    EventType.ASSAULT: ("shelled", "shelled depots of {}"),
}
THINGS = [f"{kind} {part}" for kind in "grain steel copper cotton timber fuel maize salt".split()
          for part in "quotas convoys duties stocks pipes routes ships prices".split()]  # fmt: skip


def documents(reports: int) -> Iterator[Records]:
    """Made-up articles: a few pairs make most of the news, as in life."""
    chance = Random(1)
    for number in range(reports // PER_DOCUMENT):
        yield _records(number, chance)


def _code(chance: Random) -> str:
    return CODES[min(int(chance.expovariate(1 / 25)), len(CODES) - 1)]


def _records(number: int, chance: Random) -> Records:
    id_ = identifier("bench", number)
    published = date(2005, 1, 1) + timedelta(days=chance.randrange(7300))
    lines: list[str] = []
    reports: list[Report] = []
    claims: list[Claim] = []
    figures: list[Figure] = []
    at = 0
    for n in range(PER_DOCUMENT):
        one, other = _code(chance), _code(chance)
        kind = chance.choice(list(ACTS))
        trigger, words = ACTS[kind]
        line = (
            f"Officials of {one} {trigger} and {words.format(chance.choice(THINGS))} with {other}. "
        )
        day = published - timedelta(days=chance.choice((0, 1, 1, 2, 400)))
        evidence = Span(at, at + len(line), line)
        begins = at + line.index(trigger)
        reports.append(
            Report(
                id=identifier(id_, n),
                type=kind,
                sources=(Party(one, one, one),),
                targets=(Party(other, other, other),) if other != one else (),
                status=chance.choice(
                    (Status.OCCURRED, Status.OCCURRED, Status.PLANNED, Status.DENIED)
                ),
                evidence=evidence,
                trigger=Span(begins, begins + len(trigger), trigger),
                confidence=0.7,
                symmetric=kind == EventType.CONSULT,
                date=chance.choice((day.isoformat(), day.isoformat(), day.isoformat()[:7], None)),
                place=Place(
                    f"Town {chance.randrange(900)}", "XXX", 1.0, 1.0, chance.randrange(900)
                ),
            )
        )
        if n == 0:
            who, year = Party(other, other, other), str(published.year)
            claims.append(
                Claim(identifier(id_, "c"), who, Stance.DENIES, line, (one, other), evidence, 0.6,
                      reports[0].id)
            )  # fmt: skip
            figures.append(
                Figure(identifier(id_, "f"), "trade", (one, other), float(number), "USD",
                       FigureKind.LEVEL, evidence, 0.6, evidence, year)
            )  # fmt: skip
        lines.append(line)
        at += len(line)
    text = "".join(lines)
    document = Document(
        id_, f"bench/{number}.txt", text, ((0, len(text)),), f"Article {number}",
        f"Paper {number % 200}", published.isoformat(), None, "en",
    )  # fmt: skip
    return Records(document, *VERSIONS, tuple(reports), tuple(claims), tuple(figures))


def fill(ledger: Ledger, reports: int) -> list[float]:
    """Add everything; the seconds of processor time that each tenth took."""
    run = ledger.begin("bench", *VERSIONS, NOW)
    tenth = max(reports // PER_DOCUMENT // 10, 1)
    took: list[float] = []
    spent = 0.0
    for number, records in enumerate(documents(reports), 1):
        begun = time.process_time()
        ledger.add(records, run)
        spent += time.process_time() - begun
        if number % tenth == 0:
            took.append(spent)
            print(f"  {number * PER_DOCUMENT:>9,} reports: tenth took {spent:.1f} s", flush=True)
            spent = 0.0
    ledger.finish(run, NOW)
    return took


def timed(name: str, ask: Callable[[int], object], times: int = 100) -> None:
    """Ask many times and print median and 95th percentile in milliseconds."""
    took = []
    for number in range(times):
        begun = time.perf_counter()
        ask(number)
        took.append(1000 * (time.perf_counter() - begun))
    took.sort()
    print(f"{name}: median {statistics.median(took):.1f} ms, p95 {took[int(times * 0.95)]:.1f} ms")


def measure(ledger: Ledger) -> None:
    """Timelines of pairs, full text, export."""
    view, chance = View(ledger), Random(2)
    pairs = [(a, b) for a in CODES[:12] for b in CODES[:12] if a < b]
    timed(
        "pair timeline, 50 rows", lambda _: view.events(dyad=chance.choice(pairs), limit=50).page()
    )
    timed(
        "pair timeline, one year, all rows",
        lambda n: list(
            view.events(
                dyad=chance.choice(pairs), since=str(2006 + n % 18), until=str(2006 + n % 18)
            )
        ),
    )
    timed(
        "text in events, 50 rows",
        lambda _: view.events(text=chance.choice(THINGS), limit=50).page(),
    )
    timed(
        "text in documents, 50 rows",
        lambda _: view.documents(text=f"{chance.choice(THINGS)} shelled", limit=50).page(),
    )
    begun = time.perf_counter()
    count = sum(1 for _ in view.events())
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"export of {count:,} events: {took:.0f} s, peak memory of the process {peak} MB")


def main() -> None:
    """Fill a ledger and measure it."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        target = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "bench.db")
        with open_ledger(target) as ledger:
            took = fill(ledger, reports)
            ratio = took[-1] / took[0]
            print(f"adding: {sum(took):.0f} s of processor time, last tenth {ratio:.2f} of first")
            begun = time.perf_counter()
            ledger.rederive()
            print(f"deriving all: {time.perf_counter() - begun:.0f} s")
            run = ledger.begin("bench", *VERSIONS, NOW)
            ledger.add(_records(-1, Random(3)), run)
            begun = time.perf_counter()
            ledger.rederive()
            print(f"deriving after one more document: {time.perf_counter() - begun:.2f} s")
            measure(ledger)


if __name__ == "__main__":
    main()
