"""What keeping and merging cost a cluster, beside the reading: processor seconds on one core.

    python benchmarks/scale.py [REPORTS …]

Made-up reports of `benchmarks/ledger.py` are kept in shards and merged by the tasks of
`dragoman.scale`, one after the other in this process; each is handed on pickled, as by Ray.
"""

from __future__ import annotations

import pickle
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.model import identifier
from dragoman.scale.engine import Engine
from dragoman.scale.lists import write_lists
from dragoman.scale.running import SHARD, note
from dragoman.scale.shards import Shard, Versions, finished
from dragoman.scale.storage import Folder
from dragoman.scale.working import Work, keep, row_of
from dragoman.settings import Settings
from ledger import documents


class Here:
    """Stands in for Ray: every task runs in this process."""

    def remote(self, function: Any) -> Any:
        """The function as a task."""
        return Task(function)

    def get(self, value: Any) -> Any:
        """What a task returned."""
        return value

    put = get


class Task:
    """A function that is given copies."""

    def __init__(self, function: Any) -> None:
        self.function = function

    def options(self, **_: Any) -> Task:
        """The same task."""
        return self

    def remote(self, *arguments: Any) -> Any:
        """Run it."""
        return self.function(*pickle.loads(pickle.dumps(arguments)))  # noqa: S301


def main() -> None:
    """Measure each number of reports and print a row of a table."""
    print("| reports | documents | keeping, ms each | merging, ms each | bytes kept, each | MB |")
    print("|---|---|---|---|---|---|")
    for reports in map(int, sys.argv[1:] or ["1000", "5000", "20000"]):
        with tempfile.TemporaryDirectory() as folder:
            print(f"| {reports:,} | {measured(reports, Path(folder))} |", flush=True)


def measured(reports: int, out: Path) -> str:
    """The cells of a row."""
    work = Work(Folder(str(out)), Settings(), {}, Versions("bench", "bench", ""), SHARD)
    begun = time.process_time()
    made, keys = documents(reports), []
    count = 0
    while some := list(islice(made, SHARD)):
        shard = Shard(identifier(*(one.document.id for one in some)), "", ())
        keep(work, shard, [row_of(one) for one in some], "here")
        keys.append(shard.key)
        count += len(some)
    note(work, ["made up"], keys, "", "")
    kept = time.process_time()
    write_lists(Engine(Here()), work.out, work.settings, finished(work.out))
    merged = time.process_time()
    size = sum(one.size for one in work.out.files("_shards"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = (1000 * (kept - begun) / count, 1000 * (merged - kept) / count)
    return f"{count:,} | {each[0]:.1f} | {each[1]:.1f} | {size // count:,} | {memory:,}"


if __name__ == "__main__":
    main()
