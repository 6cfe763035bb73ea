"""Countries of spans, in texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.evaluate.countries import countries, predict


def answered(text: str, *names: str) -> dict[str, str]:
    """The country of each name in a text, given where the names stand."""
    spans = [(text.index(n), text.index(n) + len(n)) for n in names]
    found = countries(text, spans, load_codebook())
    return {text[m["start"] : m["end"]]: m["iso2"] for m in found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Nepali team left Kathmandu.", {"Nepali": "NP", "Kathmandu": "NP"}),
        ("A storm hit Valencia and the rest of Spain.", {"Valencia": "ES", "Spain": "ES"}),
        ("A storm hit Valencia and the rest of Venezuela.", {"Valencia": "VE", "Venezuela": "VE"}),
        ("He was born in London, Ontario.", {"London": "CA", "Ontario": "CA"}),
        ("She lives in Vienna, Va.", {"Vienna": "US", "Va.": "US"}),
        ("Floods reached CAIRO on Sunday.", {"CAIRO": "EG"}),
        ("The Kremlin was lit.", {"Kremlin": "RU"}),
        ("Peru mourned; the village of Quispillaqta fell.", {"Peru": "PE", "Quispillaqta": "PE"}),
        ("Police in Greene County, Ohio, said so.", {"Greene County": "US", "Ohio": "US"}),
    ],
)  # fmt: skip
def test_given_spans_are_answered(text: str, wanted: dict[str, str]) -> None:
    assert answered(text, *wanted) == wanted


def test_without_spans_known_names_are_found() -> None:
    found = countries("Ghana beat Togo in Accra.", [], load_codebook())
    assert [m["iso2"] for m in found] == ["GH", "TG", "GH"]


def test_a_line_of_data_becomes_a_line_of_predictions(tmp_path: Path) -> None:
    row = {"id": "a", "text": "Rain in Oslo.", "mentions": [{"start": 8, "end": 12, "iso2": "XX"}]}
    path = tmp_path / "data.jsonl"
    path.write_text(json.dumps(row) + "\n\n")
    assert list(predict(path)) == [{"id": "a", "mentions": [{"start": 8, "end": 12, "iso2": "NO"}]}]
