"""How speed and memory change with the number and the length of documents.

    growth.py reading --documents 1000,10000 [--words 60] [--workers N]
    growth.py keeping --documents 1000,10000,100000 [--target FILE|URL]
    growth.py length

*reading* goes from composed texts to records, keeps nothing, and tells each tenth. *keeping* adds
records that are made up with the texts, finds near-copies as a run does and derives events at the
end: what a run of so many documents costs besides reading. *length* reads single documents from
100 to 50,000 words.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import accounts

accounts.quiet_threads()

import composing  # noqa: E402
from dragoman import filling  # noqa: E402
from dragoman.codebook import load_codebook  # noqa: E402
from dragoman.ledger import Ledger, Run, open_ledger  # noqa: E402
from dragoman.model import (  # noqa: E402
    Claim,
    Document,
    EventType,
    Failure,
    Figure,
    FigureKind,
    Party,
    Records,
    Report,
    Span,
    Stance,
    Status,
    identifier,
)
from dragoman.reading.crew import Crew, crew  # noqa: E402
from dragoman.reading.outcomes import each_read  # noqa: E402
from dragoman.reading.pool import Pool  # noqa: E402
from dragoman.settings import Settings  # noqa: E402

VERSIONS = ("dragoman 0.1.0", "plover-2024.1+bench")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TENTHS = 10


def told(*cells: object) -> None:
    """A row of a Markdown table, at once."""
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def reading(sizes: list[int], words: int, workers: int) -> None:
    """Read so many documents and tell each tenth."""
    settings = Settings(workers=workers)
    told("documents", "ms of processor each", "by the clock", "memory", "of its own, each reader")
    told(*["---"] * 5)
    first = 0
    with crew(settings) as readers:
        for size in (20, *sizes):
            for tenth in range(TENTHS if size != 20 else 1):
                many = size // TENTHS if size != 20 else size
                some = composing.articles(many, words, first)
                row = _read(some, many, readers, settings)
                first += many
                if size != 20:
                    told(f"{(tenth + 1) * many:,} of {size:,}", *row)


def _read(
    documents: Iterator[Document], many: int, readers: Crew, settings: Settings
) -> tuple[str, ...]:
    begun, clock = spent(readers), time.perf_counter()
    codebook = load_codebook(settings.codebook)
    for outcome in each_read(documents, readers, codebook):
        assert not isinstance(outcome, Failure), outcome
    took, wall = spent(readers) - begun, time.perf_counter() - clock
    own = [accounts.resident(pid, own=True) for pid in _pids(readers)]
    return (
        f"{1000 * took / many:.1f}",
        f"{1000 * wall / many:.1f}",
        f"{accounts.resident():.0f} MB",
        ", ".join(f"{size:.0f} MB" for size in own) or "-",
    )


def _pids(readers: Crew) -> list[int]:
    return [w.process.pid for w in readers.workers] if isinstance(readers, Pool) else []


def spent(readers: Crew) -> float:
    """Processor seconds of this process and of its readers."""
    return time.process_time() + sum(map(accounts.processor, _pids(readers)))


def keeping(sizes: list[int], target: str | None) -> None:
    """Add so many documents with their records as a run does, and derive at the end."""
    told("documents", "adding, ms each", "near-copies, ms each", "memory")
    told(*["---"] * 4)
    for size in sizes:
        with (
            TemporaryDirectory() as folder,
            open_ledger(target or str(Path(folder) / "x.db")) as ledger,
        ):
            run = ledger.begin("bench", *VERSIONS, NOW)
            for tenth in range(TENTHS):
                _keep(ledger, run, tenth * size // TENTHS, (tenth + 1) * size // TENTHS, size)
            begun = time.process_time()
            ledger.rederive()
            each = 1000 * (time.process_time() - begun) / size
            told(f"deriving from all {size:,}", f"{each:.1f}", "", _resident())


def _keep(ledger: Ledger, run: Run, first: int, last: int, size: int) -> None:
    adding = copies = 0.0
    for start in range(first, last, filling.AT_ONCE):
        end = min(start + filling.AT_ONCE, last)
        records = [records_of(number) for number in range(start, end)]
        begun = time.process_time()
        ledger.add_all(records, run)
        adding += time.process_time() - begun
        if end % filling.TOGETHER < filling.AT_ONCE or end == last:
            begun = time.process_time()
            ledger.settle_copies()
            copies += time.process_time() - begun
    each = (f"{1000 * one / (last - first):.1f}" for one in (adding, copies))
    told(f"{last:,} of {size:,}", *each, _resident())


def _resident() -> str:
    return f"{accounts.resident():.0f} MB"


def records_of(number: int) -> Records:
    """Made-up records of a made-up article; every thirtieth article is a copy of an earlier one.

    A few pairs make most of the news, as in life. The words of a composed article are shuffled: its
    sentences come from one stock, so that else the more articles there are, the more would share.
    """
    chance = Random(f"records {number}")
    original = number - 7 if number % 30 == 29 else number
    document = _shuffled(composing.article(original, 250), original)
    if original != number:
        document = _copy(document, number)
    codes = sorted(load_codebook().actors.states)[:150]
    spans = _sentences(document.text)
    reports = tuple(_report(document, n, spans[n], codes, chance) for n in range(3))
    a, b = (_code(codes, chance) for _ in range(2))
    claim = Claim(identifier(document.id, "c"), Party(b, b, b), Stance.DENIES, spans[3].text,
                  (a, b), spans[3], 0.6, reports[0].id)  # fmt: skip
    year = (document.published or "")[:4]
    figure = Figure(identifier(document.id, "f"), "trade", tuple(sorted({a, b})), float(number),
                    "USD", FigureKind.LEVEL, spans[4], 0.6, spans[4], year)  # fmt: skip
    return Records(document, *VERSIONS, reports, (claim,), (figure,))


def _shuffled(document: Document, number: int) -> Document:
    words = document.text.split()
    Random(number).shuffle(words)
    lines = (" ".join(words[at : at + 20]) for at in range(0, len(words), 20))
    text = ". ".join(lines) + "\n"
    return replace(document, text=text, body=((0, len(text) - 1),))


def _copy(document: Document, number: int) -> Document:
    return replace(document, id=identifier("copy", number), uri=f"composed/{number:06}-copy.txt")


def _sentences(text: str) -> list[Span]:
    found, at = [], 0
    for part in text.replace("\n", " ").split(". "):
        if len(part) > 10 and at + len(part) <= len(text):
            found.append(Span(at, at + len(part), text[at : at + len(part)]))
        at += len(part) + 2
    return found


def _code(codes: list[str], chance: Random) -> str:
    return codes[min(int(chance.expovariate(1 / 20)), len(codes) - 1)]


def _report(document: Document, n: int, evidence: Span, codes: list[str], chance: Random) -> Report:
    kinds = [EventType.CONSULT, EventType.ACCUSE, EventType.AID, EventType.ASSAULT]
    one, other = _code(codes, chance), _code(codes, chance)
    trigger = Span(evidence.start, evidence.start + 5, evidence.text[:5])
    return Report(
        id=identifier(document.id, n),
        type=chance.choice(kinds),
        sources=(Party(one, one, one),),
        targets=(Party(other, other, other),) if other != one else (),
        status=chance.choice((Status.OCCURRED, Status.PLANNED, Status.DENIED)),
        evidence=evidence,
        trigger=trigger,
        confidence=0.7,
        date=document.published,
    )


def length() -> None:
    """Read single documents, each ten times as long as the one before."""
    told("words", "ms of processor each", "ms for 1,000 words", "memory")
    told(*["---"] * 4)
    settings = Settings()
    with crew(settings) as readers:
        for words in (100, 100, 500, 2_000, 10_000, 50_000):
            many = max(1, 2_000 // words)
            ms = float(_read(composing.articles(many, words), many, readers, settings)[0])
            told(f"{words:,}", f"{ms:.1f}", f"{1000 * ms / words:.1f}",
                 f"{accounts.resident():.0f} MB")  # fmt: skip


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("part", choices=("reading", "keeping", "length"))
    parser.add_argument("--documents", default="1000")
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--target")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.documents.split(",")]
    if asked.part == "reading":
        reading(sizes, asked.words, asked.workers)
    elif asked.part == "keeping":
        keeping(sizes, asked.target)
    else:
        length()


if __name__ == "__main__":
    main()
