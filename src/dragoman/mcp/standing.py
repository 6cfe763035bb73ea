"""How far a record may be believed, in words that an agent can hardly misread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.model import Report, Status
from dragoman.present.balance import HAPPENED
from dragoman.present.status import LOOKS
from dragoman.query.rows import EventRow, ReportRow

_RULES = {
    Status.PLANNED: "Not done: say that it is planned, never that it happened.",
    Status.PROPOSED: "Not done: say that it is proposed, never that it happened.",
    Status.ALLEGED: "Not established: say who alleges it, never that it happened.",
    Status.DENIED: "Never state it as a fact: say who denies it.",
    Status.NOT_OCCURRED: "Never say that it happened: the text says that it did not.",
}
_TOLD = "Told as done: cite it as told by the outlet named."
_ON_A_WORD = "Told as done on someone's word only: name that speaker."
_DISPUTED = "DISPUTED, sources contradict one another: give every side."
_SAID = {Status.OCCURRED: "SAID TO HAVE OCCURRED", Status.ONGOING: "SAID TO BE ONGOING"}
_UNSURE = "The reader is unsure of it: judge by the quote."
_SURE = 0.5
_CONTRARY = frozenset({Status.DENIED, Status.NOT_OCCURRED, Status.ALLEGED})


def headline(status: Status, own_voice: bool = True) -> str:
    """The status in words: "DENIED (someone denies that it happened or will)".

    What is done on someone's word only is "SAID TO HAVE OCCURRED".
    """
    if status in _SAID and not own_voice:
        return f"{_SAID[status]} (a speaker says so, not the outlet)"
    look = LOOKS[status]
    return f"{look.word.upper()} ({look.meaning})"


def event_headline(row: EventRow) -> str:
    """The status of an act with what speaks against relying on it."""
    doubts = ["DISPUTED"] * row.event.disputed + ["UNSURE"] * _unsure(row)
    return ", ".join([*doubts, headline(row.event.status, _in_own_voice(row))])


def event_standing(row: EventRow) -> dict[str, Any]:
    """Whether an act may be stated as a fact, and how to cite it."""
    event = row.event
    told = [one.report for one in row.reports]
    contrary = any(report.status in _CONTRARY for report in told)
    own_voice = _in_own_voice(row)
    rules = [_rule(event.status, own_voice)]
    if event.disputed:
        rules.append(_DISPUTED)
    elif contrary and event.status in HAPPENED:
        rules.append("Not every report tells it as done: see their statuses.")
    unsure = _unsure(row)
    rules += [_UNSURE] if unsure else []
    believed = own_voice and not (event.disputed or contrary or unsure)
    fact = event.status in HAPPENED and believed
    return {"status": event.status, "may_be_stated_as_fact": fact, "how_to_cite": " ".join(rules)}


def report_standing(report: Report) -> dict[str, Any]:
    """The same for what one document tells."""
    own_voice = report.speaker is None
    fact = report.status in HAPPENED and own_voice and report.confidence >= _SURE
    how = _rule(report.status, own_voice)
    return {"status": report.status, "may_be_stated_as_fact": fact, "how_to_cite": how}


def telling_order(reports: Sequence[ReportRow]) -> list[ReportRow]:
    """The reports so that each status and each speaker is met before any is met again."""
    first: dict[tuple[str, str | None], ReportRow] = {}
    for row in reports:
        speaker = row.report.speaker
        first.setdefault((row.report.status, speaker.code if speaker else None), row)
    chosen = list(first.values())
    met = {row.report.id for row in chosen}
    return [*chosen, *(row for row in reports if row.report.id not in met)]


def _in_own_voice(row: EventRow) -> bool:
    told = (one.report for one in row.reports)
    return any(report.speaker is None and report.status in HAPPENED for report in told)


def _unsure(row: EventRow) -> bool:
    return row.event.confidence < _SURE and not row.reviewed


def _rule(status: Status, own_voice: bool) -> str:
    if status in HAPPENED:
        return _TOLD if own_voice else _ON_A_WORD
    return _RULES[status]
