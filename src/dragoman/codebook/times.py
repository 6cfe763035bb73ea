"""The words of the calendar and the shapes of temporal phrases, from `en/times.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.alternatives import LOOSE, alternatives
from dragoman.codebook.literals import Sieve, literals
from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError

Value = int | float | str

GATES = ("month", "weekday", "unit", "season", "digit", "word")
_FILE = "en/times.yaml"
_LINKS = ("since", "until", "before", "by", "after")
_LISTS = (
    "before_month", "before_year", "doubtful_months", "not_year_after", "not_year_before",
    "future", "ahead", "habitual", "scheduled", "about", "timetable", "lasting",
    "seen_from", "seen_over",
)  # fmt: skip
_COMPOUND = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:{units})"
_BUILT_IN = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "year": r"(?:1\d|20|21)\d\d",
    "two": r"\d\d",
    "hour": r"(?:2[0-4]|1\d|0?\d)",
    "minute": r"[0-5]\d",
    "monthnumber": r"(?:1[0-2]|0?[1-9])",
    "daynumber": r"(?:3[01]|[12]\d|0?[1-9])",
    "quarter": r"[1-4]",
}
_WORD_START = r"(?<!\w)"
_CLASS = re.compile(r"<(?P<kind>[a-z]+)(?::(?P<name>[a-z_]+))?>")


@dataclass(frozen=True, slots=True)
class Shape:
    """One pattern: form, expression, the parts that it fixes, and the class of each group."""

    gate: str
    form: str
    expression: re.Pattern[str]
    fixed: Mapping[str, Value]
    classes: Mapping[str, str]
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TimeWords:
    """How one language tells time; `lowercase`: its months and weekdays are no capitals."""

    words: Mapping[str, Mapping[str, Value]]
    shapes: tuple[Shape, ...]
    sieve: Sieve
    gates: Mapping[str, re.Pattern[str]]
    lists: Mapping[str, frozenset[str]]
    links: Mapping[str, tuple[str, ...]]
    ranges: tuple[tuple[str, str], ...]
    occasions: tuple[frozenset[str], ...] = ()
    lowercase: bool = False

    def fitting(self, text: str) -> Iterator[Shape]:
        """The shapes that a text may hold, in order: it holds no other one."""
        found = [self.shapes[number] for number in self.sieve.passing(text)]
        open_ = {gate for gate in {s.gate for s in found} if self.gates[gate].search(text)}
        return (shape for shape in found if shape.gate in open_)

    def value(self, kind: str, text: str) -> Value:
        """What a word of a class means: `value("month", "Aug.")` is 8."""
        plain = re.sub(r"\s+", " ", text.lower().replace("’", "'"))
        known = self.words.get({"n": "number"}.get(kind, kind), {})
        if plain in known:
            return known[plain]
        if digits := re.match(r"\d+(?:\.\d+)?", plain.replace(",", "")):
            return float(digits[0]) if "." in digits[0] else int(digits[0])
        parts = re.split(r"[ -]", plain)
        return sum(int(known[p]) for p in parts if p in known) or "X"


@formed("en/times.yaml")
def load_times(folders: Sequence[Path]) -> TimeWords:
    """Read the words and patterns of time; a later folder's add to the shipped ones."""
    words: dict[str, dict[str, Value]] = {}
    raw: dict[str, list[tuple[Path, dict[str, Any]]]] = {gate: [] for gate in GATES}
    lists: dict[str, set[str]] = {}
    ranges: list[tuple[str, str]] = []
    occasions: list[frozenset[str]] = []
    lowercase = False
    for path in existing(folders, _FILE):
        content = _mapping(path)
        lowercase = bool(content.get("lowercase", lowercase))
        for kind, entries in (content.get("words") or {}).items():
            words.setdefault(kind, {}).update({str(k).lower(): v for k, v in entries.items()})
        for name in (*_LISTS, *_LINKS):
            lists.setdefault(name, set()).update(str(w).lower() for w in content.get(name) or ())
        ranges.extend((str(a), str(b)) for a, b in content.get("range") or ())
        occasions.extend(frozenset(map(str, line)) for line in content.get("occasions") or ())
        for gate, patterns in (content.get("patterns") or {}).items():
            if gate not in raw:
                raise CodebookError(f"{path}: patterns.{gate}: expected one of {', '.join(GATES)}")
            raw[gate].extend((path, pattern) for pattern in patterns)
    shapes = tuple(_shape(p, gate, entry, words) for gate in GATES for p, entry in raw[gate])
    return TimeWords(
        words=words,
        shapes=shapes,
        sieve=Sieve([literals(s.expression.pattern, re.IGNORECASE) for s in shapes]),
        gates={g: _gate(g, words) for g in GATES},
        lists={name: frozenset(lists[name]) for name in _LISTS},
        links={name: _longest_first(lists[name]) for name in _LINKS},
        ranges=tuple(ranges),
        occasions=tuple(occasions),
        lowercase=lowercase,
    )


def _longest_first(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _mapping(path: Path) -> dict[str, Any]:
    content = load_yaml(path)
    if not isinstance(content, dict):
        raise CodebookError(f"{path}: expected words, lists and patterns")
    return content


def _shape(
    path: Path, gate: str, entry: dict[str, Any], words: dict[str, dict[str, Value]]
) -> Shape:
    if not isinstance(entry, dict) or not {"form", "match"} <= set(entry):
        raise CodebookError(f"{path}: pattern {entry!r}: expected form and match")
    classes: dict[str, str] = {}

    def group(found: re.Match[str]) -> str:
        kind, name = found["kind"], found["name"] or found["kind"]
        classes[name] = kind
        return f"(?P<{name}>{_alternatives(kind, words, path, entry)})"

    spaced = entry["match"].replace(" ", r"\s+").replace("_", r"[\s\-‑–]+")
    # The underscore of names such as <day:day_to> is no separator.
    spaced = re.sub(r"<[^>]*>", lambda m: m[0].replace(r"[\s\-‑–]+", "_"), spaced)
    try:
        body = _CLASS.sub(group, spaced)
        expression = re.compile(rf"{_WORD_START}(?:{body})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise CodebookError(f"{path}: pattern {entry['match']!r}: {error}") from error
    after = frozenset(str(word).lower() for word in entry.get("after") or ())
    return Shape(gate, entry["form"], expression, dict(entry.get("set") or {}), classes, after)


def _alternatives(
    kind: str, words: dict[str, dict[str, Value]], path: Path, entry: dict[str, Any]
) -> str:
    if kind in _BUILT_IN:
        return _BUILT_IN[kind]
    if kind == "n":
        units = "|".join(w for w, v in words["number"].items() if v in range(1, 10) and len(w) > 2)
        return rf"\d+(?:[.,]\d+)?|{_COMPOUND.format(units=units)}|{_any(words['number'])}"
    if kind == "ordinal":
        return rf"\d+(?:st|nd|rd|th)|{_any(words['ordinal'])}"
    if kind not in words:
        raise CodebookError(f"{path}: pattern {entry['match']!r}: no class <{kind}>")
    return _any(words[kind])


def _any(known: Mapping[str, Value]) -> str:
    """An expression for any of the words, longest first, with loose spaces and apostrophes."""
    return alternatives(known, {**LOOSE, "'": "['’]"})


def _gate(gate: str, words: dict[str, dict[str, Value]]) -> re.Pattern[str]:
    if gate == "digit":
        return re.compile(r"\d")
    if gate == "word":
        return re.compile("")
    return re.compile(rf"(?<!\w)(?:{_any(words.get(gate, {}))})(?!\w)", re.IGNORECASE)
