"""Measures: what a number between states measures, by the words beside it and what is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.alternatives import alternatives
from dragoman.codebook.loading import formed
from dragoman.codebook.sections import patterns_of, sections, words_of
from dragoman.errors import CodebookError

_FILE = "en/measures.yaml"
_SHAPE: Mapping[str, type] = {
    "measures": list, "counted": dict, "acts": dict, "lasting": list, "designations": dict,
    "foreign_to_relations": list, "shapes": dict, "geographic": list, "speakers": list,
    "tallies": list, "kin": dict,
}  # fmt: skip


_SHAPES = (
    "anniversary nth disaster definite whole further pronoun spoken by aged membered share hurt"
).split()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, the dimensions of quantity it takes, and whether it is one of relations.

    `goods` marks what is traded: in "duties on barley" the duties are measured.
    """

    name: str
    dimensions: frozenset[str]
    relational: bool
    goods: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """The taxonomy of measures with the patterns that find their words in a text."""

    named: Mapping[str, tuple[Measure, ...]]
    words: re.Pattern[str]
    counted: Mapping[str, str]
    acts: Mapping[str, str]
    act_words: re.Pattern[str]
    lasting: re.Pattern[str]
    designations: Mapping[str, str]
    foreign: re.Pattern[str]
    geographic: frozenset[str]
    speakers: frozenset[str]
    tallies: re.Pattern[str]
    shapes: Mapping[str, re.Pattern[str]]
    kin: Mapping[str, str]


@formed("en/measures.yaml")
def load_measures(folders: Sequence[Path]) -> Measures:
    """Read `en/measures.yaml` of the folders; raises CodebookError with the cause."""
    given = sections(folders, _FILE, _SHAPE)
    named: dict[str, tuple[Measure, ...]] = {}
    for row in given["measures"]:
        measure, words = _measure(row)
        for form in forms(words):
            named[form] = (*named.get(form, ()), measure)
    acts = _by_word(given["acts"], "acts", inflected)
    return Measures(
        named=named,
        words=_any(named),
        counted=_by_word(given["counted"], "counted"),
        acts=acts,
        act_words=_any(acts),
        lasting=_any(forms(words_of(given["lasting"], f"{_FILE}: lasting"))),
        designations=_by_word(given["designations"], "designations", tuple),
        geographic=frozenset(_listed(given, "geographic")),
        speakers=frozenset(forms(_listed(given, "speakers"))),
        shapes=patterns_of(given["shapes"], _SHAPES, f"{_FILE}: shapes", re.IGNORECASE),
        kin=_by_word(given["kin"], "kin", tuple),
        tallies=_any(_listed(given, "tallies")),
        foreign=_any(words_of(given["foreign_to_relations"], f"{_FILE}: foreign_to_relations")),
    )


def _listed(given: Mapping[str, Any], section: str) -> tuple[str, ...]:
    return words_of(given[section], f"{_FILE}: {section}")


def forms(words: Iterable[str]) -> list[str]:
    """Each word with its regular plural."""
    found: list[str] = []
    for word in words:
        found += [word, plural(word)]
    return found


def inflected(words: Iterable[str]) -> list[str]:
    """Each word with the regular forms of a verb and the plural of a noun."""
    found: list[str] = []
    for word in words:
        stem = word.removesuffix("e")
        found += [word, plural(word), f"{stem}ed", f"{stem}ing"]
    return found


def plural(word: str) -> str:
    """The regular English plural: tanks, embassies, batteries, boxes."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _measure(row: Any) -> tuple[Measure, tuple[str, ...]]:
    wanted = {"measure", "dimensions", "relational", "words"}
    if not isinstance(row, dict) or set(row) - {"goods"} != wanted:
        raise CodebookError(f"{_FILE}: a measure needs {', '.join(sorted(wanted))}, got {row!r}")
    where = f"{_FILE}: {row['measure']}"
    dimensions = frozenset(words_of(row["dimensions"], where))
    goods = bool(row.get("goods"))
    measure = Measure(row["measure"], dimensions, bool(row["relational"]), goods)
    return measure, words_of(row["words"], where)


def _by_word(
    table: Mapping[str, Any],
    section: str,
    shapes: Callable[[Iterable[str]], Sequence[str]] = forms,
) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in table.items():
        if not isinstance(words, list):
            raise CodebookError(f"{_FILE}: {section}: {name!r} must be a list of words")
        for word in shapes(words_of(words, f"{_FILE}: {section}: {name}")):
            found.setdefault(word, str(name))
    return found


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({alternatives(set(words))})(?!\w)", re.IGNORECASE)
