"""The few numbers that stand at the head of a page."""

from __future__ import annotations

from collections import Counter, defaultdict

from dragoman.model import Status
from dragoman.present.balance import HAPPENED
from dragoman.present.dossier import Dossier
from dragoman.present.summary import UNFULFILLED
from dragoman.present.timeline import Entry
from dragoman.present.words import counted, date_words

CONTRARY = frozenset({Status.ALLEGED, Status.DENIED, Status.NOT_OCCURRED})


def counts(dossier: Dossier) -> tuple[tuple[str, int], ...]:
    """What is counted, with its number: acts by how firmly they stand, disputes, voices."""
    states = [e.status for e in dossier.entries]
    return (
        ("act on record" if len(states) == 1 else "acts on record", len(states)),
        ("took place or going on", sum(s in HAPPENED for s in states)),
        ("planned or proposed", sum(s in UNFULFILLED for s in states)),
        ("alleged, denied or not done", sum(s in CONTRARY for s in states)),
        ("dispute" if len(dossier.contests) == 1 else "disputes", len(dossier.contests)),
        ("independent source" if dossier.voices == 1 else "independent sources", dossier.voices),
    )


def coverage(dossier: Dossier) -> str:
    """What the page rests on: documents, outlets, period, and what was left out by choice."""
    told = counted(len(dossier.sources), "document")
    if dossier.outlets:
        told += f" from {counted(len(dossier.outlets), 'named outlet')}"
    told += f", {dossier.voices} independent"
    if dossier.published:
        first, last = map(date_words, dossier.published)
        told += f"; published {first}" + (f" to {last}" if last != first else "")
    return ". ".join((told, *dossier.asked)) + "."


def status_counts(dossier: Dossier) -> Counter[Status]:
    """How many acts stand under each status."""
    return Counter(entry.status for entry in dossier.entries)


def uses(dossier: Dossier) -> dict[str, list[Entry]]:
    """For each passage of a source the acts that rest on it."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in dossier.entries:
        quoted = (a for q in entry.quotes for a in (q.anchor, *(place for _, place in q.also)))
        for anchor in dict.fromkeys(quoted):
            found[anchor].append(entry)
    return dict(found)
