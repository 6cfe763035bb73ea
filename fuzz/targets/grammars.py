"""Dates, numbers and quantities in running text, and dates as programs write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from itertools import pairwise

import edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from dragoman.analysis import Sentence
from dragoman.clean import dating
from dragoman.codebook import load_codebook
from dragoman.dates import check_date
from dragoman.errors import ReadError
from dragoman.extract.numbers import numbers
from dragoman.extract.quantities import quantities
from dragoman.ledger import bounds as ledger_bounds
from dragoman.parse.times import time_phrases
from dragoman.resolve.bounds import bounds, overlap
from dragoman.resolve.calendar import Moment
from dragoman.resolve.context import Context
from dragoman.resolve.dates import date_of
from fuzz.target import Once, Target, expect, text_of

# What the library does not know everywhere: uncertain seasons, quarters, halves, masked intervals.
_ODD = re.compile(r"-2[1-4][~?%]|-(?:3[3-6]|4[01])(?!\d)|X")
_PUBLISHED = (None, Moment(2024, 2, 29), Moment(1, 1, 8), Moment(9999, 12, 24), Moment(2019))


def _dates() -> Once:
    codebook = load_codebook()

    def once(data: bytes) -> None:
        text = text_of(data[1:])
        direction = len(data) % 3 - 1
        published = _PUBLISHED[data[0] % len(_PUBLISHED)] if data else None
        for phrase in time_phrases([Sentence(0, 0, 0, len(text), text)], codebook):
            expect(text[phrase.start : phrase.end] == phrase.text, f"{phrase} is not quoted")
            context = Context(published, published, published, direction)
            if dated := date_of(phrase.form, phrase.values, context):
                expect(bool(dated.reason), f"{phrase.text!r} is dated without a reason")
                first, last = bounds(dated.edtf)
                expect(not (first and last) or first <= last, f"{dated.edtf} ends before it begins")

    return once


def _told() -> Once:
    """Dates at the head of an article and in its metadata."""

    def once(data: bytes) -> None:
        text = text_of(data)
        found = [dating.parsed(text), dating.in_address(text)]
        found += [one.iso for one in dating.dates(text)]
        for day in filter(None, found):
            expect(bounds(day) != (None, None), f"{day!r} is no date")
        list(dating.partial(text))

    return once


def _edtf() -> Once:
    def once(data: bytes) -> None:
        text = text_of(data)
        with_ledger = ledger_bounds.bounds(text)
        try:
            first, last = bounds(text)
        except ValueError:
            expect(with_ledger == (None, None), f"{text!r} has bounds in the ledger only")
            return
        if not (first and last and first > last):
            expect(overlap(text, text), f"{text!r} does not overlap itself")
        if with_ledger != (None, None):
            _known_to_others(text)
        _checked(text)

    return once


def _known_to_others(text: str) -> None:
    """What we take for a date others must take for one, too."""
    try:
        edtf.parse_edtf(text)
    except EDTFParseException as error:
        expect(_ODD.search(text) is not None, f"{text!r} has bounds, yet is no EDTF: {error}")
    except (AttributeError, TypeError):
        return  # its own slips, on masked months and on years behind an open end


def _checked(text: str) -> None:
    try:
        check_date(text)
    except ReadError:
        return
    expect(bounds(text) != (None, None), f"{text!r} passes as a date, but has no bounds")


def _figures() -> Once:
    codebook = load_codebook()

    def once(data: bytes) -> None:
        text = text_of(data)
        found = numbers(text, codebook.numbers)
        expect(all(a.end <= b.start for a, b in pairwise(found)), "numbers overlap")
        expect(all(0 <= n.start < n.end <= len(text) for n in found), "a number stands nowhere")
        measured = quantities(text, codebook.numbers, codebook.units)
        expect(
            all(q.start <= q.number.start < q.number.end <= q.end <= len(text) for q in measured),
            "a quantity does not hold its number",
        )
        expect(all(math.isfinite(q.value) for q in measured), "a quantity is not finite")

    return once


def _time_words() -> Iterable[str]:
    times = load_codebook().times
    for words in (*times.words.values(), *times.lists.values()):
        yield from words
    yield from "2024-02-29 29 February 31/12/1999 1990s Q3 12:30 p.m. 1998-99 century".split()


def _number_words() -> Iterable[str]:
    codebook = load_codebook()
    yield from codebook.units.forms
    yield from (
        "1,200.5 1.2.3 ½ −3 lakh crore bn dozen hundred thousand percent % $ € £ ¥ C$ Rs 12-1 "
        "9/11 10:45 7th 1990s third to from between and some MiG-23 \u200b \u202f"
    ).split()


_EDTF_WORDS = "2019 -03 -08 / .. ~ ? % X XX 199X -21 -33 -40 Y17E7 [ ] { } , - + T10:00Z".split()

TARGETS = {
    "dates": Target(_dates, _time_words, longest=512),
    "metadata": Target(_told, _time_words, longest=512),
    "edtf": Target(_edtf, lambda: _EDTF_WORDS, longest=64),
    "figures": Target(_figures, _number_words, longest=512),
}
