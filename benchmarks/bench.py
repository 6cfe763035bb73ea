"""Measure start-up, speed, memory and quality, and append what was found to RESULTS.md.

Usage: bench.py [--rounds N] [--articles N] [--dry-run]. Growth with the size of the corpus is
measured by growth.py, that of a ledger by ledger.py.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import accounts

accounts.quiet_threads()

import composing  # noqa: E402
import gold  # noqa: E402
import speed  # noqa: E402
from dragoman import pipeline  # noqa: E402
from dragoman.model import Document  # noqa: E402
from dragoman.reading import documents  # noqa: E402
from dragoman.settings import Settings  # noqa: E402

RESULTS = gold.ROOT / "benchmarks" / "RESULTS.md"
Row = tuple[str, ...]


def wall(*command: str, times: int = 5) -> float:
    """The median wall-clock seconds of a command, run several times."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=gold.ROOT)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def processor(*command: str) -> float:
    """The processor seconds of a command and of what it starts."""
    before = accounts.seconds()
    subprocess.run(command, check=True, capture_output=True, cwd=gold.ROOT)
    return accounts.seconds() - before


def start_up(dragoman: str) -> list[Row]:
    """How long a user waits before anything happens, and for the first article."""
    with TemporaryDirectory() as scratch:
        ledger = str(Path(scratch) / "bench.db")
        corpus = gold.SHARED / "seeds"
        articles = sorted(map(str, corpus.glob("*.txt"))) or [str(gold.ROOT / "examples")]
        add = (dragoman, "add", *articles, "--ledger", ledger)
        begun = time.perf_counter()
        spent = processor(*add)
        first = time.perf_counter() - begun
        again = wall(*add, times=3)
    one = str(gold.ROOT / "examples" / "contacts-2021.txt")
    bare, loaded = wall(sys.executable, "-c", ""), wall(sys.executable, "-c", "import dragoman")
    return [
        ("`dragoman --help`", f"{wall(dragoman, '--help') * 1000:.0f} ms"),
        ("`import dragoman`, beyond Python's own start", f"{(loaded - bare) * 1000:.0f} ms"),
        (
            "`dragoman read` of one article, loading included",
            f"{wall(dragoman, 'read', one):.1f} s",
        ),
        (
            f"`dragoman add` of {len(articles)} articles, loading included",
            f"{first:.1f} s ({spent:.1f} s of processor time)",
        ),
        ("the same again, nothing new", f"{again:.1f} s"),
    ]


def found_texts() -> list[Document]:
    """The examples and, where they are, the annotated articles."""
    folders = [gold.ROOT / "examples", *(gold.SHARED / name for name in gold.CORPORA)]
    paths = [str(p) for folder in folders for p in sorted(folder.glob("*")) if p.suffix != ".json"]
    found = documents(paths, Settings(), pipeline.load_reader().codebook)
    return [document for document in found if isinstance(document, Document)]


def queries(reports: int) -> list[str]:
    """What asking a ledger takes, as benchmarks/ledger.py prints it."""
    script = str(gold.ROOT / "benchmarks" / "ledger.py")
    done = subprocess.run([sys.executable, script, str(reports)], capture_output=True, text=True)
    if done.returncode:
        return [f"Queries not measured: {done.stderr.strip().splitlines()[-1]}"]
    said = [line.strip() for line in done.stdout.splitlines() if "tenth took" not in line]
    rows = [line for line in said if line.startswith("|")]
    rest = "; ".join(line for line in said if line and not line.startswith("|"))
    return [f"A ledger of {reports:,} reports (`benchmarks/ledger.py`): {rest}.", "", *rows]


def quality() -> list[str]:
    """The scores of both corpora as a table; nothing where the annotated articles are absent."""
    if not gold.SHARED.is_dir():
        return ["Quality not measured: the annotated articles are not on this machine."]
    found = {corpus: gold.measure(corpus)[0] for corpus in gold.CORPORA}
    names = sorted(next(iter(found.values())))
    rows = [(name, *(f"{scores[name]:.3f}" for scores in found.values())) for name in names]
    return table(("measure", *found), rows)


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


def table(head: Row, rows: Sequence[Row]) -> list[str]:
    """Rows as a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def report(asked: argparse.Namespace) -> list[str]:
    """The section, part by part."""
    dragoman = str(Path(sys.executable).with_name("dragoman"))
    texts: dict[str, Callable[[], list[Document]]] = {
        "found": found_texts,
        "composed": lambda: list(composing.articles(asked.articles)),
    }
    begun = table(("start-up", ""), start_up(dragoman))
    memory = speed.memory()  # first: nothing is loaded yet
    measured = {name: speed.measure(made(), asked.rounds) for name, made in texts.items()}
    return [
        *(*begun, ""),
        "Speed in processor seconds of one process, everything in turn over the same ten documents "
        f"at a time, {asked.rounds} rounds; *whole* is from files to a settled ledger. "
        "*Found* are the examples and the annotated articles, *composed* those of composing.py.",
        *("", *table(("", *texts), speed.rows(measured)), ""),
        *(*table(("stage", *texts), speed.stages(measured)), ""),
        *(*table(("memory of one process", ""), [*memory, *speed.peak()]), ""),
        *(*queries(asked.reports), ""),
    ]


def main() -> int:
    """Measure everything and append one section to RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=2, help="rounds of the speed measurement")
    parser.add_argument("--articles", type=int, default=60, help="composed articles")
    parser.add_argument("--reports", type=int, default=5_000, help="in the ledger that is asked")
    parser.add_argument("--no-quality", action="store_true", help="leave the scores out")
    parser.add_argument("--dry-run", action="store_true", help="print, do not append")
    asked = parser.parse_args()
    section = [
        "",
        f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}",
        "",
        machine() + f"; load {os.getloadavg()[0]:.1f} when it began.",
        "",
        *report(asked),
        *([] if asked.no_quality else [*quality(), ""]),
    ]
    print("\n".join(section))
    if not asked.dry_run and not asked.no_quality:
        with RESULTS.open("a", encoding="utf-8") as out:
            out.write("\n".join(section))
    return 0


if __name__ == "__main__":
    sys.exit(main())
