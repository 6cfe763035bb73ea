"""CAMEO's rows: hosts and guests, plans and denials, pairs and directions."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.export.cameo import cameo_rows
from dragoman.export.days import day_of
from dragoman.model import Event, EventType, Party, Place, Report, Span, Status
from dragoman.query.rows import EventRow, ReportRow, Source

QUOTE = Span(0, 5, "talks")
SOURCE = Source("d", "a.txt", None, "T", "Wire", "2024-01-02", None, "en", None, "x", "y")


def made(kind, status="occurred", mode=None, sources="CHL", targets="PER", place=None, **more):
    symmetric = more.pop("symmetric", kind == "CONSULT")
    sides = [tuple(Party(c, c, c) for c in side.split()) for side in (sources, targets)]
    kind, status = EventType(kind), Status(status)
    report = Report("r", kind, *sides, status, QUOTE, QUOTE, 0.8, mode=mode, symmetric=symmetric)
    event = Event(
        "e", kind, tuple(sources.split()), tuple(targets.split()), symmetric, status, ("r",), 1,
        0.8, mode=mode, date=more.get("date", "2024-01-02"), place=place and Place("X", place),
    )  # fmt: skip
    return EventRow(event, (ReportRow(report, SOURCE, "e"),))


def coded(row, known, precision="day"):
    left = Counter()
    rows = [
        (r.source.code, r.target.code if r.target else None, r.code.code)
        for r in cameo_rows(row, known, left, precision)
    ]
    return rows, dict(left)


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("PER", {"CHL": "042", "PER": "043"}),
        ("CHL", {"CHL": "043", "PER": "042"}),
        ("BRA", {"CHL": "044", "PER": "044"}),
        (None, {"CHL": "042", "PER": "042"}),
    ],
)
def test_who_is_at_home_hosts(known, place, codes):
    rows, _ = coded(made("CONSULT", mode="visit", place=place), known)
    assert {source: code for source, _, code in rows} == codes


@pytest.mark.parametrize(
    ("kind", "code"),
    [("CONSULT", "036"), ("AID", "033"), ("RETREAT", "035"), ("CONCEDE", "035"), ("AGREE", "030")],
)
def test_plans_are_intents(known, kind, code):
    rows, _ = coded(made(kind, "planned"), known)
    assert {c for *_, c in rows} == {code}


@pytest.mark.parametrize("status", ["alleged", "denied", "not_occurred"])
def test_what_did_not_surely_happen_has_no_code(known, status):
    rows, left = coded(made("ASSAULT", status), known)
    assert rows == []
    assert left == {f"{status} ASSAULT, which CAMEO has no code for": 1}


def test_an_attack_that_is_planned_is_no_threat(known):
    assert coded(made("ASSAULT", "planned"), known)[0] == []


def test_each_pair_once_and_meetings_both_ways(known):
    rows, _ = coded(made("ACCUSE", sources="CHL BOL", targets="PER CHL"), known)
    assert [r[:2] for r in rows] == [("BOL", "CHL"), ("BOL", "PER"), ("CHL", "PER")]
    rows, _ = coded(made("CONSULT", sources="CHL", targets="PER BRA"), known)
    assert len(rows) == 6
    assert len({r.number for r in cameo_rows(made("CONSULT"), known, Counter())}) == 2


def test_who_acts_on_nobody_has_no_target(known):
    rows, _ = coded(made("MOBILIZE", targets=""), known)
    assert rows == [("CHL", None, "150")]


@pytest.mark.parametrize(
    ("date", "precision", "day"),
    [
        ("2024-02-03", "day", "2024-02-03"),
        ("2024-02", "day", None),
        ("2024-02", "month", "2024-02-01"),
        ("2024", "month", None),
        ("2024", "year", "2024-01-01"),
        ("2019/2024", "any", "2019-01-01"),
        ("2019/..", "any", None),
        ("../2019", "any", None),
        (None, "any", None),
        ("2024-02-03/2024-02-05", "day", None),
        ("2024-02-03/2024-02-05", "month", "2024-02-03"),
    ],
)
def test_how_exact_a_date_must_be(date, precision, day):
    assert day_of(date, precision) == day
