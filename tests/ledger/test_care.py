"""A ledger can be counted, checked, copied and compacted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, delete, func, select, update
from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.errors import LedgerError
from dragoman.ledger import Decision, Ledger, Verdict, derived, open_ledger, tables
from dragoman.ledger.care import QUOTED, backup, check, compact, holdings
from dragoman.ledger.upgrading import SCHEMA
from dragoman.query import View


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with open_ledger(target) as opened:
        run = opened.begin("add", *VERSIONS, NOW)
        for paper in ("A", "B"):
            opened.add(visit(publisher=paper).records, run)
        opened.rederive()
        yield opened


def test_holdings_count_every_table(ledger: Ledger) -> None:
    found = holdings(ledger)
    assert (found.schema, found.rows["document"], found.rows["report"]) == (SCHEMA, 2, 4)
    assert set(found.rows) == set(tables.kept.tables)
    assert len(found.id) == 16


def test_a_sound_ledger_has_nothing_to_tell(ledger: Ledger) -> None:
    assert check(ledger) == []
    event = next(iter(View(ledger).events()))
    ledger.judge(Verdict(Decision.REJECT, event.event.id, "asha", "2026-01-01T00:00:00Z"))
    assert check(ledger) == []


@pytest.mark.parametrize(
    ("table", "quote"),
    [(table, quote) for table, quotes in QUOTED.items() for quote in quotes],
    ids=str,
)
def test_a_quote_that_is_not_there_is_told(ledger: Ledger, table: Table, quote: str) -> None:
    with ledger.writing() as connection:
        there = table.c.row == select(func.min(table.c.row)).scalar_subquery()
        invented = {f"{quote}_start": 0, f"{quote}_end": 8, f"{quote}_text": "invented"}
        assert connection.execute(update(table).where(there).values(invented)).rowcount == 1
    (words,) = check(ledger)
    assert words.startswith(table.name)
    assert "quotes what does not stand in news/" in words


def test_a_report_without_event_is_told(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(delete(derived.event_report).where(derived.event_report.c.report == 1))
    (words,) = check(ledger)
    assert "tells no event" in words


def test_a_copy_holds_the_same(ledger: Ledger, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    if ledger.engine.dialect.name == "postgresql":
        with pytest.raises(LedgerError, match="make its backup with pg_dump"):
            backup(ledger, copy)
        return
    backup(ledger, copy)
    with open_ledger(copy, create=False) as other:
        assert holdings(other) == holdings(ledger)
        assert list(View(other).events()) == list(View(ledger).events())
    with pytest.raises(LedgerError, match="exists already"):
        backup(ledger, copy)


def test_compacting_keeps_everything(ledger: Ledger) -> None:
    before = holdings(ledger)
    compact(ledger)
    assert holdings(ledger) == before
    assert check(ledger) == []
