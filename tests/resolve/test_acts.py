"""When and where acts are: short reports of our own with the act, its date and its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman import parse, recognise, resolve
from dragoman.analysis import Judged
from dragoman.model import Document, EventType, Party, Report, Span, Status
from dragoman.pipeline import load_reader

REPORTS = yaml.safe_load((Path(__file__).parent / "acts.yaml").read_text(encoding="utf-8"))


def party(code: str) -> Party:
    """A party of which only the code matters."""
    return Party(code, code, code)


def told(text: str, act: dict[str, Any]) -> Report:
    """The act as a report whose evidence is its word alone."""
    start = text.index(act["word"])
    span = Span.of(text, start, start + len(act["word"]))
    return Report(
        id=act["word"],
        type=EventType(act.get("type", "CONSULT")),
        sources=(party("AAA"),),
        targets=(party("BBB"),),
        status=Status(act.get("status", "occurred")),
        evidence=span,
        trigger=span,
        confidence=0.9,
        speakers=(party(act["speaker"]),) if "speaker" in act else (),
    )


def resolved(line: dict[str, Any]) -> dict[str, Report]:
    """The acts of a line after resolving, by their word."""
    reader, text = load_reader(), line["text"]
    published = str(line["published"]) if "published" in line else None
    document = Document("d", "d", text, ((0, len(text)),), published=published, language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = recognise.recognise(parsed, reader.codebook)
    judged = Judged(reports=tuple(told(text, act) for act in line["acts"]))
    found = resolve.resolve(parsed, mentions, judged, reader.codebook)
    return {report.id: report for report in found.reports}


@pytest.mark.parametrize("line", REPORTS, ids=lambda line: line["text"][:40])
def test_acts_have_the_date_and_place_of_the_table(line: dict[str, Any]) -> None:
    found = resolved(line)
    for act in line["acts"]:
        report = found[act["word"]]
        assert report.date == (str(act["date"]) if act["date"] is not None else None), act["word"]
        assert bool(report.date) == bool(report.date_reason)
        assert report.status == act.get("becomes", report.status)
        if "place" in act:
            place = report.place
            shown = "/".join(filter(None, (place.name, place.country))) if place else None
            assert shown == act["place"], act["word"]


def test_a_city_has_its_coordinates_and_its_number() -> None:
    line = {"text": "They met in Tallinn.", "acts": [{"word": "met", "date": None}]}
    place = resolved(line)["met"].place
    assert place is not None
    assert (place.country, place.geonames) == ("EST", 588409)
    assert place.lat == pytest.approx(59.44, abs=0.1)
    assert place.lon == pytest.approx(24.75, abs=0.1)
