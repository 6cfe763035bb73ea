"""Ledgers to break, and what they answer: quick to make, no parser is needed."""

from __future__ import annotations

from pathlib import Path

from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.ledger import Ledger, open_ledger
from dragoman.query import View


def fill(ledger: Ledger, documents: int, first: int = 0) -> int:
    """Add documents of several days and outlets; the number that was new."""
    run, added = ledger.begin("add", *VERSIONS, NOW), 0
    for n in range(first, documents):
        day = f"2021-{1 + n % 12:02}-{1 + n % 28:02}"
        added += ledger.add(visit(day=day, publisher=f"Paper {n % 7}").records, run)
    ledger.rederive()
    ledger.finish(run, NOW)
    return added


def stocked(path: Path, documents: int = 30) -> Path:
    """A ledger file of so many documents."""
    with open_ledger(path) as ledger:
        fill(ledger, documents)
    return path


def answers(target: str | Path) -> dict[str, list[str]]:
    """All that a ledger answers, but for when it was read."""
    with open_ledger(target, create=False) as ledger:
        view = View(ledger)
        kinds = "events reports claims figures ties disputes series documents attributions".split()
        return {kind: sorted(map(repr, getattr(view, kind)())) for kind in kinds}
