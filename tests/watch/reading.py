"""A reader for tests: it understands four kinds of sentences, and at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman import filling
from dragoman.codebook import load_codebook
from dragoman.model import (
    Claim,
    Document,
    EventType,
    Figure,
    FigureKind,
    Party,
    Records,
    Report,
    Span,
    Stance,
    Status,
    identifier,
)
from dragoman.settings import Settings

STATUS = {"visited": Status.OCCURRED, "will visit": Status.PLANNED}
STANCE = {"denied": Stance.DENIES, "said": Stance.ASSERTS}
_VISIT = re.compile(r"([A-Z]{3}) (visited|will visit) ([A-Z]{3}) on ([\d-]+)\.")
_CLAIM = re.compile(r"([A-Z]{3}) (said|denied) that (.+?)\.")
_TRADE = re.compile(r"Trade of ([A-Z]{3}) and ([A-Z]{3}) reached (\d+) million in (\d{4})\.")


def party(code: str) -> Party:
    return Party(code, code, code)


def read_nameless(documents: Sequence[Document], settings: Settings) -> list[Records]:
    """What documents say in such sentences, in place of the real reading."""
    return [_read(document, settings) for document in documents]


def _read(document: Document, settings: Settings) -> Records:
    text, codebook = document.text, load_codebook(settings.codebook)
    return Records(
        document=document,
        extractor=filling.extractor(settings),
        codebook=f"{codebook.version}+{codebook.digest[:8]}",
        events=tuple(_report(document, found) for found in _VISIT.finditer(text)),
        claims=tuple(_claim(document, found) for found in _CLAIM.finditer(text)),
        figures=tuple(_figure(document, found) for found in _TRADE.finditer(text)),
    )


def _report(document: Document, found: re.Match[str]) -> Report:
    source, verb, target, day = found.groups()
    return Report(
        id=identifier(document.id, found.start()),
        type=EventType.CONSULT,
        mode="visit",
        sources=(party(source),),
        targets=(party(target),),
        status=STATUS[verb],
        evidence=Span.of(document.text, *found.span()),
        trigger=Span.of(document.text, *found.span(2)),
        confidence=0.8,
        date=day,
    )


def _claim(document: Document, found: re.Match[str]) -> Claim:
    speaker, verb, said = found.groups()
    return Claim(
        id=identifier(document.id, "claim", found.start()),
        speaker=party(speaker),
        stance=STANCE[verb],
        proposition=said,
        about=tuple(re.findall(r"[A-Z]{3}", said)),
        evidence=Span.of(document.text, *found.span()),
        confidence=0.8,
    )


def _figure(document: Document, found: re.Match[str]) -> Figure:
    return Figure(
        id=identifier(document.id, "figure", found.start()),
        measure="trade turnover",
        actors=(found[1], found[2]),
        value=int(found[3]) * 1e6,
        unit="USD",
        kind=FigureKind.LEVEL,
        evidence=Span.of(document.text, *found.span()),
        number=Span.of(document.text, *found.span(3)),
        confidence=0.9,
        period=found[4],
    )
