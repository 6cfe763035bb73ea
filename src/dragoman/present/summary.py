"""The opening paragraph: facts counted from the records, nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Status
from dragoman.present.balance import HAPPENED
from dragoman.present.findings import Findings
from dragoman.present.labels import acts
from dragoman.present.sections import Contest, Measure
from dragoman.present.timeline import Entry
from dragoman.present.words import in_prose, listed

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
UNFULFILLED = frozenset({Status.PLANNED, Status.PROPOSED})


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence, part of which (`linked`) leads to where the page shows what it says."""

    before: str
    linked: str = ""
    after: str = ""
    anchor: str = ""

    def __str__(self) -> str:
        return self.before + self.linked + self.after


def summary(
    findings: Findings,
    entries: Sequence[Entry],
    contests: Sequence[Contest],
    measures: Sequence[Measure],
    voices: int,
) -> tuple[Fact, ...]:
    """A few sentences on how much passed, of what kind, what came last, and what is contested."""
    if not entries:
        return ()
    found = (
        _how_much(findings, entries, voices),
        _of_what_kind(entries),
        _what_came_last(entries),
        _what_is_to_come(entries),
        _what_is_contested(contests),
        _what_is_measured(measures),
    )
    return tuple(fact for fact in found if fact)


def _how_much(findings: Findings, entries: Sequence[Entry], voices: int) -> Fact:
    a, b = (in_prose(findings.name(code)) for code in findings.pair)
    n = len(entries)
    held = f" between {a} and {b} {'is' if n == 1 else 'are'} on record"
    told = f"{held}, told by {_count(voices, 'independent source')}."
    return Fact("", _capital(_count(n, "act")), told, "timeline")


def _of_what_kind(entries: Sequence[Entry]) -> Fact:
    states = [e.status for e in entries]
    took, to_come = (sum(s in some for s in states) for some in (HAPPENED, UNFULFILLED))
    counts = (
        (took, "took place or are going on", "took place or is going on"),
        (to_come, "are planned or proposed", "is planned or proposed"),
        (states.count(Status.ALLEGED), "are alleged", "is alleged"),
        (states.count(Status.DENIED), "are denied", "is denied"),
        (states.count(Status.NOT_OCCURRED), "did not take place", "did not take place"),
    )
    parts = [f"{number(n)} {one if n == 1 else many}" for n, many, one in counts if n]
    kinds = Counter(acts(e.kind).lower() for e in entries).most_common(3)
    most = listed([f"{kind} ({n})" for kind, n in kinds])
    verb = "kinds are" if len(kinds) > 1 else "kind is"
    return Fact(f"{_capital(listed(parts))}; the most frequent {verb} {most}.")


def _what_came_last(entries: Sequence[Entry]) -> Fact | None:
    happened = [e for e in entries if e.status in HAPPENED and e.date]
    return _one("The latest that took place: ", happened[-1]) if happened else None


def _what_is_to_come(entries: Sequence[Entry]) -> Fact | None:
    """What is planned for later than all that took place."""
    dated = [e for e in entries if e.date and (e.status in HAPPENED or e.status in UNFULFILLED)]
    if not dated or dated[-1].status in HAPPENED:
        return None
    return _one(f"Still {dated[-1].status}: ", dated[-1])


def _one(before: str, entry: Entry) -> Fact:
    place = f", {entry.place}" if entry.place else ""
    return Fact(
        before, entry.label.lower(), f", {entry.sides}{place}, {entry.when}.", f"e-{entry.id}"
    )


def _what_is_contested(contests: Sequence[Contest]) -> Fact | None:
    if not contests:
        return None
    held = f" {'is' if len(contests) == 1 else 'are'} on record"
    latest = contests[0].positions
    sides = ", ".join(p.words for p in latest)
    which = "" if len(contests) == 1 else "; in the latest"
    return Fact(
        "", _capital(_count(len(contests), "dispute")), f"{held}{which}: {sides}.", "disputes"
    )


def _what_is_measured(measures: Sequence[Measure]) -> Fact | None:
    best = max(measures, key=lambda m: len(m.drawn), default=None)
    # What is given for a stretch of years is often a goal, not a value reached.
    told = [v for v in best.drawn if not v.reach] if best else []
    if best is None or len(told) < 2:
        return None
    first, last = told[0], told[-1]
    after = f": {first.words} in {first.period}, {last.words} in {last.period}."
    return Fact("The longest series of figures is ", best.name, after, f"f-{best.id}")


def number(n: int) -> str:
    """A number in a sentence: in words up to twelve."""
    return _WORDS[n] if n < len(_WORDS) else f"{n:,}"


def _count(n: int, noun: str) -> str:
    return f"{number(n)} {noun}{'' if n == 1 else 's'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
