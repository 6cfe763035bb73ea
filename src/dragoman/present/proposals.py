"""Proposals of language models in words: always with who proposed them, never as a record."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.ledger.proposing import Proposal
from dragoman.model import Document, Report
from dragoman.present.inert import one_line
from dragoman.present.labels import act
from dragoman.present.marking import underlined
from dragoman.present.passages import sentences_around
from dragoman.present.status import LOOKS, marked
from dragoman.present.table import wrap
from dragoman.present.words import date_words, named, what, who

MARGIN = 15


def proposal_text(one: Proposal, document: Document | None, width: int = 100) -> str:
    """A proposal with its sentence, the words it rests on, and whose it is."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(one, document, max(width, 50)))


def _lines(one: Proposal, document: Document | None, width: int) -> Iterator[str]:
    report = one.report
    yield f"PROPOSAL {report.id}, {one.state}"
    told = f"{act(report.type, report.mode, report.trigger.text)}: {who(report)}"
    yield from _field("what", f"{told} ({what(report.type, report.mode)})", width)
    yield from _field("status", f"{marked(report.status)}: {LOOKS[report.status].meaning}", width)
    speaker = _speaker(report)
    yield from _field("on whose word", speaker, width)
    yield from _field("date", date_words(report.date), width)
    yield from _field("proposed by", f"{one.model} at {one.host}, {one.at}", width)
    yield from _field("prompt", one.prompt, width)
    yield from _field("document", ", ".join(filter(None, _source(one))), width)
    sentence = report.evidence
    if document is not None and sentence.stands_in(document.text):
        sentence = document.span(*sentences_around(document, sentence))
    marks = [(report.evidence, "·"), (report.trigger, "^")]
    for i, (line, signs) in enumerate(underlined(sentence, marks, width - MARGIN)):
        yield f"{'' if i else 'sentence':<{MARGIN}}{line}"
        if signs:
            yield " " * MARGIN + signs


def _speaker(report: Report) -> str:
    """On whose word the act would stand; who has no code is told by name alone."""
    if report.speaker is None:
        return "the document's own"
    return named(report.speaker) if report.speaker.code else report.speaker.name


def _source(one: Proposal) -> tuple[str | None, ...]:
    return one.publisher, one.published, one.title, one.uri


def _field(name: str, words: str, width: int) -> Iterator[str]:
    for i, line in enumerate(wrap(one_line(words), width - MARGIN)):
        yield f"{'' if i else name:<{MARGIN}}{line}"
