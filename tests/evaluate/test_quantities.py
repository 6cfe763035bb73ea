"""Predictions of quantities: values, ranges and changes as the public sets write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.evaluate.quantities import predict

SENTENCES = {
    "Shares rose 3 percent to 40 euros.": [("3", "up"), ("40", "=")],
    "Sales fell by about 2 million.": [("2000000", "~")],
    "It costs from 5 to 7 dollars.": [("5-7", "=")],
    "More than 60 clerks and up to 9 drivers left.": [("60", ">"), ("9", "<")],
    "Thousands of fans came in 2014.": [("1000-10000", "=")],
    "The iPhone 11 went on sale on May 4.": [],
    "It is seven miles (11 km) away.": [("7", "="), ("11", "=")],
}


def test_predictions_come_in_the_order_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    rows = [{"id": f"q{n}", "text": text} for n, text in enumerate(SENTENCES)]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    told = list(predict(path))
    assert [row["id"] for row in told] == [row["id"] for row in rows]
    assert [[(q["value"], q["change"]) for q in row["quantities"]] for row in told] == list(
        SENTENCES.values()
    )


def test_a_line_without_a_text_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n{"id": "b"}\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"data\.jsonl:2: no field text"):
        list(predict(path))
