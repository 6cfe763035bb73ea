"""How a ledger grows: adding, deriving, timelines, search and export at a given number of reports.

    python benchmarks/ledger.py 1000000 [TARGET] [--only fill,copies,derive,measure]

TARGET is a file (default: a temporary one) or a postgresql:// URL of an empty database. With a
TARGET the steps can be taken one by one. Processor time counts this process and, where the server
runs on this machine, the server's process for it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from dragoman.ledger import Ledger, open_ledger
from dragoman.model import (
    Attribution,
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
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
MANY_WORDS = 40_000
TIMES = 200  # that each question is asked
WORDS_MORE = 8  # of a sentence: without words of their own all articles would be near-copies


def documents(reports: int) -> Iterator[Records]:
    """Made-up articles: a few pairs make most of the news, as in life."""
    chance = Random(1)
    for number in range(reports // PER_DOCUMENT):
        yield _records(number, chance)


def _code(chance: Random) -> str:
    return CODES[min(int(chance.expovariate(1 / 25)), len(CODES) - 1)]


def _sentence(chance: Random, *parts: str) -> str:
    """The parts among made-up words, a few of these frequent and most of them rare, as in life."""
    words = [_word(int(MANY_WORDS ** chance.random())) for _ in range(WORDS_MORE)]
    between = len(words) // len(parts)
    told = (
        f"{part} {' '.join(words[at * between : (at + 1) * between])}"
        for at, part in enumerate(parts)
    )
    return f"Officials of {' '.join(told)}. "


@cache
def _word(number: int) -> str:
    size = len(SYLLABLES)
    return "".join(SYLLABLES[number // size**place % size] for place in range(3))


def _records(number: int, chance: Random) -> Records:
    id_ = identifier("bench", number)
    published = date(2005, 1, 1) + timedelta(days=chance.randrange(7300))
    lines: list[str] = []
    reports: list[Report] = []
    claims: list[Claim] = []
    figures: list[Figure] = []
    said: list[Attribution] = []
    at = 0
    for n in range(PER_DOCUMENT):
        one, other = _code(chance), _code(chance)
        kind = chance.choice(list(ACTS))
        trigger, words = ACTS[kind]
        thing = chance.choice(THINGS)
        line = _sentence(chance, one, trigger, words.format(thing), other)
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
        if n % 4 == 0:
            cue = Span(begins, begins + len(trigger), trigger)
            said.append(Attribution(cue, evidence, None, Party(one, one, one)))
        lines.append(line)
        at += len(line)
    text = "".join(lines)
    document = Document(
        id_, f"bench/{number}.txt", text, ((0, len(text)),), f"Article {number}",
        f"Paper {number % 200}", published.isoformat(), None, "en",
    )  # fmt: skip
    return Records(document, *VERSIONS, tuple(reports), tuple(claims), tuple(figures),
                   attributions=tuple(said))  # fmt: skip


def processor(ledger: Ledger) -> Callable[[], float]:
    """A clock of processor time: of this process and of the server's for it, if that is here."""
    if ledger.engine.dialect.name != "postgresql":
        return time.process_time
    with ledger.reading() as connection:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    served = Path(f"/proc/{pid}/schedstat")
    if not served.exists():
        return time.process_time
    return lambda: time.process_time() + int(served.read_text(encoding="utf-8").split()[0]) / 1e9


