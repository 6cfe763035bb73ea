"""The date of each record: from its own clause first, then from the scene that it is told in."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Judged, Parse
from dragoman.codebook.times import TimeWords
from dragoman.model import Claim, EventType, Figure, FigureKind, Report, Status
from dragoman.resolve.bounds import earliest
from dragoman.resolve.context import Dated
from dragoman.resolve.periods import period
from dragoman.resolve.phrases import Placed, by_sentence, placed_phrases
from dragoman.resolve.scenes import story
from dragoman.resolve.telling import Act, Telling
from dragoman.resolve.tense import Told, told_as

_SPEECH = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN,
                     EventType.SUPPORT, EventType.AGREE})  # fmt: skip

_POINTING = frozenset({"that", "this", "these", "those", "they", "among"})
# How long a thing has lasted is no amount of the day it is told on.
_LASTING = frozenset({"years", "months", "weeks", "days", "hours", "decades"})


def dated(parse: Parse, judged: Judged, words: TimeWords) -> Judged:
    """The same records with their dates and the reasons for them."""
    phrases = by_sentence(placed_phrases(parse, words))
    telling = Telling(parse, phrases, story(parse, phrases, words), words)
    reports = tuple(_report(r, telling) for r in judged.reports)
    return replace(
        judged,
        reports=reports,
        claims=tuple(_claim(c, telling) for c in judged.claims),
        figures=_figures(judged.figures, reports, telling),
    )


def _report(report: Report, telling: Telling) -> Report:
    act = Act(
        report.trigger,
        report.evidence,
        report.status,
        speech=report.type in _SPEECH,
        said=bool(report.speakers),
        meeting=report.type is EventType.CONSULT,
    )
    own = telling.own_phrase(act)
    found = telling.when(act, own)
    phrase = own.phrase.text if own else report.date_phrase
    if found is None and own is not None and _on_the_timetable(act, own, telling):
        act = replace(act, status=Status.PLANNED)
        report, found = replace(report, status=Status.PLANNED), telling.when(act, own)
    if found is None:
        return replace(report, date_phrase=phrase)
    return replace(report, date=found.edtf, date_phrase=phrase, date_reason=found.reason)


def _on_the_timetable(act: Act, own: Placed, telling: Telling) -> bool:
    """Whether an act told in the present is ahead: "the ministers meet in Lima on Friday"."""
    where, published = telling.place(act), telling.published
    if act.status is not Status.OCCURRED or where is None or published is None:
        return False
    first = earliest(own.dated.edtf) if own.dated else None
    present = told_as(*where, telling.words) is Told.PRESENT
    return present and own.context.direction > 0 and first is not None and first > published.last


def _claim(claim: Claim, telling: Telling) -> Claim:
    act = Act(claim.evidence, claim.evidence, Status.OCCURRED, speech=True, said=True)
    found = telling.when(act, telling.own_phrase(act))
    return replace(claim, date=found.edtf) if found and claim.date is None else claim


def _figures(
    figures: tuple[Figure, ...], reports: tuple[Report, ...], telling: Telling
) -> tuple[Figure, ...]:
    """The figures with their periods: their own, that of the act they count in, or the one before.

    "Oman released 40 sailors" counts on the day of the release; "those included nine Indians" goes
    on with the sentence before.
    """
    found: list[Figure] = []
    for figure in figures:
        told = _figure(figure, telling)
        if told.period is None and figure.unit not in _LASTING:
            acts = [r for r in reports if _counts_in(figure, r, telling)]
            nearest = min(acts, key=lambda r: (_apart(figure, r), r.id), default=None)
            pointed = _pointed(figure, found, telling)
            told = replace(told, period=nearest.date if nearest else pointed)
        found.append(told)
    return tuple(found)


def _counts_in(figure: Figure, report: Report, telling: Telling) -> bool:
    """Whether the number stands in the clause that tells a dated act."""
    inside = report.evidence.start <= figure.number.start < report.evidence.end
    sentence = telling.parse.sentence_at(figure.number.start)
    same = sentence is not None and sentence.start <= report.trigger.start < sentence.end
    counted = figure.kind in (FigureKind.COUNT, FigureKind.LEVEL)
    return counted and inside and same and report.date is not None


def _apart(figure: Figure, report: Report) -> int:
    return abs(figure.number.start - report.trigger.start)


def _pointed(figure: Figure, before: list[Figure], telling: Telling) -> str | None:
    """The period of the figure that a sentence on "those" or "that" goes on with."""
    sentence = telling.parse.sentence_at(figure.number.start)
    if sentence is None or not before or not sentence.tokens:
        return None
    near = telling.parse.sentence_at(before[-1].number.start)
    points = sentence.tokens[0].lower in _POINTING
    return before[-1].period if points and near and near.index == sentence.index - 1 else None


def _figure(figure: Figure, telling: Telling) -> Figure:
    if figure.period is not None:
        return figure
    placed = period(figure, telling)
    act = Act(figure.number, figure.evidence, Status.OCCURRED, amount=True)
    if placed and placed.dated:
        return replace(figure, period=_stretch(figure, placed, placed.dated))
    lasting = figure.unit in _LASTING
    found = telling.when(act, placed) if placed else telling.of_scene(act, month=False)
    return replace(figure, period=found.edtf) if found and not lasting else figure


def _stretch(figure: Figure, placed: Placed, dated: Dated) -> str:
    """A change told as "two years later" runs from the date before to the later one."""
    changed = figure.kind.value.startswith("change")
    if changed and placed.phrase.form == "later" and placed.context.told:
        first, last = sorted([str(placed.context.told), dated.edtf])
        return f"{first}/{last}" if "/" not in last else last
    # An amount reached "by 2025" is that of 2025.
    level = figure.kind is FigureKind.LEVEL
    return dated.edtf.removeprefix("../") if level else dated.edtf
