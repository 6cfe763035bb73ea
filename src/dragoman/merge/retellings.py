"""Within a document, one report per act: retellings become further evidence of the best telling."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import EventType, Report, Status

# What an announced or tentative act and its carrying out look like in one article: the same words.
_HAPPENING = {Status.OCCURRED, Status.ONGOING}
_OPEN = {Status.PLANNED, Status.PROPOSED}


def retellings(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """One report per act, in the order of the text; the surest telling leads, else the first."""
    groups: list[list[Report]] = []
    for report in sorted(reports, key=lambda r: (r.evidence.start, r.trigger.start, r.id)):
        home = next((g for g in groups if all(_same_act(report, other) for other in g)), None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    return tuple(
        sorted((_lead(g) for g in groups), key=lambda r: (r.evidence.start, r.trigger.start, r.id))
    )


def _same_act(a: Report, b: Report) -> bool:
    return (
        a.type == b.type
        and a.codes == b.codes
        and (a.symmetric or b.symmetric or _side(a) == _side(b))
        and (a.rule == b.rule or _word(a) == _word(b))
        and _status_agrees(a.status, b.status)
        and (a.date is None or b.date is None or a.date == b.date)
        and _words_agree(a, b)
    )


def _side(report: Report) -> frozenset[str]:
    return frozenset(p.code for p in report.sources)


def _word(report: Report) -> str:
    return report.trigger.text.lower()[:5]


def _status_agrees(a: Status, b: Status) -> bool:
    return a == b or {a, b} <= _HAPPENING or {a, b} <= _OPEN


def _words_agree(a: Report, b: Report) -> bool:
    """Whether the words allow one act: statements differ by what is said, meetings do not."""
    if a.type in {EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT}:
        return a.rule == b.rule and _word(a) == _word(b)
    return True


def _lead(group: list[Report]) -> Report:
    best = max(group, key=lambda r: (r.confidence, -r.evidence.start))
    others = tuple(r.evidence for r in group if r is not best and r.evidence != best.evidence)
    dated = best if best.date else next((r for r in group if r.date), best)
    return replace(
        best,
        further=best.further + others,
        date=dated.date,
        date_phrase=dated.date_phrase,
        date_reason=dated.date_reason,
        place=best.place or next((r.place for r in group if r.place), None),
    )
