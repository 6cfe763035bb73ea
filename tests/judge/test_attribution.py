"""Attribution on texts of our own: source, cue and content are found with exactly these spans."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from dragoman.judge.attribution import find, recorded

TABLE = yaml.safe_load((Path(__file__).parent / "attribution.yaml").read_text(encoding="utf-8"))
ROWS = [(group["phenomenon"], row) for group in TABLE for row in group["rows"]]
MARKS = {"{": "source", "<": "cue", "[": "content"}
ENDS = {"}": "source", ">": "cue", "]": "content"}


def unmarked(row: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without marks, and the spans they marked."""
    text, opened, spans = "", {}, {}
    for character in row:
        if character in MARKS:
            opened[MARKS[character]] = len(text)
        elif character in ENDS:
            role = ENDS[character]
            spans[role] = (opened.pop(role), len(text))
        else:
            text += character
    return text, spans


def stripped(text: str, span: tuple[int, int]) -> str:
    return re.sub(r"^[\s,;:]+|[\s,;:]+$", "", text[slice(*span)])


@pytest.mark.parametrize(("phenomenon", "row"), ROWS, ids=[f"{p}: {r[:60]}" for p, r in ROWS])
def test_attribution(phenomenon, row, parsed, cues):
    text, spans = unmarked(row)
    parse = parsed(text)
    found = find(parse, cues)
    records = recorded(parse, found, [None] * len(found))
    wanted = {role: stripped(text, span) for role, span in spans.items()}
    got = [
        {
            role: span.text
            for role, span in (("source", a.source), ("cue", a.cue), ("content", a.content))
            if span is not None
        }
        for a in records
    ]
    assert wanted in got, phenomenon


def test_the_table_is_as_large_as_promised():
    assert len(ROWS) >= 200
    assert len({r for _, r in ROWS}) == len(ROWS)
