"""The date of each act: from its own clause first, then from the scene that it is told in."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Judged, Parse, Sentence, Token
from dragoman.model import Report
from dragoman.resolve.attach import FAR, distance
from dragoman.resolve.phrases import Placed, by_sentence, placed_phrases, token_in

_REACH = 5
# Shapes that tell how long or how often, not when.
_NO_DATE = frozenset({"duration", "set", "now", "vague", "anniversary", "until", "then"})


def dated(parse: Parse, judged: Judged) -> Judged:
    """The same records with their dates and the reasons for them."""
    phrases = by_sentence(placed_phrases(parse))
    return replace(judged, reports=tuple(_dated(parse, r, phrases) for r in judged.reports))


def _dated(parse: Parse, report: Report, phrases: dict[int, list[Placed]]) -> Report:
    sentence = parse.sentence_at(report.trigger.start)
    if sentence is None:
        return report
    own = own_phrase(sentence, report, phrases.get(sentence.index, []))
    if own is None:
        return report
    told = own.dated
    return replace(
        report,
        date=told.edtf if told else None,
        date_phrase=own.phrase.text,
        date_reason=f"{own.phrase.text!r} in its clause: {told.reason}" if told else None,
    )


def own_phrase(sentence: Sentence, report: Report, phrases: list[Placed]) -> Placed | None:
    """The phrase that dates the act in its own sentence: the nearest in the tree."""
    trigger = token_in(sentence, report.trigger.start, report.trigger.end)
    if trigger is None:
        return None
    scored = [
        (cost, abs(p.phrase.start - trigger.start), n)
        for n, p in enumerate(phrases)
        if p.phrase.form not in _NO_DATE
        and (cost := _cost(sentence, trigger, p, report)) <= _REACH
    ]
    return phrases[min(scored)[2]] if scored else None


def _cost(sentence: Sentence, trigger: Token, placed: Placed, report: Report) -> int:
    if placed.governor is None:
        return FAR
    inside = report.evidence.overlaps(placed.phrase.start, placed.phrase.end)
    return distance(sentence, trigger, placed.governor) + (0 if inside else 1)
