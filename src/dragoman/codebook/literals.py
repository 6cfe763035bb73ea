"""The letters without which a regular expression fits nothing, read off the expression itself.

Some two hundred expressions tell the words around an article, and a line of an article shows none
of them. To look for the letters that each of them needs, all at once, takes a twentieth of the
time of trying each: this is how grep and RE2 sift, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined] # the only reader of expressions
from re import _parser as parser  # type: ignore[attr-defined] # that is sure to agree with re
from typing import Any

Literals = frozenset[str]
EMPTY: Literals = frozenset({""})
MOST = 40  # spellings of one part of an expression that are told apart
_OPTIONAL = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_OF_NO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)


def small(text: str) -> str:
    """A text in which small letters stand for all that `re.IGNORECASE` takes for them."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def literals(expression: str, flags: re.RegexFlag = re.NOFLAG) -> Literals | None:
    """Spellings of which one stands in the `small` form of whatever the expression fits.

    None where there are none such. Raises re.error.

    >>> sorted(literals(r"(?:sign|log) ?in\\b.{0,30}") or ())
    ['log in', 'login', 'sign in', 'signin']
    """
    return _sequence(parser.parse(expression, flags)).needed


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part of an expression.

    `exact` are all spellings that it fits, `needed` those of which it needs one; None: not known.
    """

    exact: Literals | None = None
    needed: Literals | None = None


def _sequence(parts: Iterable[tuple[Any, Any]]) -> _Part:
    """One part after the other: exact neighbours make longer spellings; the best are needed."""
    run, whole, best = EMPTY, True, None
    for part in (_part(*node) for node in parts):
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = frozenset(a + b for a, b in product(run, part.exact))
            continue
        best = _better(_better(best, run), part.needed)
        run, whole = part.exact or EMPTY, False
    return _Part(run if whole else None, _better(best, run))


def _part(kind: Any, held: Any) -> _Part:
    if kind is op.LITERAL:
        return _letter(held)
    if kind is op.IN:
        return _any_of([_part(*choice) for choice in held]) if len(held) <= MOST else _Part()
    if kind in _OF_NO_WIDTH:
        return _Part(exact=EMPTY)
    if kind is op.SUBPATTERN:
        return _sequence(held[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(held)
    if kind is op.BRANCH:
        return _any_of([_sequence(way) for way in held[1]])
    if kind in _OPTIONAL:
        return _repeated(*held)
    return _Part()


@lru_cache(maxsize=1024)
def _letter(code: int) -> _Part:
    """A letter; of those beyond ASCII, several look alike without case."""
    return _Part(exact=frozenset({chr(code).lower()})) if code < 128 else _Part()


def _any_of(ways: Sequence[_Part]) -> _Part:
    exact = _joined([way.exact for way in ways])
    needed = _joined([way.needed for way in ways])
    return _Part(exact if exact is not None and len(exact) <= MOST else None, needed)


def _joined(sets: Sequence[Literals | None]) -> Literals | None:
    known = [one for one in sets if one is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _repeated(least: int, most: Any, held: Any) -> _Part:
    inside = _sequence(held)
    needed = inside.needed if least else None
    if most != 1 or inside.exact is None:
        return _Part(needed=needed)
    return _Part(inside.exact if least else inside.exact | EMPTY, needed)


def _better(one: Literals | None, other: Literals | None) -> Literals | None:
    """The choice of spellings that fewer texts hold: the shortest of them decides."""
    known = [found for found in (one, other) if found is not None and "" not in found]
    return max(known, key=lambda found: (min(map(len, found)), -len(found)), default=None)


class Sieve:
    """Which of many expressions a text may fit, told by the letters that they need."""

    def __init__(self, needs: Sequence[Literals | None]) -> None:
        from ahocorasick_rs import AhoCorasick

        self.always = frozenset(n for n, needed in enumerate(needs) if needed is None)
        self.needing: dict[str, list[int]] = {}
        for number, needed in enumerate(needs):
            for spelling in sorted(needed or ()):
                self.needing.setdefault(spelling, []).append(number)
        self.owners = list(self.needing.values())
        self.automaton: Any = AhoCorasick(list(self.needing))

    def passing(self, text: str) -> list[int]:
        """The numbers of the expressions that may fit the text, in order; no other one does."""
        hits = self.automaton.find_matches_as_indexes(small(text), overlapping=True)
        found = {number for hit in {index for index, _, _ in hits} for number in self.owners[hit]}
        return sorted(found | self.always)
