"""A round of questions: document by document, each question once, whatever the server does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dragoman.errors import ProposeError
from dragoman.ledger import Ledger, Run, verdicts
from dragoman.ledger.proposing import Question, Replied, answered, keep
from dragoman.ledger.store import stamp
from dragoman.model import Document, Report
from dragoman.pipeline import Reader
from dragoman.propose import asking
from dragoman.propose.checking import RefusalError, checked
from dragoman.propose.endpoint import (
    Budget,
    Endpoint,
    NoAnswerError,
    OutOfRequestsError,
    reply_to,
)
from dragoman.propose.unsure import Doubt, doubts

STRIKES = 3  # questions in a row without an answer after which the server is left alone


@dataclass(frozen=True, slots=True)
class Round:
    """One question that was asked: where, why, and what came of it; `new` proposals of it."""

    uri: str
    sentence: str
    reasons: tuple[str, ...]
    replied: Replied
    new: int


def propose(
    ledger: Ledger,
    documents: Iterable[tuple[Document, tuple[Report, ...]]],
    reader: Reader,
    at: Endpoint,
    budget: Budget,
    clock: Callable[[], datetime],
    *,
    below: float = 0.5,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Round]:
    """Ask about the sentences that are in doubt and keep what comes of it, question by question.

    Documents come with the reports that the ledger holds of them. Ends when the budget is used up;
    raises ProposeError when the server does not answer any more. What was answered before is not
    asked again.
    """
    prompt = asking.instructions(reader.codebook.types)
    origin = (at.model, at.host, asking.hash_of(prompt))
    run: Run | None = None
    strikes = 0
    try:
        for document, reports in documents:
            for question, doubt in _open(ledger, document, reports, reader, below, origin):
                if budget.left <= 0:
                    return
                run = run or _begun(ledger, reader, at, clock)
                replied = _replied(doubt, reader, at, prompt, budget, sleep)
                new = keep(ledger, run, question, replied, stamp(clock()))
                yield Round(document.uri, question.text, doubt.reasons, replied, new)
                strikes = strikes + 1 if replied.failed else 0
                if strikes == STRIKES:
                    raise ProposeError(
                        f"{at.host}: {replied.problems[0]}; {STRIKES} times in a row"
                    )
    except OutOfRequestsError:
        return
    finally:
        if run is not None:
            ledger.finish(run, clock())


def _begun(ledger: Ledger, reader: Reader, at: Endpoint, clock: Callable[[], datetime]) -> Run:
    codebook = reader.codebook
    version = f"{codebook.version}+{codebook.digest[:8]}"
    return ledger.begin("propose", f"{at.model} at {at.host}", version, clock())


def _open(
    ledger: Ledger,
    document: Document,
    reports: tuple[Report, ...],
    reader: Reader,
    below: float,
    origin: tuple[str, str, str],
) -> list[tuple[Question, Doubt]]:
    """The questions about a document that were not answered and that no person has settled."""
    if document.language not in (None, "en"):
        return []  # the reader's own model knows English only
    with ledger.reading() as connection:
        judged = verdicts.judged_reports(connection, {report.id for report in reports})
    found = []
    for doubt in doubts(document, reports, reader, below):
        if not judged.isdisjoint(report.id for report in doubt.reports):
            continue
        sentence = doubt.sentence
        where = (document.id, sentence.start, sentence.end, sentence.text)
        found.append((Question(*where, *origin), doubt))
    known = answered(ledger, [question.id for question, _ in found])
    return [(question, doubt) for question, doubt in found if question.id not in known]


def _replied(
    doubt: Doubt,
    reader: Reader,
    at: Endpoint,
    prompt: str,
    budget: Budget,
    sleep: Callable[[float], None],
) -> Replied:
    """Ask, take the answer apart and check every report of it."""
    try:
        raw = reply_to(at, asking.body(at.model, prompt, doubt), budget, sleep)
        told = asking.answer_of(raw)
    except NoAnswerError as error:
        return Replied(problems=(str(error),), failed=True)
    except asking.AnswerError as error:
        return Replied(problems=(str(error),))
    made: dict[str, Report] = {}
    problems = []
    for one in told:
        try:
            if isinstance(one, str):
                raise RefusalError(one)
            report = checked(one, doubt, reader, at.model)
            made.setdefault(report.id, report)
        except RefusalError as error:
            problems.append(str(error))
    return Replied(tuple(made.values()), tuple(dict.fromkeys(problems)))
