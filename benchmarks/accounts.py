"""Accounts of what is spent: processor seconds by stage, memory of this process and its peak."""

from __future__ import annotations

import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman import extract, judge, ledger, merge, parse, recognise, resolve
from dragoman.reading import outcomes, work

# Where a stage is called, and what it is called there.
STAGES: tuple[tuple[Any, str, str], ...] = (
    (work, "clean", "clean"),
    (outcomes, "reading_key", "copies recognised"),
    (parse, "parse", "parse"),
    (recognise, "recognise", "recognise"),
    (extract, "events", "extract events"),
    (extract, "figures", "extract figures"),
    (extract, "ties", "extract ties"),
    (judge, "judge", "judge"),
    (resolve, "resolve", "resolve"),
    (merge, "retellings", "retellings"),
    (recognise, "missed", "missed"),
    (ledger.Ledger, "knows", "ledger: is it known"),
    (ledger.Ledger, "add_all", "ledger: add"),
    (ledger.Ledger, "settle_copies", "ledger: near-copies"),
    (ledger.Ledger, "rederive", "ledger: events, disputes, series"),
)
Spent = dict[str, float]


def seconds() -> float:
    """Processor seconds of this process and of those that it started and that have ended."""
    mine, theirs = (resource.getrusage(who) for who in (_SELF, _CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in (mine, theirs))


_SELF, _CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def resident(pid: int | str = "self", *, own: bool = False) -> float:
    """Megabytes of memory that a process has; `own` without what it shares with others."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    kept = ("Private_Clean", "Private_Dirty") if own else ("Rss",)
    return sum(int(line.split()[1]) for line in rollup if line.startswith(kept)) / 1024


def peak() -> float:
    """Megabytes of memory that this process had at most."""
    return resource.getrusage(_SELF).ru_maxrss / 1024


@contextmanager
def accounted() -> Iterator[Spent]:
    """Within it, what each stage spends is added to its account; stages within stages twice."""
    spent: Spent = defaultdict(float)
    whole = [(owner, name, getattr(owner, name)) for owner, name, _ in STAGES]
    for owner, name, label in STAGES:
        setattr(owner, name, _timed(spent, label, getattr(owner, name)))
    try:
        yield spent
    finally:
        for owner, name, function in whole:
            setattr(owner, name, function)


def _timed(spent: Spent, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def measured(*args: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **options)
        finally:
            spent[label] += time.process_time() - start

    return measured


def quiet_threads() -> None:
    """One thread for each library that calculates: before any of them is loaded."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def processor(pid: int) -> float:
    """Processor seconds of another process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
