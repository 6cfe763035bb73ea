"""A record is found by its id, by a beginning of it, and by an id that it had before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import insert
from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.ledger import derived, open_ledger
from dragoman.query import Found, View


@pytest.fixture
def view(target: str) -> Iterator[View]:
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        ledger.add(visit().records, run)
        ledger.rederive()
        ledger.finish(run, NOW)
        yield View(ledger)


def everything(view: View) -> list[Found]:
    """All that can be found by an id."""
    return [
        *(Found("event", row.event.id) for row in view.events()),
        *(Found("report", row.report.id) for row in view.reports()),
        *(Found("claim", row.claim.id) for row in view.claims()),
        *(Found("figure", row.figure.id) for row in view.figures()),
        *(Found("tie", row.tie.id) for row in view.ties()),
    ]


def test_every_record_is_found_by_its_id_and_given_whole(view: View) -> None:
    there = everything(view)
    assert [one.kind for one in there] == [
        *("event", "event", "report", "report", "claim", "figure", "tie"),
    ]
    for one in there:
        assert view.find(one.id) == (one,)
    rows = [view.record(one) for one in there]
    assert rows == [
        *view.events(), *view.reports(), *view.claims(), *view.figures(), *view.ties(),
    ]  # fmt: skip


def test_a_beginning_finds_what_begins_so(view: View) -> None:
    there = everything(view)
    for length in (1, 2, 9, 15):
        for one in there:
            wanted = {other for other in there if other.id.startswith(one.id[:length])}
            assert set(view.find(one.id[:length])) == wanted
    assert view.find(f" {there[0].id.upper()} ") == (there[0],)


def test_no_more_than_asked_for(view: View) -> None:
    firsts = [one.id[0] for one in everything(view)]
    shared = next(first for first in firsts if firsts.count(first) > 1)
    assert len(view.find(shared, limit=1)) == 1


@pytest.mark.parametrize("asked", ["", " ", "%", "_", "zz", "a%", "\x00", "\ud800", "é"])
def test_what_is_no_beginning_finds_nothing(view: View, asked: str) -> None:
    assert view.find(asked) == ()


def test_an_event_is_found_by_an_id_that_it_had(view: View) -> None:
    event = next(iter(view.events())).event.id
    with view.ledger.engine.begin() as connection:
        connection.execute(insert(derived.event_redirect).values(old="0ld0000000000000", new=event))
    assert view.find("0ld00") == view.find("0ld0000000000000") == (Found("event", event),)


def test_what_is_gone_is_none(view: View) -> None:
    for kind in ("event", "report", "claim", "figure", "tie"):
        assert view.record(Found(kind, "0")) is None


def test_disputes_are_found_by_their_event(view: View) -> None:
    assert view.disputes_about("0") == ()