def fill(ledger: Ledger, reports: int) -> None:
    """Add everything, and say what each tenth took."""
    run, spent = ledger.begin("bench", *VERSIONS, NOW), processor(ledger)
    tenth = max(reports // PER_DOCUMENT // 10, 1)
    took: list[float] = []
    source = documents(reports)
    for number in range(1, 11):
        made = [next(source) for _ in range(tenth)]
        begun, clock = spent(), time.perf_counter()
        for records in made:
            ledger.add(records, run)
        took.append(spent() - begun)
        wall = time.perf_counter() - clock
        count = number * tenth * PER_DOCUMENT
        print(f"  {count:>9,} reports: tenth took {took[-1]:.1f} s ({wall:.0f} s)", flush=True)
    ledger.finish(run, NOW)
    ratio = took[-1] / took[0]
    print(f"adding: {sum(took):.0f} s of processor time, last tenth {ratio:.2f} of first")


def copies(ledger: Ledger) -> None:
    """Look for the near-copies of everything."""
    spent = processor(ledger)
    begun = spent()
    ledger.settle_copies()
    print(f"near-copies of all: {spent() - begun:.0f} s of processor time", flush=True)


def derive(ledger: Ledger) -> None:
    """Make all events, then those that one more document changes."""
    spent = processor(ledger)
    begun = spent()
    ledger.rederive()
    print(f"deriving all: {spent() - begun:.0f} s of processor time", flush=True)
    run = ledger.begin("bench", *VERSIONS, NOW)
    ledger.add(_records(-1, Random(3)), run)
    begun = spent()
    ledger.settle_copies()
    ledger.rederive()
    print(f"deriving after one more document: {spent() - begun:.2f} s", flush=True)


def timed(name: str, ask: Callable[[int], object], spent: Callable[[], float]) -> None:
    """Ask many times: median and 95th percentile by the clock, and those of processor time."""
    clocks, took = (time.perf_counter, spent), []
    for number in range(TIMES):
        begun = [clock() for clock in clocks]
        ask(number)
        took.append([1000 * (clock() - was) for clock, was in zip(clocks, begun, strict=True)])
    row = [name]
    for one in zip(*took, strict=True):
        row += [f"{statistics.median(one):.1f}", f"{sorted(one)[int(TIMES * 0.95)]:.1f}"]
    print(f"| {' | '.join(row)} |", flush=True)


def measure(ledger: Ledger) -> None:
    """Timelines of pairs, full text, export."""
    view, chance = View(ledger), Random(2)
    pairs = [(a, b) for a in CODES[:12] for b in CODES[:12] if a < b]
    years = [str(year) for year in range(2006, 2024)]

    def pair(**asked: Any) -> list[object]:
        return list(view.events(dyad=chance.choice(pairs), limit=50, **asked).page().rows)

    def year(number: int) -> list[object]:
        asked: dict[str, Any] = {"since": years[number % 18], "until": years[number % 18]}
        return list(view.events(dyad=chance.choice(pairs), **asked))

    def words(kind: str, more: str = "") -> list[object]:
        return list(getattr(view, kind)(text=chance.choice(THINGS) + more, limit=50).page().rows)

    def few(**asked: Any) -> list[object]:
        return list(view.events(limit=50, **asked).page().rows)

    questions: dict[str, Callable[[int], object]] = {
        "pair timeline, 50 rows": lambda _: pair(),
        "pair timeline by type, 50 rows": lambda _: pair(types="ASSAULT", statuses="occurred"),
        "pair timeline, one year, all rows": year,
        "events of an outlet, 50 rows": lambda n: few(publisher=f"Paper {n}"),
        "events of a pair in an outlet, 50 rows": lambda n: pair(publisher=f"Paper {n}"),
        "events of a type, 50 rows": lambda _: few(types="ASSAULT"),
        "text in events, 50 rows": lambda _: words("events"),
        "text in events of a pair, 50 rows": lambda _: pair(text=chance.choice(THINGS)),
        "phrase in claims, 50 rows": lambda _: words("claims", ' "accused it"'),
        "text in documents, 50 rows": lambda _: words("documents", " shelled"),
    }
    print("| question | median ms | p95 ms | of processor: median | p95 |\n|---|--:|--:|--:|--:|")
    spent = processor(ledger)
    for name, ask in questions.items():
        timed(name, ask, spent)
    begun = time.perf_counter()
    count = sum(1 for _ in view.events())
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"going through {count:,} events: {took:.0f} s, peak memory {peak} MB", flush=True)


STEPS = {"copies": copies, "derive": derive, "measure": measure}


def main() -> None:
    """Fill a ledger and measure it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("reports", type=int, nargs="?", default=20_000)
    parser.add_argument("target", nargs="?")
    parser.add_argument("--only", default="fill,copies,derive,measure")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(asked.target or str(Path(folder) / "bench.db")) as ledger,
    ):
        for step in asked.only.split(","):
            if step == "fill":
                fill(ledger, asked.reports)
            else:
                STEPS[step](ledger)


if __name__ == "__main__":
    main()
