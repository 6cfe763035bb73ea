"""Lines of pages: a 1 for those of the article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.evaluate.lines import predict

LINES = [
    "Home",
    "Tonga thanks Japan for radar",
    "By Mele Taufa",
    "",
    "Tonga has thanked Japan for a weather radar that was installed on Vava'u last month.",
    "Advertisement",
    "Japan paid nine million dollars for it, the Tongan prime minister said on Friday.",
    "Related stories",
    "Samoa counts its votes",
]


def test_each_line_of_each_page_is_answered(tmp_path: Path) -> None:
    data = tmp_path / "pages.jsonl"
    rows = [{"id": "a", "lines": LINES, "labels": [0] * 9}, {"id": "b", "lines": []}]
    data.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    assert list(predict(data)) == [
        {"id": "a", "keep": [0, 0, 0, 0, 1, 0, 1, 0, 0]},
        {"id": "b", "keep": []},
    ]


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    data = tmp_path / "pages.jsonl"
    data.write_text('{"id": "a", "lines": []}\n{"id": "b", "lin\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"pages\.jsonl:2: is not JSON"):
        list(predict(data))
