"""The sources of a page, with each quote in its sentence and each text counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Document, Span
from dragoman.parse.sentences import sentence_spans
from dragoman.present.inert import web_address

Cited = tuple[str, Span]
"""A document's id and a span of its text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences; `segments` are its pieces, each marked as evidence or not."""

    anchor: str
    segments: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document on the page, with its number and the passages that are quoted from it.

    `copies` are the numbers of sources with nearly the same text: together they are one voice.
    """

    number: int
    document: Document
    address: str | None
    passages: tuple[Passage, ...]
    copies: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The title, or the opening words where there is none."""
        return self.document.title or opening(self.document) or file_name(self.document.uri)

    @property
    def copied(self) -> str:
        """With which sources it shares its text, in words; empty where with none."""
        numbers = ", ".join(f"[{n}]" for n in self.copies)
        return f"nearly the same text as {numbers}" if numbers else ""


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a page, and where each cited span is found on it."""

    listed: tuple[Source, ...]
    anchors: Mapping[Cited, str]
    numbers: Mapping[str, int]


def gather(documents: Iterable[Document], cited: Iterable[Cited]) -> Sources:
    """Number the documents by date and set each cited span into its sentences."""
    spans: dict[str, set[Span]] = defaultdict(set)
    for document, span in cited:
        spans[document].add(span)
    kept = sorted(
        (d for d in documents if d.id in spans), key=lambda d: (d.published or "9999", d.uri, d.id)
    )
    numbers = {d.id: n for n, d in enumerate(kept, 1)}
    clusters: dict[str, list[int]] = defaultdict(list)
    for d in kept:
        if d.cluster:
            clusters[d.cluster].append(numbers[d.id])
    listed: list[Source] = []
    anchors: dict[Cited, str] = {}
    for d in kept:
        passages, found = _passages(d, numbers[d.id], sorted(spans[d.id]))
        anchors |= {(d.id, span): anchor for span, anchor in found.items()}
        same = tuple(n for n in clusters.get(d.cluster or "", []) if n != numbers[d.id])
        listed.append(Source(numbers[d.id], d, web_address(d.url), passages, same))
    return Sources(tuple(listed), anchors, numbers)


def independent(documents: Iterable[Document]) -> int:
    """How many independent voices the documents are: one text, or one outlet, is one voice."""
    groups: list[set[tuple[str, str]]] = []
    for d in documents:
        keys = {("document", d.id)}
        keys |= {("cluster", d.cluster)} if d.cluster else set()
        keys |= {("outlet", d.publisher.casefold().strip())} if d.publisher else set()
        touching = [g for g in groups if g & keys]
        groups = [g for g in groups if not g & keys] + [keys.union(*touching)]
    return len(groups)


def file_name(uri: str) -> str:
    """The last part of a path or address, for a document that bears no title."""
    return uri.rstrip("/").rpartition("/")[2] or uri


def opening(document: Document, length: int = 80) -> str:
    """The first words of the body."""
    start = document.body[0][0] if document.body else 0
    words = " ".join(document.text[start : start + 4 * length].split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def _passages(
    document: Document, number: int, spans: list[Span]
) -> tuple[tuple[Passage, ...], dict[Span, str]]:
    stretches: list[tuple[int, int, list[Span]]] = []
    for span in spans:
        start, end = sentences_around(document, span)
        if stretches and start < stretches[-1][1]:
            first, last, inside = stretches[-1]
            stretches[-1] = (min(first, start), max(last, end), [*inside, span])
        else:
            stretches.append((start, end, [span]))
    passages = tuple(
        Passage(f"s{number}-{n}", _segments(document.text, start, end, inside))
        for n, (start, end, inside) in enumerate(stretches, 1)
    )
    anchors = {
        span: p.anchor
        for p, (_, _, inside) in zip(passages, stretches, strict=True)
        for span in inside
    }
    return passages, anchors


def sentences_around(document: Document, span: Span) -> tuple[int, int]:
    """The bounds of the whole sentences that a span touches; the span's own if there are none."""
    text = document.text
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    ends = [at for at in (text.find("\n", span.end), text.find("\r", span.end)) if at >= 0]
    around = sentence_spans(text, start, min(ends, default=len(text)), document.language or "en")
    touched = [(a, b) for a, b in around if span.overlaps(a, b)]
    if not touched:
        return span.start, span.end
    return min(touched[0][0], span.start), max(touched[-1][1], span.end)


def _segments(text: str, start: int, end: int, spans: list[Span]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = start
    for span in spans:
        if span.end <= at:
            continue
        if span.start > at:
            pieces.append((text[at : span.start], False))
        pieces.append((text[max(at, span.start) : span.end], True))
        at = span.end
    if at < end:
        pieces.append((text[at:end], False))
    return tuple(pieces)
