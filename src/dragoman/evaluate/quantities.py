"""Quantities of sentences with their value and change, as public sets annotate them.

A line of the data has `id` and `text`; a line of the predictions `id` and `quantities`, each with a
value (a range as "a-b") and a change: one of = ~ < > up down.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman import parse
from dragoman.analysis import Parse
from dragoman.codebook import Codebook
from dragoman.evaluate.rows import rows
from dragoman.extract.counted import is_part_of_name
from dragoman.extract.quantities import Quantity, quantities
from dragoman.extract.trend import direction
from dragoman.model import Document
from dragoman.pipeline import Reader, load_reader

# Phrases of the calendar and the clock; durations ("three months") are amounts and stay.
_CALENDAR = frozenset(
    {"date", "month", "months", "year", "years", "weekday", "clock", "century", "decade", "fiscal",
     "season", "quarter", "half", "holiday", "nearday", "week", "same"}
)  # fmt: skip
# An order of magnitude names the whole decade above it: "millions" is 1 to 10 million.
_ORDER = 10
_UNCOUNTED = frozenset({"ordinal", "occasions", "multiple"})


def predict(path: Path, reader: Reader | None = None) -> Iterator[dict[str, Any]]:
    """One prediction for each line of the data, in order."""
    loaded = reader or load_reader()
    for row in rows(path, "id", "text"):
        yield {"id": row["id"], "quantities": amounts(row["text"], loaded)}


def amounts(text: str, reader: Reader) -> list[dict[str, str]]:
    """The quantities of a text: value (ranges joined) and change."""
    document = Document("quantity", "quantity", text, ((0, len(text)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    dates = [(t.start, t.end) for t in parsed.times if t.form in _CALENDAR]
    words, units = reader.codebook.numbers, reader.codebook.units
    found = [
        q for q in quantities(text, words, units, dates=dates)
        if q.number.form not in _UNCOUNTED and _is_amount(parsed, q)
    ]  # fmt: skip
    return [_told(parsed, q, low, reader.codebook) for q, low in _joined(found)]


def _joined(found: list[Quantity]) -> Iterator[tuple[Quantity, Quantity | None]]:
    """Each quantity with the low end of its range, if it has one."""
    low: Quantity | None = None
    for quantity in found:
        if quantity.side == "low":
            low = quantity
            continue
        yield quantity, low if quantity.side == "high" else None
        low = None


def _told(
    parsed: Parse, quantity: Quantity, low: Quantity | None, codebook: Codebook
) -> dict[str, str]:
    sentence = parsed.sentence_at(quantity.start)
    value = f"{quantity.value:.10g}"
    if low is not None:
        value = f"{low.value:.10g}-{value}"
    elif quantity.number.form == "plural" and quantity.value >= 100:
        value = f"{value}-{quantity.value * _ORDER:.10g}"
    sense = low.sense if low and low.sense != "=" else quantity.sense
    moved = direction(sentence, low or quantity, codebook.numbers) if sentence else None
    return {"value": value, "change": sense if sense != "=" else moved or "="}


def _is_amount(parsed: Parse, quantity: Quantity) -> bool:
    """A number that belongs to a name is none: "iPhone 11", "the Fortune 100"."""
    sentence = parsed.sentence_at(quantity.start)
    return sentence is None or not is_part_of_name(sentence, quantity)
