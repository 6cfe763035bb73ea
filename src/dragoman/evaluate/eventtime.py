"""The date of single event words, for sets such as TimeBank-EventTime.

Each line of the JSONL has `id`, `text`, `dct` and `events` with `eid`, `start`, `end`, `text`. An
event must have a date there: an act without a phrase of its own is of the document's day, one that
lies ahead "[day..]".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman import parse
from dragoman.analysis import Sentence, Token
from dragoman.evaluate.rows import rows
from dragoman.model import Document, Span, Status
from dragoman.pipeline import Reader, load_reader
from dragoman.resolve.bounds import bounds
from dragoman.resolve.phrases import by_sentence, placed_phrases
from dragoman.resolve.scenes import story
from dragoman.resolve.telling import Act, Telling
from dragoman.resolve.tense import direction


def predict(path: Path, reader: Reader | None = None) -> Iterator[dict[str, Any]]:
    """For each line the dates of its events as EDTF."""
    loaded = reader or load_reader()
    for row in rows(path, "id", "text", "dct", "events"):
        yield {"id": row["id"], "events": list(_events(row, loaded))}


def _events(row: dict[str, Any], reader: Reader) -> Iterator[dict[str, Any]]:
    text, day = row["text"].replace("\n", " "), row["dct"][:10]
    document = Document("text", "text", text, ((0, len(text)),), published=day, language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    words = reader.codebook.times
    phrases = by_sentence(placed_phrases(parsed, words))
    telling = Telling(parsed, phrases, story(parsed, phrases, words), words)
    for event in row["events"]:
        start = event["start"] + len(event["text"]) - len(event["text"].lstrip())
        yield {"eid": event["eid"], "edtf": _date(start, event["end"], day, telling)}


def _date(start: int, end: int, day: str, telling: Telling) -> str:
    span = telling.parse.document.span(start, end)
    act = Act(span, _sentence_span(telling, span), Status.OCCURRED, speech=True, said=True)
    where = telling.place(act)
    own = telling.own_phrase(act)
    found = telling.of_phrase(own) if own else None
    if found:
        return _within(found.edtf)
    return _by_tense(*where, day, telling) if where else day


def _sentence_span(telling: Telling, span: Span) -> Span:
    sentence = telling.parse.sentence_at(span.start)
    return telling.parse.document.span(sentence.start, sentence.end) if sentence else span


def _within(edtf: str) -> str:
    """A day as it is; anything longer as a day between its first and last."""
    first, last = bounds(edtf)
    if first and first == last:
        return str(first)
    return f"[{first or ''}..{last or ''}]"


def _by_tense(sentence: Sentence, trigger: Token, day: str, telling: Telling) -> str:
    ahead = trigger.pos == "VERB" and direction(sentence, trigger, telling.words) > 0
    return f"[{day}..]" if ahead else day
