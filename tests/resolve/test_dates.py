"""Temporal phrases in sentences of our own: each with its exact words and what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import edtf
import pytest
import yaml

from dragoman import parse
from dragoman.model import Document
from dragoman.pipeline import load_reader
from dragoman.resolve.phrases import placed_phrases

TABLES = sorted((Path(__file__).parent / "dates").glob("*.yaml"))
LINES = [
    pytest.param(line, id=f"{table.stem}-{number}")
    for table in TABLES
    for number, line in enumerate(yaml.safe_load(table.read_text(encoding="utf-8")), 1)
]


def dates(text: str, published: str | None) -> dict[str, str | None]:
    """The phrases of a text and their dates."""
    reader = load_reader()
    document = Document("d", "d", text, ((0, len(text)),), published=published, language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    placed = placed_phrases(parsed, reader.codebook.times)
    for item in placed:
        assert text[item.phrase.start : item.phrase.end] == item.phrase.text
    return {p.phrase.text: p.dated.edtf if p.dated else None for p in placed}


@pytest.mark.parametrize("line", LINES)
def test_phrases_mean_what_the_table_says(line: dict[str, Any]) -> None:
    published = str(line["published"]) if "published" in line else None
    wanted = {phrase: str(v) if v is not None else None for phrase, v in line["dates"].items()}
    found = dates(line["say"], published)
    assert found == wanted
    for value in filter(None, found.values()):
        assert edtf.parse_edtf(value)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert sum(max(1, len(p.values[0]["dates"])) for p in LINES) >= 300
