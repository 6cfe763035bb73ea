"""Claims on texts of our own: the stance, the speaker, and what is denied or confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dragoman.model import Document
from dragoman.pipeline import load_reader, read_document

TABLE = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text(encoding="utf-8"))
ROWS = [(group["phenomenon"], row) for group in TABLE for row in group["rows"]]


def claims_in(text: str):
    document = Document(
        "d", "d.txt", text, ((0, len(text)),), published="2024-05-02", language="en"
    )
    return read_document(document, load_reader()).claims


@pytest.mark.parametrize(("phenomenon", "row"), ROWS, ids=[f"{p}: {r[2][:60]}" for p, r in ROWS])
def test_claim(phenomenon, row):
    stance, code, text, *words = row
    found = claims_in(text)
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.text for c in found)
    of_speaker = [c for c in found if c.speaker.code == code]
    if stance == "none":
        assert not of_speaker, phenomenon
        return
    fitting = [c for c in of_speaker if c.stance == stance]
    assert fitting, (phenomenon, [(c.speaker.code, str(c.stance), c.proposition) for c in found])
    assert all(any(word in c.proposition for c in fitting) for word in words)


def test_the_table_is_as_large_as_promised():
    assert len(ROWS) >= 100
    assert len({r[2] for _, r in ROWS}) == len(ROWS)


def test_a_denial_points_to_what_was_alleged_before():
    text = (
        "Uganda accused Rwanda of shelling its border villages. "
        "Rwanda rejected the accusation as a fabrication."
    )
    document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
    records = read_document(document, load_reader())
    denial = next(c for c in records.claims if c.stance == "denies")
    alleged = next(e for e in records.events if e.status == "alleged")
    assert denial.event == alleged.id
    assert set(denial.about) >= {"RWA", "UGA"}
