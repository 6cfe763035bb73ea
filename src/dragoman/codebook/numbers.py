"""Number words of a language: how amounts are said, and what tempers them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.alternatives import alternatives
from dragoman.codebook.loading import formed
from dragoman.codebook.sections import numbers_of, patterns_of, sections, words_of
from dragoman.errors import CodebookError

_FILE = "en/numbers.yaml"
_TABLES = (
    "cardinals", "scales", "short_scales", "letter_scales", "groups", "plurals", "fractions",
    "signs",
    "occasions", "multiples", "ordinals", "ratios",
)  # fmt: skip
_LISTS = (
    "unspoken",
    "year_cues",
    "months",
    "labels",
    "up",
    "down",
    "up_by",
    "down_by",
    "pronoun_one",
    "streets",
    "open_prefixes",
)
_GROUPED = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,])|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
)
# A decimal comma is believed only before a scale, a per cent or money: "1,2 Mrd.", "3,5 %".
_COMMA = (
    r"\d+,\d{1,2}(?=\s*(?:%|[€$£]"
    r"|(?i:per\s?cent|m(?:illion|io|ln|rd|illiard)|b(?:illion|n|ln)|euro)))"
)
_DIGITS = rf"(?:{_GROUPED}|{_COMMA}|\d+(?:\.\d+)?|\.\d+)"
_SHAPES = (
    "gap of broken join joined_and between from by to per group another us month counted weight "
    "clock ordinal part halved whole article ballot ratio trend_stop trend_skip trend_link "
    "trend_level trend_heads restated"
).split()
_SENSES = ("~", ">", "<", "=")
_SHAPE: Mapping[str, type] = {
    **dict.fromkeys((*_TABLES, "modifiers", "modifiers_after", "shapes"), dict),
    **dict.fromkeys(_LISTS, list),
}


@dataclass(frozen=True, slots=True)
class NumberPatterns:
    """The patterns that find numbers, one for each way of writing them."""

    digits: re.Pattern[str]
    words: re.Pattern[str]
    fraction: re.Pattern[str]
    plural: re.Pattern[str]
    single: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of numbers with their values, and the patterns that find them."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    letters: Mapping[str, float]
    groups: Mapping[str, float]
    plurals: Mapping[str, float]
    fractions: Mapping[str, float]
    signs: Mapping[str, float]
    occasions: Mapping[str, float]
    multiples: Mapping[str, float]
    ordinals: Mapping[str, float]
    ratios: Mapping[str, float]
    senses: Mapping[str, str]
    senses_after: Mapping[str, str]
    unspoken: frozenset[str]
    year_cues: frozenset[str]
    months: frozenset[str]
    labels: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    up_by: frozenset[str]
    down_by: frozenset[str]
    pronoun_one: frozenset[str]
    streets: frozenset[str]
    open_prefixes: frozenset[str]
    shapes: Mapping[str, re.Pattern[str]]
    before: re.Pattern[str]
    after: re.Pattern[str]
    patterns: NumberPatterns


@formed("en/numbers.yaml")
def load_number_words(folders: Sequence[Path], money_signs: str) -> NumberWords:
    """Read `en/numbers.yaml`; `money_signs` is the pattern of the signs before a number."""
    given = sections(folders, _FILE, _SHAPE)
    tables = {name: numbers_of(given[name], f"{_FILE}: {name}") for name in _TABLES}
    lists = {name: frozenset(words_of(given[name], f"{_FILE}: {name}")) for name in _LISTS}
    senses = _senses(given["modifiers"], "modifiers")
    after = _senses(given["modifiers_after"], "modifiers_after")
    return NumberWords(
        cardinals=tables["cardinals"],
        scales={**tables["scales"], **tables["short_scales"]},
        letters=tables["letter_scales"],
        groups=tables["groups"],
        plurals=tables["plurals"],
        fractions=tables["fractions"],
        signs=tables["signs"],
        occasions=tables["occasions"],
        multiples=tables["multiples"],
        ordinals=tables["ordinals"],
        ratios=tables["ratios"],
        senses=senses,
        senses_after=after,
        unspoken=lists["unspoken"],
        year_cues=lists["year_cues"],
        months=lists["months"],
        labels=lists["labels"],
        up=lists["up"],
        down=lists["down"],
        up_by=lists["up_by"],
        down_by=lists["down_by"],
        pronoun_one=lists["pronoun_one"],
        streets=lists["streets"],
        open_prefixes=lists["open_prefixes"],
        shapes=patterns_of(given["shapes"], _SHAPES, f"{_FILE}: shapes", re.IGNORECASE),
        before=re.compile(rf"(?<![\w.])({alternatives(senses)})[\s-]*$", re.IGNORECASE),
        after=re.compile(rf"\s+({alternatives(after)})(?!\w)", re.IGNORECASE),
        patterns=_patterns(tables, money_signs),
    )


def _patterns(tables: Mapping[str, Mapping[str, float]], money_signs: str) -> NumberPatterns:
    scale = alternatives([*tables["scales"], *tables["short_scales"]])
    atoms = alternatives([*tables["cardinals"], *tables["scales"], *tables["groups"]])
    many = alternatives([*tables["cardinals"], "a", "an"])
    heaps = alternatives(tables["plurals"])
    single = alternatives([*tables["occasions"], *tables["multiples"], *tables["ordinals"]])
    sources = (
        rf"(?:(?<![\w$])(?P<symbol>{money_signs})\s?|(?<![\w.])(?<!\d,))(?P<minus>[-−]|minus[\s-]+)?"
        rf"(?P<digits>{_DIGITS})(?P<sign>[{''.join(tables['signs'])}])?"
        rf"(?P<scales>(?:[\s-]?(?i:{scale})(?!\w))*)",
        rf"(?i)(?<![\w-])(?:(?P<half>half\s+an?)\s+|an?\s+)?(?P<atoms>(?:{atoms})"
        rf"(?:(?:\s+and\s+a\s+half\s+|\s+and\s+|\s+|-)(?:{atoms}))*)(?!\w)",
        rf"(?i)(?<![\w-])(?:(?P<many>{many})[\s-]+)?(?P<part>{alternatives(tables['fractions'])})(?!\w)",
        rf"(?i)(?<![\w-])(?:(?:several|a\s+few|few|many)\s+(?P<scale>{scale}|dozen)"
        rf"|(?P<heaps>(?:tens\s+of\s+)?(?:{heaps})(?:\s+of\s+(?:{heaps}))*))(?!\w)",
        rf"(?i)(?<![\w-])(?:{single})(?!\w)",
    )
    digits, words, fraction, plural, once = (re.compile(source) for source in sources)
    return NumberPatterns(digits, words, fraction, plural, once)


def _senses(table: Mapping[str, Any], section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for sense, phrases in table.items():
        if sense not in _SENSES or not isinstance(phrases, list):
            raise CodebookError(f"{_FILE}: {section}: {sense!r} must be one of ~ > < = with a list")
        found |= dict.fromkeys(words_of(phrases, f"{_FILE}: {section}: {sense}"), sense)
    return found
