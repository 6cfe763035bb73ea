"""The opening paragraph: facts counted from the records, nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.model import Status
from dragoman.present.balance import HAPPENED
from dragoman.present.findings import Findings
from dragoman.present.labels import acts
from dragoman.present.sections import Measure
from dragoman.present.timeline import Entry
from dragoman.present.words import date_words

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
UNFULFILLED = frozenset({Status.PLANNED, Status.PROPOSED})


def summary(
    findings: Findings, entries: Sequence[Entry], measures: Sequence[Measure], voices: int
) -> tuple[str, ...]:
    """A few sentences on how much passed, of what kind, what came last, and what is contested."""
    if not entries:
        return ()
    found = (
        _how_much(findings, entries, voices),
        _of_what_kind(entries),
        _what_came_last(entries),
        _what_is_contested(findings, entries),
        _what_is_measured(measures),
    )
    return tuple(s for s in found if s)


def _how_much(findings: Findings, entries: Sequence[Entry], voices: int) -> str:
    a, b = (findings.name(code) for code in findings.pair)
    n = len(entries)
    held = f"{_capital(_count(n, 'act'))} between {a} and {b} {'is' if n == 1 else 'are'} on record"
    return f"{held}, told by {_count(voices, 'independent source')}."


def _of_what_kind(entries: Sequence[Entry]) -> str:
    states = [e.status for e in entries]
    took = sum(s in HAPPENED for s in states)
    counts = (
        (took, "took place or are going on", "took place or is going on"),
        (
            sum(s in UNFULFILLED for s in states),
            "are planned or proposed",
            "is planned or proposed",
        ),
        (states.count(Status.ALLEGED), "are alleged", "is alleged"),
        (states.count(Status.DENIED), "are denied", "is denied"),
        (states.count(Status.NOT_OCCURRED), "did not take place", "did not take place"),
    )
    parts = [f"{number(n)} {one if n == 1 else many}" for n, many, one in counts if n]
    kinds = Counter(acts(e.kind).lower() for e in entries).most_common(3)
    most = _series([f"{kind} ({n})" for kind, n in kinds])
    return f"{_capital(_series(parts))}; the most frequent kinds are {most}."


def _what_came_last(entries: Sequence[Entry]) -> str:
    happened = [e for e in entries if e.status in HAPPENED and e.date]
    if not happened:
        return ""
    last = happened[-1]
    where = f" in {last.place}" if last.place else ""
    when = date_words(last.date)
    return f"The latest that took place is “{last.label.lower()}”{where}, dated {when}."


def _what_is_contested(findings: Findings, entries: Sequence[Entry]) -> str:
    acts_, n = sum(e.disputed for e in entries), len(findings.disputes)
    if not (acts_ or n):
        return ""
    return f"{_capital(_count(n, 'dispute'))} {'is' if n == 1 else 'are'} on record" + (
        f", touching {_count(acts_, 'act')}." if acts_ else "."
    )


def _what_is_measured(measures: Sequence[Measure]) -> str:
    if not measures:
        return ""
    best = max(measures, key=lambda m: len(m.drawn))
    if not best.drawn:
        return f"{_capital(_count(len(measures), 'measure'))} given in figures below."
    first, last = best.drawn[0], best.drawn[-1]
    return (
        f"The longest series is {best.name}: {first.words} in {first.period}, "
        f"{last.words} in {last.period}."
    )


def number(n: int) -> str:
    """A number in a sentence: in words up to twelve."""
    return _WORDS[n] if n < len(_WORDS) else f"{n:,}"


def _count(n: int, noun: str) -> str:
    return f"{number(n)} {noun}{'' if n == 1 else 's'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _series(parts: Sequence[str]) -> str:
    return (
        parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
    )
