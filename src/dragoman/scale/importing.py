"""From a folder that a cluster filled to a ledger, as if this machine had read the documents."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from dragoman.errors import DragomanError
from dragoman.filling import Outcome, kept
from dragoman.ledger import Ledger, open_ledger
from dragoman.model import Failure, Skipped
from dragoman.query import View
from dragoman.scale.packing import unpacked
from dragoman.scale.shards import RUNS, data_of
from dragoman.scale.storage import Folder, located


def import_into(
    ledger: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Outcome]:
    """Add what the runs of a folder read to a ledger, in the order in which one machine would have.

    Yields what became of each document; a run that the ledger has already is passed over.
    """
    folder = Folder(os.fspath(out))
    runs = {one.name: folder.read(f"{RUNS}/{one.name}") or b"" for one in folder.files(RUNS)}
    if not runs:
        raise DragomanError(f"{folder.uri}: holds no finished run of `dragoman add --engine ray`")
    with open_ledger(ledger) as filled:
        there = {run.command for run in View(filled).runs() if run.finished}
        try:
            for name, told in sorted(runs.items()):
                command = f"import {name.partition('.')[0]} {sha256(told).hexdigest()[:16]}"
                if command not in there:
                    yield from _run(json.loads(told), command, folder, filled, clock)
        finally:
            filled.settle_copies()
            filled.rederive()


def _run(
    told: dict[str, Any],
    command: str,
    folder: Folder,
    ledger: Ledger,
    clock: Callable[[], datetime],
) -> Iterator[Outcome]:
    """Add what a run read; one that is cut off has no end, and is imported again."""
    run = ledger.begin(command, told["extractor"], told["codebook"], clock())
    outcomes = (_outcome(row) for key in told["shards"] for row in _rows(folder, key))
    yield from kept(outcomes, ledger, run)
    ledger.finish(run, clock())


def _rows(folder: Folder, key: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    system, root = located(folder.uri)
    columns = ["outcome", "uri", "reason", "records"]
    with system.open_input_file(f"{root}/{data_of(key)}") as file:
        rows: list[dict[str, Any]] = pq.ParquetFile(file).read(columns=columns).to_pylist()
    return rows


def _outcome(row: dict[str, Any]) -> Outcome:
    if row["outcome"] == "done":
        return unpacked(row["records"])
    made = Failure if row["outcome"] == "failed" else Skipped
    return made(row["uri"], row["reason"])
