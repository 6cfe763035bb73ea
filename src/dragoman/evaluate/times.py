"""Temporal expressions of texts as TIMEX3 values, for sets such as TempEval-3.

Each line of the JSONL has `id`, `text` and `dct`, the day of the document. TIMEX3 marks the bare
phrase ("2017" of "since 2017", both ends of a range) and writes durations and sets as periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dragoman import parse
from dragoman.codebook.times import Value
from dragoman.evaluate.rows import rows
from dragoman.model import Document
from dragoman.pipeline import Reader, load_reader
from dragoman.resolve.context import Context
from dragoman.resolve.dates import date_of
from dragoman.resolve.phrases import Placed, placed_phrases

_SEASONS = {
    "21": "SP",
    "22": "SU",
    "23": "FA",
    "24": "WI",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
}
_UNITS = {
    "seconds": ("T", "S", 1), "minute": ("T", "M", 1), "hour": ("T", "H", 1), "day": ("", "D", 1),
    "night": ("", "D", 1), "week": ("", "W", 1), "weekend": ("", "D", 2), "fortnight": ("", "W", 2),
    "month": ("", "M", 1), "quarter": ("", "M", 3), "half": ("", "M", 6), "year": ("", "Y", 1),
    "decade": ("", "Y", 10), "century": ("", "Y", 100), "millennium": ("", "Y", 1000),
}  # fmt: skip
_REFERENCES = {"past": "PAST_REF", "future": "FUTURE_REF"}


def predict(path: Path, reader: Reader | None = None) -> Iterator[dict[str, Any]]:
    """The temporal expressions of each line's text with their TIMEX3 values."""
    loaded = reader or load_reader()
    for row in rows(path, "id", "text", "dct"):
        yield {"id": row["id"], "timexes": timexes(row["text"], row["dct"], loaded)}


def timexes(text: str, dct: str, reader: Reader) -> list[dict[str, Any]]:
    """Start, end and value of every expression of a text written on the day `dct`."""
    # Such texts are hard-wrapped: a single line end is a space, an empty line ends the paragraph.
    unwrapped = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    document = Document(
        "text", "text", unwrapped, ((0, len(text)),), published=dct[:10], language="en"
    )
    parsed = parse.parse(document, reader.parser, reader.codebook)
    found = []
    for placed in placed_phrases(parsed, reader.codebook.times):
        offset = parsed.sentences[placed.phrase.sentence].start
        limit = placed.phrase.form in {"until", "by"}
        context = replace(placed.context, direction=1) if limit else placed.context
        for start, end, form, values in _parts(placed, offset):
            value = timex(form, values, context)
            if value is not None:
                found.append({"start": start, "end": end, "value": value})
    return found


def _parts(placed: Placed, offset: int) -> Iterator[tuple[int, int, str, dict[str, Value]]]:
    """The bare phrases of a phrase, with their places, forms and values."""
    phrase = placed.phrase
    prefixes = [p for p in ("from", "to", "of") if f"{p}.form" in phrase.values]
    if not prefixes:
        yield phrase.start, phrase.end, phrase.form, dict(phrase.values)
    for prefix in prefixes:
        inner = {
            key.partition(".")[2]: value
            for key, value in phrase.values.items()
            if key.startswith(f"{prefix}.")
        }
        start, end = (offset + int(inner[key]) for key in ("start", "end"))
        yield start, end, str(inner["form"]), inner


def timex(form: str, values: dict[str, Value], context: Context) -> str | None:
    """The TIMEX3 value of a phrase; None for what the scheme does not mark."""
    took = form == "ago" and values["direction"] == 1 and context.direction < 0
    if took or form in {"duration", "set", "past"}:
        return _span(values)
    if form == "now":
        return "PRESENT_REF"
    if form == "vague":
        return _REFERENCES[str(values["ref"])]
    if form in {"then", "anniversary"}:
        return None
    dated = date_of(form, values, context)
    if dated is None and form == "clock" and (day := context.told or context.published):
        return f"{day}{_clock(values)}" if day.exact else None
    return _calendar(dated.edtf) + _clock(values) if dated else None


def _span(values: dict[str, Value]) -> str | None:
    unit, count = str(values.get("unit", values.get("rate"))), values.get("n", 1)
    if unit not in _UNITS:
        return None
    time, letter, times = _UNITS[unit]
    number = count * times if isinstance(count, int | float) else "X"
    return f"P{time}{number}{letter}"


def _calendar(edtf: str) -> str:
    """An EDTF date as TIMEX3 writes it: weeks, quarters, halves and seasons have names."""
    plain = edtf.rstrip("~?%")
    first, _, last = plain.partition("/")
    if last and len(first) == len(last) == 10:
        monday, sunday = date.fromisoformat(first), date.fromisoformat(last)
        if (monday.isoweekday(), sunday.isoweekday()) == (1, 7) and (sunday - monday).days == 6:
            year, week, _ = monday.isocalendar()
            return f"{year}-W{week:02}"
        if monday.isoweekday() == 6:
            year, week, _ = monday.isocalendar()
            return f"{year}-W{week:02}-WE"
    of_year, _, part = first.partition("-")
    if last and part == "01" and last == f"{of_year}-06":
        return f"{of_year}-H1"
    if last and part == "07" and last == f"{of_year}-12":
        return f"{of_year}-H2"
    return f"{of_year}-{_SEASONS[part]}" if part in _SEASONS else first


def _clock(values: dict[str, Value]) -> str:
    hour, half = values.get("hour"), values.get("meridiem")
    if not isinstance(hour, int):
        return ""
    hour = hour if half is None else hour % 12 + int(half)
    return f"T{hour:02}:{values.get('minute', 0):02}"
