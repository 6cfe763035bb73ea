"""Predictions of attribution quote the text they were given."""

from __future__ import annotations

import json

from dragoman.evaluate.attribution import predict


def test_spans_point_into_the_text(tmp_path):
    text = "Ghana's minister said the road was open. “We are glad,” he added."
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    (row,) = predict(path)
    assert row["id"] == "a"
    spoken = [(a["source"], a["content"]) for a in row["attributions"]]
    assert [text[slice(*source)] for source, _ in spoken] == ["Ghana's minister", "he"]
    assert [text[slice(*content)] for _, content in spoken] == [
        "the road was open",
        "“We are glad,”",
    ]


def test_gold_fields_are_ignored(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = {"id": "a", "text": "Togo said it agreed.", "attributions": [{"source": [[0, 1]]}]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (got,) = predict(path)
    assert got["attributions"][0]["source"] == [0, 4]
