"""What several processes gain: the same articles into a fresh ledger with one, two and more.

    workers.py [--articles 200] [--workers 1,2] [--words N]

On a machine that others use as well the clock says little. So the processor seconds of every
process are told, and what follows from them for a machine whose cores are free: readers beside the
writer, then what the writer does alone (near-copies, events).
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import accounts

accounts.quiet_threads()

import composing  # noqa: E402
from dragoman import filling  # noqa: E402
from dragoman.reading import pool as pools  # noqa: E402
from dragoman.settings import Settings  # noqa: E402

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Spent:
    """Seconds of one filling; memory in megabytes."""

    wall: float
    writer: float
    alone: float
    readers: list[float]
    memory: list[float]
    own: list[float]

    def least(self, cores: int) -> float:
        """By the clock, were the cores free: what is shared, then what the writer does alone."""
        beside = self.writer - self.alone
        work = beside + sum(self.readers)
        return self.alone + max(beside, work / cores, max(self.readers, default=0.0))


class Watched(pools.Pool):
    """A pool that tells what its processes took before it lets them go."""

    last: Watched | None = None

    def __exit__(self, *error: object) -> None:
        pids = [worker.process.pid for worker in self.workers]
        self.taken = [accounts.processor(pid) for pid in pids]
        self.memory = [accounts.resident(pid) for pid in pids]
        self.own = [accounts.resident(pid, own=True) for pid in pids]
        Watched.last = self
        super().__exit__(*error)
        self.ended = time.process_time()  # from here on the writer is alone


def filled(paths: list[str], ledger: Path, many: int) -> Spent:
    """Fill a ledger and tell what that took."""
    Watched.last = None
    begun, clock = time.process_time(), time.perf_counter()
    for _ in filling.fill(paths, ledger, {}, Settings(workers=many), lambda: NOW):
        pass
    ended, wall = time.process_time(), time.perf_counter() - clock
    pool = _last()
    if pool is None:
        return Spent(wall, ended - begun, 0.0, [], [accounts.resident()], [])
    alone = ended - pool.ended
    return Spent(wall, ended - begun, alone, pool.taken, pool.memory, pool.own)


def _last() -> Watched | None:
    return Watched.last


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--words", type=int)
    parser.add_argument("--workers", default="1,2")
    asked = parser.parse_args()
    pools.Pool = Watched  # type: ignore[misc]
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with TemporaryDirectory() as folder:
        paths = composing.written(Path(folder), composing.articles(asked.articles, asked.words))
        filled(paths[:5], Path(folder) / "warm.db", 1)  # loading is not what is compared
        found = {}
        for many in map(int, asked.workers.split(",")):
            found[many] = filled(paths, Path(folder) / f"{many}.db", many)
            print(row(many, found[many], found), flush=True)


def row(many: int, spent: Spent, found: dict[int, Spent]) -> str:
    """What one filling took, and how much faster than with one process it would be."""
    first = next(iter(found.values()))
    told = (
        f"{many}",
        f"{spent.wall:.1f} s",
        f"{spent.writer:.1f} s",
        f"{spent.alone:.1f} s",
        ", ".join(f"{one:.1f} s" for one in spent.readers) or "-",
        f"{first.least(1) / spent.least(many):.2f}",
        ", ".join(f"{one:.0f}" for one in spent.memory) + " MB",
        ", ".join(f"{one:.0f}" for one in spent.own) + " MB" if spent.own else "-",
    )
    return "| " + " | ".join(told) + " |"


if __name__ == "__main__":
    main()
