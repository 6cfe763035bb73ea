"""Predictions of factuality follow the order of the rows and of their events."""

from __future__ import annotations

import json

from dragoman.evaluate.factuality import predict


def row(number, tokens, *events):
    return {"id": f"r{number}", "tokens": tokens, "events": [{"tok": [e, e + 1]} for e in events]}


def test_what_happened_is_above_what_may_and_what_did_not(tmp_path):
    rows = [
        row(0, "Chad did n't sign the pact .".split(), 3),
        row(1, "Chad may sign the pact .".split(), 2),
        row(2, "Chad signed the pact .".split(), 1),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    got = list(predict(path))
    assert [g["id"] for g in got] == ["r0", "r1", "r2"]
    values = [g["events"][0]["factuality"] for g in got]
    assert -3 <= values[0] < 0 < values[1] < values[2] <= 3


def test_marks_of_treebanks_are_read_as_quotation_marks(tmp_path):
    rows = [row(0, "`` We left , '' he said .".split(), 2, 6)]
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    (got,) = predict(path)
    assert [e["factuality"] for e in got["events"]] == [3.0, 3.0]
