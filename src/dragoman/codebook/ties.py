"""How a language states standing facts, as patterns over a sentence with signs for parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.alternatives import alternatives
from dragoman.codebook.literals import Sieve, literals
from dragoman.codebook.loading import formed
from dragoman.codebook.sections import patterns_of, sections, words_of
from dragoman.errors import CodebookError
from dragoman.model import TieKind

_FILE = "en/ties.yaml"
_WORDS = ("negated", "unreal", "modal", "former", "ended", "begun", "speaks_for", "past_holder")
_SETS = ("offices", "canonical", "no_office")
_SHAPE: Mapping[str, type] = {
    "patterns": list,
    "shapes": dict,
    **dict.fromkeys((*_WORDS, *_SETS), list),
}
_SHAPES = "single gate beside apposed rank lesser of_what owner name owned passive".split()
_KEYS = frozenset({"kind", "way", "needs", "match", "implied"})
_WAYS = frozenset({"both", "all", "to", "from"})
_NEEDS = frozenset({"body", "state", ""})
# A party is shown to the patterns as ⟦number⟧.
_SIGN = r"⟦\d+⟧(?:['’]s?)?"
_MANY = (
    rf"{_SIGN}(?:\s*,\s*(?:the\s+)?{_SIGN})+\s*,?\s+and\s+(?:the\s+)?{_SIGN}"
    rf"|{_SIGN}(?:\s+and\s+(?:the\s+)?|[-–]){_SIGN}|{_SIGN}"
)
_GAP = r"(?:[\w'’-]+,?\s+){0,4}?"


@dataclass(frozen=True, slots=True)
class TiePattern:
    """One way to state a tie: kind, direction, what B must be, and the compiled expression."""

    kind: TieKind
    way: str
    needs: str
    implied: bool
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TieWords:
    """All patterns of ties and the words that undo or date one."""

    patterns: tuple[TiePattern, ...]
    sieve: Sieve
    negated: re.Pattern[str]
    unreal: re.Pattern[str]
    modal: re.Pattern[str]
    former: re.Pattern[str]
    ended: re.Pattern[str]
    begun: re.Pattern[str]
    speaks_for: re.Pattern[str]
    past_holder: re.Pattern[str]
    offices: frozenset[str]
    canonical: frozenset[str]
    no_office: frozenset[str]
    shapes: Mapping[str, re.Pattern[str]]

    def fitting(self, text: str) -> Iterator[TiePattern]:
        """The patterns that a sentence may fit, in order: it fits no other one."""
        return (self.patterns[number] for number in self.sieve.passing(text))


@formed("en/ties.yaml")
def load_ties(folders: Sequence[Path]) -> TieWords:
    """Read `en/ties.yaml` of the folders; raises CodebookError with the cause."""
    given = sections(folders, _FILE, _SHAPE)
    words = {name: words_of(given[name], f"{_FILE}: {name}") for name in (*_WORDS, *_SETS)}
    patterns = tuple(_pattern(row) for row in given["patterns"])
    return TieWords(
        patterns=patterns,
        sieve=Sieve([literals(p.expression.pattern, re.IGNORECASE) for p in patterns]),
        negated=_any(words["negated"]),
        unreal=_any(words["unreal"]),
        modal=_any(words["modal"]),
        former=_any(words["former"]),
        ended=_any(words["ended"]),
        begun=_any(words["begun"]),
        speaks_for=_any(words["speaks_for"]),
        past_holder=_any(words["past_holder"]),
        offices=frozenset(words["offices"]),
        canonical=frozenset(words["canonical"]),
        no_office=frozenset(words["no_office"]),
        shapes=patterns_of(given["shapes"], _SHAPES, f"{_FILE}: shapes"),
    )


def _pattern(row: Any) -> TiePattern:
    if not isinstance(row, dict) or not {"kind", "way", "match"} <= set(row) <= _KEYS:
        raise CodebookError(f"{_FILE}: a pattern needs kind, way and match, got {row!r}")
    needs = row.get("needs", "")
    if row["way"] not in _WAYS or needs not in _NEEDS:
        raise CodebookError(
            f"{_FILE}: {row['match']!r}: unknown way {row['way']!r} or needs {needs!r}"
        )
    try:
        kind = TieKind(row["kind"])
        expression = re.compile(_source(row["match"]), re.IGNORECASE)
    except (ValueError, re.error) as error:
        raise CodebookError(f"{_FILE}: {row['match']!r}: {error}") from error
    return TiePattern(kind, row["way"], needs, bool(row.get("implied")), expression)


def _source(match: str) -> str:
    """The regular expression behind a pattern's own signs."""
    found = match.replace("~ ", _GAP).replace("<X>", _SIGN)
    for slot, group in (("<A2>", "a"), ("<A>", "a"), ("<B>", "b")):
        found = found.replace(slot, rf"(?:the\s+)?(?P<{group}>{_MANY})")
    return rf"(?<!\w){found.replace(' ', chr(92) + 's+')}(?!\w)"


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(words)})(?!\w)", re.IGNORECASE)
