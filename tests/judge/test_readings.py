"""All that the judge makes of a text: who says what, who claims what, whose word an act stands on.

`python -m tests.judge.test_readings "A text."` prints a row for the table, to be read before it
is put there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from dragoman.model import Document, Party, Records, Span
from dragoman.pipeline import load_reader, read_document
from dragoman.settings import Settings

ROWS = yaml.safe_load(Path(__file__).with_name("readings.yaml").read_text(encoding="utf-8"))


def reading(text: str) -> Records:
    """What the rules read in a text; the model may doubt the act itself."""
    document = Document("d", "d", text, ((0, len(text)),), "2024-05-02", language="en")
    return read_document(document, load_reader(Settings(model="none")))


def told(records: Records) -> dict[str, list[str]]:
    """The records in the words of the table."""
    return {
        "says": [
            f"{{{_text(a.source)}}} <{a.cue.text}> [{a.content.text}]{_by([a.speaker])}"
            for a in records.attributions
        ],
        "claims": [
            f"{_names([c.speaker])} {c.stance} {{{c.proposition}}} about {' '.join(c.about)}"
            f" {c.confidence} in <{c.evidence.text}>{' of an act' if c.event else ''}"
            for c in records.claims
        ],
        "acts": [
            f"{e.trigger.text}: {e.status}{_by(e.speakers)}, <{_text(e.cue)}>"
            for e in records.events
        ],
        "figures": [
            f"{f.value:,.0f} {f.unit}: {f.modifier or 'stands'}{_by([f.speaker])}"
            for f in records.figures
        ],
    }


def _text(span: Span | None) -> str:
    return span.text if span is not None else ""


def _names(parties: Iterable[Party | None]) -> str:
    return " > ".join(p.code or p.name for p in parties if p is not None)


def _by(parties: Iterable[Party | None]) -> str:
    names = _names(parties)
    return f" by {names}" if names else ""


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_a_text_is_read_as_the_table_says(row: dict[str, list[str]]) -> None:
    """Of the acts those named stand so; of says, claims and figures there are no others."""
    found = told(reading(str(row["text"])))
    for kind in row.keys() - {"text", "acts"}:
        assert found[kind] == row[kind]
    assert set(row.get("acts", ())) <= set(found["acts"])


if __name__ == "__main__":
    for text in sys.argv[1:]:
        row = {"text": text} | {k: v for k, v in told(reading(text)).items() if v}
        shown = yaml.safe_dump([row], allow_unicode=True, sort_keys=False, width=1000)
        sys.stdout.write(shown)
