"""Event factuality: our status as a number from -3 (certainly not) to 3 (certainly).

The number is the `value` of the reading that `judge.status` makes of the event's word: certain 3,
probable about 2, planned 1 to 2, open 0 to 1, the same below zero for what is said not to be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.analysis import Sentence
from dragoman.evaluate.rows import rows
from dragoman.judge.status import read
from dragoman.parse.grammar import parse_sentences
from dragoman.pipeline import load_reader

_SHOWN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-lrb-": "(", "-rrb-": ")"}


def predict(path: Path | str) -> Iterator[dict[str, Any]]:
    """Each row of the file with the factuality we read for its events, in its order."""
    told = list(rows(Path(path), "id", "tokens", "events"))
    reader = load_reader()
    joined = [_joined(row["tokens"]) for row in told]
    sentences = [Sentence(n, 0, 0, len(text), text) for n, (text, _) in enumerate(joined)]
    parsed = parse_sentences(sentences, reader.parser)
    for row, sentence, (_, starts) in zip(told, parsed, joined, strict=True):
        events = []
        for event in row["events"]:
            token = sentence.token_at(starts[event["tok"][0]])
            value = read(sentence, token.i, reader.codebook.cues).value if token else 3.0
            events.append({"tok": event["tok"], "factuality": value})
        yield {"id": row["id"], "events": events}


def _joined(tokens: list[str]) -> tuple[str, list[int]]:
    """The tokens as running text, and where each begins in it."""
    text, starts = "", []
    for token in tokens:
        shown = _SHOWN.get(token, token)
        clitic = shown in ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'") or shown in ",.;:?!%)"
        text += "" if not text or clitic else " "
        starts.append(len(text))
        text += shown
    return text, starts
