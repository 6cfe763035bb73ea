"""Phrases built of phrases: "since March", "from 1992 to 1994", "between Monday and Friday"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.codebook.times import TimeWords, Value

# Forms that name a point or a stretch of the calendar, and so can open or close a longer one.
POINTS = frozenset(
    "date year month weekday nearday period season quarter half decade holiday turn same week ago"
    " later century fiscal piece".split()
)
_LINKS = ("since", "until", "before", "by", "after")


@dataclass(frozen=True, slots=True)
class Atom:
    """A phrase within its sentence's text; offsets count from the sentence's start."""

    start: int
    end: int
    form: str
    values: dict[str, Value] = field(default_factory=dict)


def composed(text: str, atoms: list[Atom], words: TimeWords) -> list[Atom]:
    """The phrases, neighbours joined to ranges, with the words that open or close a stretch."""
    joined: list[Atom] = []
    for atom in atoms:
        both = _range(text, joined[-1], atom, words) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(atom)
    return [_linked(text, joined[n - 1].end if n else 0, a, words) for n, a in enumerate(joined)]


def _range(text: str, first: Atom, second: Atom, words: TimeWords) -> Atom | None:
    if first.form not in POINTS or second.form not in POINTS:
        return None
    between = text[first.end : second.start].strip().lower()
    for opening, middle in words.ranges:
        if between != middle:
            continue
        before = re.search(rf"(?<!\w){opening}\s+$", text[: first.start], re.IGNORECASE)
        if not opening or before:
            start = before.start() if before and opening else first.start
            return Atom(start, second.end, "range", _parts("from", first) | _parts("to", second))
    return None


def _parts(prefix: str, atom: Atom) -> dict[str, Value]:
    inner = {f"{prefix}.{key}": value for key, value in atom.values.items()}
    where = {f"{prefix}.start": atom.start, f"{prefix}.end": atom.end}
    return {f"{prefix}.form": atom.form} | where | inner


def _linked(text: str, floor: int, atom: Atom, words: TimeWords) -> Atom:
    if atom.form not in POINTS:
        return atom
    before = text[floor : atom.start]
    lower = before.lower()
    for link in _LINKS:
        for word in words.links[link]:
            if word not in lower:
                continue
            opening = re.search(rf"(?<![\w-]){word}\s+(?:the\s+)?$", before, re.IGNORECASE)
            if opening and not (link == "since" and word == "from" and not _opens(text, atom)):
                start = floor + opening.start()
                return Atom(start, atom.end, link, _parts("of", atom))
    return atom


def _opens(text: str, atom: Atom) -> bool:
    """Whether "from" means onwards: "from 2017 on", not "a report from Monday"."""
    return bool(re.match(r"\s+(?:on|onwards?)\b", text[atom.end :], re.IGNORECASE))
