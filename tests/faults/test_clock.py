"""A clock that jumps, back or far ahead, changes what is noted of time and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.faults.stock import answers, fill
from tests.ledger.samples import NOW, VERSIONS, visit
from tests.ledger.targets import target
from tests.watch.conftest import Desk, _quick_reading, any_desk

from dragoman.ledger import Decision, Verdict, open_ledger
from dragoman.ledger.care import check
from dragoman.query import View

__all__ = ["_quick_reading", "any_desk", "target"]
BACK, AHEAD = NOW - timedelta(days=400), NOW + timedelta(days=4000)


@pytest.mark.parametrize("then", [BACK, AHEAD])
def test_the_later_reading_counts_whatever_the_clock_said(target: str, then: datetime) -> None:
    with open_ledger(target) as ledger:
        first = ledger.begin("add", *VERSIONS, NOW)
        ledger.add(visit(id="same").records, first)
        ledger.finish(first, then)
        second = ledger.begin("add", "dragoman 0.2.0", VERSIONS[1], then)
        again = replace(visit(id="same").records, extractor="dragoman 0.2.0")
        ledger.add(again, second)
        ledger.rederive()
        ledger.finish(second, NOW)
        assert check(ledger) == []
        [document] = View(ledger).documents()
        assert len(list(View(ledger).reports())) == len(again.events)
        with ledger.reading() as connection:
            rows = connection.exec_driver_sql("SELECT extractor FROM document").fetchall()
        assert [row[0] for row in rows] == ["dragoman 0.2.0"]
        assert document


def test_the_last_word_of_a_person_counts_whatever_the_clock_said(target: str) -> None:
    with open_ledger(target) as ledger:
        fill(ledger, 1)
        before = [row.event.id for row in View(ledger).events()]
        told = next(iter(View(ledger).reports())).report.id
        ledger.judge(Verdict(Decision.REJECT, told, "asha", "2026-05-01T00:00:00Z"))
        assert len(list(View(ledger).events())) == len(before) - 1
        ledger.judge(Verdict(Decision.ACCEPT, told, "asha", "2025-01-01T00:00:00Z"))
        assert [row.event.id for row in View(ledger).events()] == before
        assert check(ledger) == []


@pytest.mark.parametrize("days", [-900, 3000])
def test_a_watch_tells_all_once_whatever_the_clock_says(any_desk: Desk, days: int) -> None:
    any_desk.write("a.txt", "CHL visited PER on 2021-05-03.")
    assert len(any_desk.round()) == 1
    any_desk.day += timedelta(days=days)
    assert any_desk.round() == []
    any_desk.write("b.txt", "GHA visited TGO on 2021-06-07.")
    assert len(any_desk.round()) == 1
    any_desk.day -= timedelta(days=days)
    assert any_desk.round() == []
    any_desk.write("c.txt", "KEN visited UGA on 2021-08-09.")
    assert len(any_desk.round()) == 1
    with open_ledger(any_desk.watch.target) as ledger:
        assert len(list(View(ledger).events())) == 3
        assert check(ledger) == []


def test_a_session_of_a_wrong_clock_does_not_outlive_it(tmp_path: Path) -> None:
    from dragoman.web.access.accounts import Accounts
    from dragoman.web.access.roles import Role

    now = NOW
    accounts = Accounts(tmp_path / "x.users", lambda: now)
    accounts.add("ada", Role.READER, "a long enough password")
    [user] = accounts.users()
    now = AHEAD
    secret = accounts.begin_session(user, None)
    assert accounts.by_session(secret)
    now = AHEAD - timedelta(minutes=2)  # the clock is set right a little
    assert accounts.by_session(secret)
    now = NOW
    assert accounts.by_session(secret) is None
    now = AHEAD
    assert accounts.by_session(secret) is None  # it has ended


def test_what_is_kept_does_not_depend_on_the_clock(tmp_path: Path) -> None:
    for name, when in (("a.db", NOW), ("b.db", datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC))):
        with open_ledger(tmp_path / name) as ledger:
            run = ledger.begin("add", *VERSIONS, when)
            ledger.add(visit().records, run)
            ledger.rederive()
            ledger.finish(run, when)
    assert answers(tmp_path / "a.db") == answers(tmp_path / "b.db")
