"""What a quantity measures, and whether that is a matter between states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis import Sentence, Token
from dragoman.codebook.measures import Measure, Measures
from dragoman.codebook.units import MONEY
from dragoman.extract.counted import Counted
from dragoman.extract.quantities import Quantity

# Dimensions in which something is counted rather than measured.
COUNTS = frozenset({None, "people", "count", "times"})
# Acts done to persons: who suffers them are people even where no noun says so.
PERSONAL = frozenset({"casualties", "prisoners", "expulsions", "refugees"})
_PEOPLE = frozenset(
    {"persons", "personnel", "expulsions", "prisoners", "refugees", "casualties", "sanctions"}
)
# Counts of these concern relations only where an act between parties goes with them.
_ACTED = frozenset({"persons", "members", "sanctions"})
_NONE: frozenset[str | None] = frozenset({None})
_NOT_OF = {"persons": frozenset({None, "members", "repetition"})}
_OF = re.compile(r"\s+(?:on|of|for|in)\s+(?:[\w-]+\s+){0,3}")
_BESIDE = 10  # what the subject names is as near as this to the number
_NEAR = 60  # characters between a number and the act that counts with it


@dataclass(frozen=True, slots=True)
class Measured:
    """The name of a measure; `relational` when such a number concerns states by itself."""

    name: str
    relational: bool


def measured(
    clause: str,
    start: int,
    end: int,
    quantity: Quantity,
    noun: Counted | None,
    act: str | None,
    measures: Measures,
    subject: tuple[int, int] | None = None,
) -> Measured | None:
    """The measure of the number at `start`..`end` of its clause; None when nothing names one.

    `subject` bounds the subject of the number's verb: what "rose by 4 percent" is measured.
    """
    if quantity.number.form == "ordinal" and noun and measures.counted.get(noun.unit) == "visits":
        return Measured("visits", True)
    if quantity.dimension == "time" or quantity.number.form == "ordinal":
        found = _near(measures.lasting.finditer(clause), start, end)
        return Measured("duration", True) if found and found[0] <= _NEAR else None
    if quantity.dimension in COUNTS and quantity.number.form not in {"fraction", "multiple"}:
        return _of_count(clause, (start, end), noun, act, measures, quantity)
    return _nearest(clause, start, end, quantity.dimension or "share", measures, subject)


def subject_of(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    """Where the subject of the verb above a number stands, in the document."""
    for above in sentence.ancestors(token.i):
        if above.pos == "VERB":
            found = sentence.child(above.i, "nsubj", "nsubjpass")
            if found is None or found.i > token.i:
                return None
            below = sentence.subtree(found.i)
            return sentence.tokens[below[0]].start, sentence.tokens[below[-1]].end
    return None


def governing_act(sentence: Sentence, token: Token, measures: Measures) -> str | None:
    """The kind of act whose verb or noun governs the counted noun ("sent 14 locomotives")."""
    for above in (token, *sentence.ancestors(token.i)):
        for form in (above.lower, above.lemma):
            if form in measures.acts:
                return measures.acts[form]
        if above.pos == "VERB" and above.i != token.i:
            return None
    return None


def _of_count(
    clause: str,
    at: tuple[int, int],
    noun: Counted | None,
    act: str | None,
    measures: Measures,
    quantity: Quantity,
) -> Measured | None:
    unit = noun.unit if noun else (quantity.unit or "")
    near = _near(measures.act_words.finditer(clause), *at)
    acted = act or (measures.acts[near[1][0].lower()] if near and near[0] <= _NEAR else None)
    kind = measures.counted.get(unit)
    if kind is None and noun is not None and unit in measures.designations.values():
        kind = "arms"
    if acted == "casualties" and measures.shapes["disaster"].search(clause):
        return None
    if acted == "refugees" and kind == "personnel":
        return Measured(kind, True)  # soldiers who cross a border are no refugees
    if acted in PERSONAL and (unit in {"people", ""} or kind in _PEOPLE):
        return Measured(acted, True)
    if quantity.dimension == "times":
        return _of_times(clause, at, acted, measures)
    if unit == "people" and measures.tallies.search(clause):
        return Measured("personnel", True)
    if kind in _ACTED:
        enough = acted == kind if kind == "sanctions" else acted not in _NOT_OF.get(kind, _NONE)
        if not enough and noun is not None and noun.named:
            return Measured(kind, False)  # a people's name is a party itself
        return Measured(kind, True) if enough else None
    if kind is not None:
        return Measured(kind, kind != "projects" or acted is not None)
    plural = noun is not None and noun.head.tag in {"NNS", "NNPS"}
    return Measured(unit, False) if unit and act and plural else None


def _of_times(
    clause: str, at: tuple[int, int], acted: str | None, measures: Measures
) -> Measured | None:
    """How often: of what was sent or done so many times."""
    if acted is None or acted == "repetition":
        return Measured("occasions", True) if acted else None
    found = _nearest(clause, *at, None, measures)
    return found or Measured(acted, True)


def _nearest(
    clause: str,
    start: int,
    end: int,
    dimension: str | None,
    measures: Measures,
    subject: tuple[int, int] | None = None,
) -> Measured | None:
    found: list[tuple[int, re.Match[str], Measure]] = []
    for match in measures.words.finditer(clause):
        distance = _distance(clause, match, start, end)
        if subject is not None and subject[0] <= match.start() < subject[1]:
            distance = min(distance, _BESIDE)
        named = measures.named[match[0].lower()]
        found += [(distance, match, m) for m in named if dimension in {None, *m.dimensions}]
    if not found:
        return Measured("amount", False) if dimension == MONEY else None
    _, word, measure = min(found, key=lambda f: f[0])
    if measure.goods:
        measure = next((m for _, w, m in found if _is_of_goods(clause, w, word)), measure)
    return Measured(measure.name, measure.relational)


def _is_of_goods(clause: str, word: re.Match[str], goods: re.Match[str]) -> bool:
    """Whether what is measured is named with the goods: "duties on barley", "oil exports"."""
    if word.start() == goods.end() + 1:
        return True
    return word.end() <= goods.start() and bool(_OF.fullmatch(clause, word.end(), goods.start()))


def _near(
    matches: Iterator[re.Match[str]], start: int, end: int
) -> tuple[int, re.Match[str]] | None:
    gaps = [(max(m.start() - end, start - m.end(), 0), m) for m in matches]
    return min(gaps, key=lambda pair: (pair[0], pair[1].start()), default=None)


def _distance(clause: str, match: re.Match[str], start: int, end: int) -> int:
    """Characters between word and number; what stands in another phrase counts more."""
    between = clause[match.end() : start] if match.end() <= start else clause[end : match.start()]
    return len(between) + 25 * (between.count(",") + between.count(" and "))
