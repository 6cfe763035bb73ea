"""The public scorers' forms: TIMEX3 values of phrases, dates of event words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.evaluate import eventtime, times
from dragoman.pipeline import load_reader


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rained on Tuesday.", ["2003-06-10"]),
        ("It rained last week.", ["2003-W23"]),
        ("It rained last month, since 2 May.", ["2003-05", "2003-05-02"]),
        ("It rained from 1992 to 1994.", ["1992", "1994"]),
        ("It rained for three weeks.", ["P3W"]),
        ("It rained for years.", ["PXY"]),
        ("It rains every day.", ["P1D"]),
        ("It rained in the past two hours.", ["PT2H"]),
        ("It rained in the summer of 1999.", ["1999-SU"]),
        ("It rained in the third quarter of 1999.", ["1999-Q3"]),
        ("It rained in the first half of 1999.", ["1999-H1"]),
        ("It rained in the 1990s.", ["199X"]),
        ("It rains now.", ["PRESENT_REF"]),
        ("It rained at 3:30 p.m. Monday.", ["2003-06-09T15:30"]),
        ("It rained in late 1999.", ["1999"]),
        ("It rained over the weekend.", ["2003-W23-WE"]),
        ("It may rain.", []),
    ],
)
def test_values_are_timex3(text: str, values: list[str]) -> None:
    found = times.timexes(text, "2003-06-11", load_reader())
    assert [t["value"] for t in found] == values


def test_line_ends_within_a_paragraph_are_spaces_and_offsets_hold() -> None:
    text = "It rained last\nweek.\n\nThe end."
    (found,) = times.timexes(text, "2003-06-11", load_reader())
    assert text[found["start"] : found["end"]] == "last\nweek"


def test_predictions_come_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    rows = [{"id": n, "text": "It rained today.", "dct": "2003-06-11"} for n in (1, 2)]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    found = list(times.predict(path, load_reader()))
    assert [(f["id"], f["timexes"][0]["value"]) for f in found] == [
        (1, "2003-06-11"),
        (2, "2003-06-11"),
    ]


def test_a_line_without_its_fields_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": 1, "text": "It rained."}', encoding="utf-8")
    with pytest.raises(ReadError, match=r"set\.jsonl:1: no field dct"):
        list(times.predict(path, load_reader()))
    with pytest.raises(ReadError, match=r"set\.jsonl:1: no field dct, events"):
        list(eventtime.predict(path, load_reader()))


def test_every_event_word_has_a_date(tmp_path: Path) -> None:
    text = "Ghana elected a president on Sunday and will inaugurate him in July 2003. Mali agreed."
    words = ("elected", "inaugurate", "agreed")
    events = [
        {"eid": w, "start": text.index(w), "end": text.index(w) + len(w), "text": w} for w in words
    ]
    path = tmp_path / "set.jsonl"
    row = {"id": "a", "text": text, "dct": "2003-06-11", "events": events}
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = eventtime.predict(path, load_reader())
    assert {e["eid"]: e["edtf"] for e in found["events"]} == {
        "elected": "2003-06-08",
        "inaugurate": "[2003-07-01..2003-07-31]",
        "agreed": "2003-06-11",
    }
