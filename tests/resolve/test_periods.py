"""The period of a figure: of the phrase beside it, of its act, or of the sentence before."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dragoman.model import Document
from dragoman.pipeline import load_reader, read_document
from dragoman.settings import Settings

TABLE = yaml.safe_load(Path(__file__).with_name("periods.yaml").read_text(encoding="utf-8"))


def periods(text: str) -> list[str | None]:
    """The periods of the figures of a text that was published on 2 May 2024, in order."""
    document = Document("d", "d", text, ((0, len(text)),), published="2024-05-02", language="en")
    found = read_document(document, load_reader(Settings(model="none"))).figures
    return [f.period for f in sorted(found, key=lambda f: f.number.start)]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0][:60] for row in TABLE])
def test_the_periods_of_the_figures_of_a_text(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected
