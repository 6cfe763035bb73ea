"""The date of each act: from its own clause first, then from the scene that it is told in."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Judged, Parse, Sentence, Token
from dragoman.model import EventType, Report, Status
from dragoman.resolve.attach import FAR, distance
from dragoman.resolve.bounds import earliest, latest
from dragoman.resolve.calendar import Moment
from dragoman.resolve.dates import Dated
from dragoman.resolve.phrases import Placed, by_sentence, placed_phrases, token_in
from dragoman.resolve.scenes import Story, story
from dragoman.resolve.tense import Told, told_as

_REACH = 5
_LEAD = 3
# Shapes that tell how long or how often, not when.
_NO_DATE = frozenset({"duration", "set", "now", "vague", "anniversary", "until"})
_SPEECH = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN,
                     EventType.SUPPORT, EventType.AGREE})  # fmt: skip
_TOLD = frozenset({Status.OCCURRED, Status.ALLEGED})
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})


def dated(parse: Parse, judged: Judged) -> Judged:
    """The same records with their dates and the reasons for them."""
    phrases = by_sentence(placed_phrases(parse))
    told = story(parse, phrases)
    reports = tuple(_dated(parse, r, phrases, told) for r in judged.reports)
    return replace(judged, reports=reports)


def _dated(parse: Parse, report: Report, phrases: dict[int, list[Placed]], told: Story) -> Report:
    sentence = parse.sentence_at(report.trigger.start)
    trigger = sentence and token_in(sentence, report.trigger.start, report.trigger.end)
    if sentence is None or trigger is None:
        return report
    published = Moment.parse(parse.document.published)
    own = own_phrase(sentence, trigger, report, phrases.get(sentence.index, []))
    if own:
        found = _of_clause(own, sentence, told)
        if found and not _fits(found.edtf, report.status, published):
            found = None
        return _with(report, found, own.phrase.text)
    return _with(report, _of_scene(parse, sentence, trigger, report, told), None)


def _with(report: Report, found: Dated | None, phrase: str | None) -> Report:
    if found is None:
        return replace(report, date_phrase=phrase)
    return replace(report, date=found.edtf, date_phrase=phrase, date_reason=found.reason)


def own_phrase(
    sentence: Sentence, trigger: Token, report: Report, phrases: list[Placed]
) -> Placed | None:
    """The phrase that dates the act in its own sentence: the nearest in the tree."""
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


def _of_clause(own: Placed, sentence: Sentence, told: Story) -> Dated | None:
    text = own.phrase.text
    if own.phrase.form == "then":
        scene = told.scenes.get(sentence.index)
        if scene is None or "/" in scene.date:
            return None
        return Dated(f"{scene.date.rstrip('~')}~", f"{text!r}: the time of {scene.phrase!r}")
    if own.dated is None:
        return None
    return Dated(own.dated.edtf, f"{text!r} in its clause: {own.dated.reason}")


def _fits(edtf: str, status: Status, published: Moment | None) -> bool:
    """Whether what happened is not dated ahead of publication, nor what is planned long before it."""
    first, last = earliest(edtf), latest(edtf)
    if published is None or published.date is None:
        return True
    if status in _AHEAD:
        return last is None or (published.first - last).days <= 7
    return first is None or (first - published.last).days <= 1


def _of_scene(
    parse: Parse, sentence: Sentence, trigger: Token, report: Report, told: Story
) -> Dated | None:
    """The date of the scene, for an act told as part of it."""
    if not _part_of_story(parse, sentence, trigger, report):
        return None
    scene = told.at(sentence)
    if scene:
        return Dated(scene.date, f"told in the scene of {scene.phrase!r}")
    published = Moment.parse(parse.document.published)
    if published and published.day:
        month = Moment(published.year, published.month)
        return Dated(f"{month}~", f"told as news in an article of {published}")
    return None


def _part_of_story(parse: Parse, sentence: Sentence, trigger: Token, report: Report) -> bool:
    if report.status not in _TOLD:
        return False
    tense = told_as(sentence, trigger)
    if tense is Told.PAST or (tense is Told.PERFECT and sentence.index < _LEAD):
        return True
    return report.type in _SPEECH and bool(report.speakers) and _spoken(parse, sentence, trigger)


def _spoken(parse: Parse, sentence: Sentence, trigger: Token) -> bool:
    """Whether the act is done in someone's own words: "We condemn …"; the quotation is the act."""
    quoted = any(q.start <= trigger.start < q.end for q in parse.quotations)
    subject = sentence.child(trigger.i, "nsubj")
    return quoted or (subject is not None and subject.lower in {"we", "i"})
