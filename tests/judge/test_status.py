"""Status on sentences of our own, one row per sentence, each under the phenomenon it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dragoman.judge.status import read

TABLE = yaml.safe_load((Path(__file__).parent / "status.yaml").read_text(encoding="utf-8"))
ROWS = [(group["phenomenon"], row) for group in TABLE for row in group["rows"]]


def marked(sentence: str) -> tuple[str, int]:
    """The sentence without its asterisks, and where the marked word begins."""
    before, word, after = sentence.split("*")
    return before + word + after, len(before)


@pytest.mark.parametrize(("phenomenon", "row"), ROWS, ids=[f"{p}: {r[1][:60]}" for p, r in ROWS])
def test_status(phenomenon, row, parsed, cues):
    status, sentence, *cue = row  # and the value, where the row has one
    text, at = marked(sentence)
    found = parsed(text).sentence_at(at)
    reading = read(found, found.token_at(at).i, cues)
    assert reading.status == status, phenomenon
    if cue and cue[0] is not None:
        assert found.tokens[reading.cue].text == cue[0]
    if len(cue) > 1:
        assert (reading.cue is None, reading.value) == (cue[0] is None, cue[1])


def test_the_table_is_as_large_as_promised():
    assert len(ROWS) >= 300
    assert len({r[1] for _, r in ROWS}) == len(ROWS)
