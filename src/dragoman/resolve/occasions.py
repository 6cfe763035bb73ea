"""An occasion taken up again: "during the trip" has the date and place told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.analysis import Parse, Sentence, Token
from dragoman.codebook.times import TimeWords
from dragoman.model import Report
from dragoman.resolve.attach import distance
from dragoman.resolve.phrases import token_in

_REACH = 3
_BEFORE = frozenset({"at", "during", "in", "after", "of"})
_DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its"})


def recalled(parse: Parse, reports: Sequence[Report], words: TimeWords) -> tuple[Report, ...]:
    """The same reports; those at an occasion told before have its date and place."""
    known: dict[int, Report] = {}
    found: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (r.trigger.start, r.id)):
        sentence = parse.sentence_at(report.trigger.start)
        if sentence is None:
            continue
        trigger = token_in(sentence, report.trigger.start, report.trigger.end)
        if trigger is None:
            continue
        occasion = _occasion(sentence, trigger, words)
        if occasion in known:
            found[report.id] = report = _as_at(report, known[occasion])
        own = _group(trigger.lemma, words)
        if own is not None and report.date_phrase:
            known[own] = report
    return tuple(found.get(r.id, r) for r in reports)


def _occasion(sentence: Sentence, trigger: Token, words: TimeWords) -> int | None:
    """The occasion that a clause places its act at, as the number of its line in the codebook."""
    for token in sentence.tokens:
        group = _group(token.lemma, words) if token.dep == "pobj" else None
        if group is None or sentence.tokens[token.head].lower not in _BEFORE:
            continue
        definite = sentence.children_of(token.i, "det", "poss")
        above = sentence.tokens[sentence.tokens[token.head].head]
        if (
            any(d.lower in _DEFINITE for d in definite)
            and distance(sentence, trigger, above) <= _REACH
        ):
            return group
    return None


def _group(lemma: str, words: TimeWords) -> int | None:
    return next((n for n, line in enumerate(words.occasions) if lemma in line), None)


def _as_at(report: Report, occasion: Report) -> Report:
    place = report.place or occasion.place
    if report.date_phrase or occasion.date is None or occasion.trigger == report.trigger:
        return replace(report, place=place)
    reason = f"at the occasion told before: {occasion.trigger.text!r}, {occasion.date_phrase!r}"
    return replace(report, date=occasion.date, date_reason=reason, place=place)
