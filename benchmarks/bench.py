"""Measure start-up, speed per stage and quality, and append what was found to RESULTS.md.

Usage: bench.py [--rounds N] [--dry-run].
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gold
from dragoman import extract, judge, merge, parse, pipeline, recognise, resolve
from dragoman.model import Document, Records
from dragoman.reading import documents
from dragoman.settings import Settings

RESULTS = gold.ROOT / "benchmarks" / "RESULTS.md"
STAGES = (
    (parse, "parse"),
    (recognise, "recognise"),
    (extract, "events"),
    (extract, "figures"),
    (extract, "ties"),
    (judge, "judge"),
    (resolve, "resolve"),
    (merge, "retellings"),
    (recognise, "missed"),
)
Row = tuple[str, str]


def wall(*command: str, times: int = 5) -> float:
    """The median wall-clock seconds of a command, run several times."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=gold.ROOT)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def start_up(dragoman: str) -> list[Row]:
    """How long a user waits before anything happens, and for the first article."""
    with TemporaryDirectory() as scratch:
        ledger = str(Path(scratch) / "bench.db")
        corpus = gold.SHARED / "seeds"
        articles = sorted(map(str, corpus.glob("*.txt"))) or [str(gold.ROOT / "examples")]
        first = wall(dragoman, "add", *articles, "--ledger", ledger, times=1)
        again = wall(dragoman, "add", *articles, "--ledger", ledger, times=3)
    one = str(gold.ROOT / "examples" / "contacts-2021.txt")
    return [
        ("`dragoman --help`", f"{wall(dragoman, '--help') * 1000:.0f} ms"),
        (
            "`dragoman read` of one article, loading included",
            f"{wall(dragoman, 'read', one):.1f} s",
        ),
        (f"`dragoman add` of {len(articles)} articles, loading included", f"{first:.1f} s"),
        ("the same again, nothing new", f"{again:.1f} s"),
    ]


def corpus() -> list[Document]:
    """What speed is measured on: the examples and, where they are, the annotated articles."""
    folders = [gold.ROOT / "examples", *(gold.SHARED / name for name in gold.CORPORA)]
    paths = [str(p) for folder in folders for p in sorted(folder.glob("*")) if p.suffix != ".json"]
    found = documents(paths, Settings(), pipeline.load_reader().codebook)
    return [document for document in found if isinstance(document, Document)]


def timed(spent: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its running time added to an account."""

    def measured(*args: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            spent[name] += time.perf_counter() - start

    return measured


def speed(articles: list[Document], rounds: int) -> list[Row]:
    """Seconds per stage and documents per second, beside bare spaCy on the same bodies in turn."""
    reader = pipeline.load_reader()
    spent: dict[str, float] = defaultdict(float)
    for module, name in STAGES:
        label = f"{module.__name__.rpartition('.')[2]}.{name}"
        setattr(module, name, timed(spent, label, getattr(module, name)))
    bare = bare_spacy()
    ratios, ours = [], 0.0
    for _ in range(rounds):
        seconds = [(spacy_seconds(bare, d), reading_seconds(d, reader)) for d in articles]
        ratios.append(sum(b for _, b in seconds) / sum(a for a, _ in seconds))
        ours += sum(b for _, b in seconds)
    words = sum(len(d.text[s:e].split()) for d in articles for s, e in d.body)
    rows = [
        ("documents, words of body", f"{len(articles)}, {words:,}"),
        ("documents per second", f"{len(articles) * rounds / ours:.1f}"),
        ("words per second", f"{words * rounds / ours:,.0f}"),
        (
            "time of reading, bare spaCy on the same bodies in turn being 1",
            f"{statistics.median(ratios):.2f}",
        ),
    ]
    shares = sorted(spent.items(), key=lambda item: -item[1])
    return rows + [(f"share of `{name}`", f"{s / ours:.0%}") for name, s in shares]


def bare_spacy() -> Any:
    """The spaCy pipeline as it is shipped, every component on."""
    import spacy

    return spacy.load(Settings().parser)


def spacy_seconds(nlp: Any, document: Document) -> float:
    """The time spaCy alone takes for the body of a document."""
    start = time.perf_counter()
    for begin, end in document.body:
        nlp(document.text[begin:end])
    return time.perf_counter() - start


def reading_seconds(document: Document, reader: pipeline.Reader) -> float:
    """The time the whole way of an article takes."""
    start = time.perf_counter()
    found = pipeline.read_document(document, reader)
    assert isinstance(found, Records)
    return time.perf_counter() - start


def quality() -> list[str]:
    """The scores of both corpora as a table; nothing where the annotated articles are absent."""
    if not gold.SHARED.is_dir():
        return ["Quality not measured: the annotated articles are not on this machine."]
    found = {corpus: gold.measure(corpus)[0] for corpus in gold.CORPORA}
    names = sorted(next(iter(found.values())))
    head = ["| measure | " + " | ".join(found) + " |", "|---|" + "---|" * len(found)]
    return head + [
        f"| {name} | " + " | ".join(f"{scores[name]:.3f}" for scores in found.values()) + " |"
        for name in names
    ]


def machine() -> str:
    """The machine in one line: processor, cores, system, Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor() or platform.machine()
    return (
        f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    )


def commit() -> str:
    """The commit measured, marked when the tree holds changes that it does not."""
    run = ["git", "-C", str(gold.ROOT)]
    head = subprocess.run([*run, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    changed = subprocess.run(
        [*run, "status", "--porcelain", "src"], capture_output=True, text=True, check=False
    )
    return head.stdout.strip() + (" with changes" if changed.stdout.strip() else "")


def table(rows: list[Row]) -> list[str]:
    """Rows as a Markdown table of two columns."""
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def main() -> int:
    """Measure everything and append one section to RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the speed measurement")
    parser.add_argument("--dry-run", action="store_true", help="print, do not append")
    asked = parser.parse_args()
    dragoman = str(Path(sys.executable).with_name("dragoman"))
    section = [
        "",
        f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}",
        "",
        machine() + f"; load {os.getloadavg()[0]:.1f} when it began.",
        "",
        *table(start_up(dragoman) + speed(corpus(), asked.rounds)),
        "",
        *quality(),
        "",
    ]
    print("\n".join(section))
    if not asked.dry_run:
        with RESULTS.open("a", encoding="utf-8") as out:
            out.write("\n".join(section))
    return 0


if __name__ == "__main__":
    sys.exit(main())
