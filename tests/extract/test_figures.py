"""Figures in sentences about states: measure, actors, value, unit, kind, modifier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman import extract, parse, recognise
from dragoman.model import Document, Figure
from dragoman.pipeline import load_reader

TABLE = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8"))


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text read alone."""
    reader = load_reader()
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = recognise.recognise(parsed, reader.codebook)
    return extract.figures(parsed, mentions, reader.codebook)


def told(figure: Figure) -> dict[str, Any]:
    row = {
        "m": figure.measure,
        "a": sorted(figure.actors),
        "v": round(figure.value, 6),
        "u": figure.unit,
        "k": str(figure.kind),
        "mod": figure.modifier,
    }
    return {key: value for key, value in row.items() if key != "mod" or value is not None}


@pytest.mark.parametrize("row", TABLE, ids=[row["s"] for row in TABLE])
def test_the_figures_of_a_sentence(row: dict[str, Any]) -> None:
    wanted = [{**f, "a": sorted(f["a"]), "v": round(f["v"], 6)} for f in row["f"]]
    assert [told(figure) for figure in figures(row["s"])] == wanted
