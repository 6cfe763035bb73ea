"""Ties that sentences state: kind, subject, object, since, until."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman import extract, parse, recognise
from dragoman.model import Document, Tie
from dragoman.pipeline import load_reader

TABLE = yaml.safe_load(Path(__file__).with_name("ties.yaml").read_text(encoding="utf-8"))
DIRECTED = {"membership", "embassy", "base", "office_holder"}


def ties(text: str) -> tuple[Tie, ...]:
    """The ties of a text read alone."""
    reader = load_reader()
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = recognise.recognise(parsed, reader.codebook)
    return extract.ties(parsed, mentions, reader.codebook)


def row_of(
    kind: str, subject: str, object_: str, since: Any = None, until: Any = None
) -> tuple[Any, ...]:
    """A tie to compare; of a mutual one the order of its sides does not matter."""
    sides = (subject, object_) if kind in DIRECTED else tuple(sorted((subject, object_)))
    return (kind, *sides, since, until)


def told(text: str) -> list[tuple[Any, ...]]:
    return sorted(row_of(str(t.kind), t.subject, t.object, t.since, t.until) for t in ties(text))


@pytest.mark.parametrize("row", TABLE, ids=[row["s"] for row in TABLE])
def test_the_ties_of_a_sentence(row: dict[str, Any]) -> None:
    assert told(row["s"]) == sorted(row_of(*tie) for tie in row["t"])


def test_one_tie_for_a_person_and_office_with_the_fullest_naming() -> None:
    text = "President Ruto spoke. Kenyan President William Ruto then left. Mr Ruto waved."
    found = [t for t in ties(text) if t.kind == "office_holder"]
    assert [(t.subject, t.object) for t in found] == [("William Ruto", "head of state KEN")]
    assert found[0].evidence.text == "Kenyan President William Ruto"


def test_a_tie_told_twice_is_one_and_keeps_the_date() -> None:
    found = ties("Estonia is a member of NATO. Estonia joined NATO in 2004.")
    assert [(t.kind, t.subject, t.object, t.since) for t in found] == [
        ("membership", "EST", "NATO", "2004")
    ]
