"""On whose word an act stands, on texts of our own read from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dragoman.model import Document
from dragoman.pipeline import load_reader, read_document
from dragoman.settings import Settings

TABLE = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
FRAMES = Settings(model="none")  # what the rules make of it; the model may doubt the act itself
ROWS = [(group["phenomenon"], row) for group in TABLE for row in group["rows"]]


@pytest.mark.parametrize(("phenomenon", "row"), ROWS, ids=[f"{p}: {r[5][:60]}" for p, r in ROWS])
def test_words(phenomenon, row):
    kind, source, target, status, speakers, text = row
    document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
    reports = read_document(document, load_reader(FRAMES)).events
    told = [(r.type, r.status, [p.code for p in r.speakers]) for r in reports]
    acts = [r for r in reports if r.type == kind and r.codes >= {source, target}]
    assert acts, told
    assert (acts[0].status, [p.code for p in acts[0].speakers]) == (status, speakers), phenomenon
    assert all(r.cue is None or r.cue.stands_in(text) for r in reports)


def test_certainty_lowers_confidence():
    plain = "Peru expelled the Bolivian ambassador."
    hedged = "Peru may expel the Bolivian ambassador."
    found = []
    for text in (plain, hedged):
        document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
        found.append(read_document(document, load_reader(FRAMES)).events[0].confidence)
    assert 0 <= found[1] < found[0] <= 1


def test_figures_carry_the_speaker_over_their_number():
    text = "Kenya said its trade with Uganda rose to 900 million dollars in 2021."
    document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
    figures = read_document(document, load_reader(FRAMES)).figures
    assert [f.speaker.code for f in figures if f.speaker] == ["KEN"]
