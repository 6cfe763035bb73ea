"""Attribution: source, cue and content of everything said in a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.evaluate.rows import rows
from dragoman.judge.attribution import find, recorded
from dragoman.model import Document, Span
from dragoman.parse import parse
from dragoman.pipeline import load_reader


def predict(path: Path | str) -> Iterator[dict[str, Any]]:
    """The attributions read in each text of the file, as spans of code points."""
    reader = load_reader()
    for row in rows(Path(path), "id", "text"):
        text = row["text"]
        document = Document(row["id"], row["id"], text, ((0, len(text)),), language="en")
        parsed = parse(document, reader.parser, reader.codebook)
        found = find(parsed, reader.codebook.cues)
        records = recorded(parsed, found, [None] * len(found))
        yield {
            "id": row["id"],
            "attributions": [
                {"source": _pair(a.source), "cue": _pair(a.cue), "content": _pair(a.content)}
                for a in records
            ],
        }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
