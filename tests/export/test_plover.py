"""PLOVER JSON: the fields of the format, and statuses that no reader can overlook."""

from __future__ import annotations

import json

import pytest

from dragoman.export.knowledge import load_knowledge
from dragoman.export.plover import plover_json
from dragoman.model import Event, EventType, Party, Report, Span, Status
from dragoman.query.rows import EventRow, ReportRow, Source

QUOTE = Span(0, 5, "talks")
SOURCE = Source(
    "d", "a.txt", "https://a.example/1", "Talks", "Wire", "2024-01-02", None, "en", None,
    "dragoman 0.1.0", "plover",
)  # fmt: skip


def row(date: str | None, status: Status, *, symmetric: bool = True) -> EventRow:
    parties = (Party("KEN", "Ruto", "Ruto", "head of state"),), (Party("UGA", "Uganda", "Uganda"),)
    report = Report(
        "r", EventType.CONSULT, *parties, status, QUOTE, QUOTE, 0.8, symmetric=symmetric
    )
    event = Event(
        "e", EventType.CONSULT, ("KEN",), ("UGA",), symmetric, status, ("r",), 1, 0.8,
        mode="visit", date=date,
    )  # fmt: skip
    return EventRow(event, (ReportRow(report, SOURCE, "e"),))


def made(*given, **named):
    return plover_json(row(*given, **named), load_knowledge())


def test_the_fields_of_a_meeting():
    event = made("2024-01", Status.OCCURRED)
    assert (event["date"], event["enddate"]) == ("2024-01-01", "2024-01-31")
    assert (event["event"], event["mode"], event["quad_code"]) == (["CONSULT"], ["visit"], 1)
    assert [a["code"] for a in event["actor"]] == ["KEN", "UGA"]
    assert event["recipient"] == []
    assert event["actor"][0]["sector"] == "GOV"
    assert event["text"] == "talks"
    json.dumps(event)


def test_one_sided_acts_have_a_recipient():
    event = made("2024-01-02", Status.OCCURRED, symmetric=False)
    assert [a["code"] for a in event["recipient"]] == ["UGA"]
    assert event["enddate"] is None


@pytest.mark.parametrize(
    ("status", "mode"),
    [
        (Status.PLANNED, "future"),
        (Status.PROPOSED, "hypothetical"),
        (Status.ALLEGED, "hypothetical"),
        (Status.DENIED, "negation"),
        (Status.NOT_OCCURRED, "negation"),
    ],
)
def test_what_did_not_surely_happen_says_so(status, mode):
    event = made("2024", status)
    assert event["mode"] == ["visit", mode]
    assert f"status {status}" in event["comment"]


@pytest.mark.parametrize("date", [None, "../2024", "2024/.."])
def test_events_without_a_day_are_left_out(date):
    assert made(date, Status.OCCURRED) is None


def test_the_command_writes_only_deeds_unless_asked(dragoman, tmp_path):
    text = (
        "Kenya's president visited Uganda on 3 May 2022. "
        "Kenya's president will visit Tanzania on 9 June 2022.\n"
    )
    ledger = tmp_path / "x.db"
    assert dragoman("add", "-", "--ledger", ledger, stdin=text.encode()).code == 0
    deeds = dragoman("export", "plover", "--ledger", ledger).out.splitlines()
    assert [json.loads(line)["date"] for line in deeds] == ["2022-05-03"]
    plans = dragoman("export", "plover", "--ledger", ledger, "--status", "planned").out.splitlines()
    assert ["future" in json.loads(line)["mode"] for line in plans] == [True]
