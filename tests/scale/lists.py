"""The lists of a ledger and of a folder in one form, so that they can be compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.export.snapshot import Asked, members
from dragoman.query import open_ledger
from dragoman.scale.lists import LISTED


def of_ledger(path: Path) -> dict[str, list[str]]:
    """Every list of a ledger, as `dragoman LIST --format parquet` would write it."""
    from dragoman.export.arrow import arrow_reader

    with open_ledger(path) as view:
        return {kind: _canonical(arrow_reader(kind, getattr(view, kind)())) for kind in LISTED}


def of_folder(out: Path) -> dict[str, list[str]]:
    """Every list that a cluster wrote."""
    import pyarrow.parquet as pq

    return {
        kind: sorted(
            line
            for path in sorted((out / kind).rglob("*.parquet"))
            for line in _canonical(pq.ParquetFile(path).iter_batches())
        )
        for kind in LISTED
    }


def _canonical(batches: Any) -> list[str]:
    """Each row as a line of JSON, in the order of the lines."""
    rows = (row for batch in batches for row in batch.to_pylist())
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in rows)


def frozen(path: Path) -> dict[str, bytes]:
    """What `dragoman export snapshot` writes of a ledger, but for the runs, which say when."""
    with open_ledger(path) as view:
        files = {name: b"".join(pieces) for name, pieces in members(view, Asked("", texts=True))}
    return {name: held for name, held in files.items() if not name.startswith(("runs", "codebook"))}
