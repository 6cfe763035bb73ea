"""The whole way of an article: whatever it says, every record quotes what stands there."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.codebook import load_codebook
from dragoman.export.records import records_json, to_line
from dragoman.model import Document, Records, Span
from dragoman.pipeline import load_reader, read_document
from dragoman.resolve.bounds import bounds
from fuzz.target import Once, Target, expect, text_of


def _read() -> Once:
    reader = load_reader()

    def once(data: bytes) -> None:
        text = text_of(data)
        if not text.strip():
            return
        body = ((0, len(text)),)
        document = Document("d", "d", text, body, published="2024-05-14", language="en")
        found = read_document(document, reader)
        for span in _quotes(found):
            expect(span.stands_in(text), f"{span} does not stand in the text")
        for record in (*found.events, *found.claims, *found.figures, *found.ties):
            expect(0 <= record.confidence <= 1, f"confidence {record.confidence}")
        for day in (*(r.date for r in found.events), *(f.period for f in found.figures)):
            expect(day is None or bounds(day) is not None, f"{day!r} is no date")
        to_line(records_json(found)).encode()

    return once


def _quotes(found: Records) -> Iterable[Span]:
    for record in (*found.events, *found.claims, *found.figures, *found.ties):
        yield record.evidence
    for report in found.events:
        yield report.trigger
        yield from report.further
        if report.cue:
            yield report.cue
    yield from (figure.number for figure in found.figures)
    for said in found.attributions:
        yield said.cue
        yield said.content
        if said.source:
            yield said.source


def _words() -> Iterable[str]:
    codebook = load_codebook()
    yield from sorted({e.surface for es in codebook.actors.entries.values() for e in es})[::40]
    yield from sorted({*codebook.frames.verbs, *codebook.frames.nouns})
    yield from (
        "“ ” \" ' — ( ) , . ; : ? ! he they both sides the two countries said that according to "
        "denied allegedly will did not has been by with and or who which on Monday in March 2019 "
        "million dollars percent troops minister president foreign ministry"
    ).split()


TARGETS = {"article": Target(_read, _words, longest=1500, seconds=30.0)}
