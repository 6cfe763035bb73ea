"""What handing on a large ledger costs: seconds and peak memory of each format, one process each.

    python benchmarks/export.py 100000 [LEDGER]

LEDGER is a file that benchmarks/ledger.py has filled; without it one of so many reports is made.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from dragoman.ledger import open_ledger
from ledger import fill

STATUSES = tuple(
    word for status in ("occurred", "planned", "denied") for word in ("--status", status)
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "events, CSV": ("events", "--format", "csv"),
    "events, JSON lines": ("events", "--format", "jsonl"),
    "events, Parquet": ("events", "--format", "parquet"),
    "claims, CSV": ("claims", "--format", "csv"),
    "PLOVER": ("export", "plover", *STATUSES),
    "POLECAT": ("export", "polecat", "--precision", "any", *STATUSES),
    "ICEWS": ("export", "icews", "--precision", "any"),
    "GDELT": ("export", "gdelt", "--precision", "any"),
    "panel": ("export", "panel", "--all-parties", *STATUSES),
    "panel, balanced, by year": ("export", "panel", "--all-parties", "--balanced", "--by", "year"),
    "FollowTheMoney": ("export", "ftm", *STATUSES),
    "Web Annotations": ("export", "annotations"),
    "BibTeX": ("export", "bibtex"),
    "snapshot": ("export", "snapshot"),
}


def measured(arguments: tuple[str, ...], ledger: str, out: Path) -> tuple[float, int, int]:
    """Seconds, peak megabytes of memory and megabytes written by one command."""
    where = ("--out", str(out)) if arguments[1] != "snapshot" else (str(out),)
    command = [str(Path(sys.executable).with_name("dragoman")), *arguments, "--ledger", ledger]
    begun = time.perf_counter()
    child = os.posix_spawn(command[0], [*command, *where], os.environ)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} failed")
    files = [out] if out.is_file() else [p for p in out.rglob("*") if p.is_file()]
    written = sum(p.stat().st_size for p in files)
    return time.perf_counter() - begun, used.ru_maxrss // 1024, written // 1_000_000


def main() -> None:
    """Fill a ledger, unless one is named, and hand it on in every format."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        target = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "bench.db")
        if len(sys.argv) <= 2:
            with open_ledger(target) as ledger:
                fill(ledger, reports)
                ledger.rederive()
        print("| format | seconds | peak MB | MB written |\n|---|---:|---:|---:|", flush=True)
        for number, (name, arguments) in enumerate(COMMANDS.items()):
            took, peak, written = measured(arguments, target, Path(folder) / f"out{number}")
            print(f"| {name} | {took:.0f} | {peak} | {written} |", flush=True)


if __name__ == "__main__":
    main()
