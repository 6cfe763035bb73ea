"""The words around an article: cues of menus, captions, teasers, credits and forms; word lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.codebook.literals import Literals, Sieve, literals
from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError

FILE = "boilerplate.yaml"
_SHAPES = {
    "line": r"(?:{})\s*$",
    "start": r"(?:{})",
    "any": r"(?:{})",
    "end": r"(?:{})\s*$",
}
_MACRO = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, and spellings of which every line that it fits holds one, if any."""

    expression: str
    flags: re.RegexFlag
    needs: Literals | None

    def fits(self, line: str, *, from_start: bool) -> bool:
        """Whether it fits a line, or its beginning."""
        compiled = _compiled(self.expression, self.flags)
        return bool(compiled.match(line) if from_start else compiled.search(line))


# Most of the patterns are never asked for: those that are, are compiled when they are.
_compiled = lru_cache(maxsize=1024)(re.compile)


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of words around an article; `gap` is what bridging over such a line costs."""

    kind: str
    score: float
    gap: float
    patterns: tuple[Pattern, ...]
    anchored: bool


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What is known of one language's pages; `macros` are for other readers of dates."""

    cues: tuple[Cue, ...]
    words: dict[str, frozenset[str]]
    macros: dict[str, str]
    sieve: Sieve
    tests: tuple[tuple[Cue, Pattern], ...]  # each cue with each of its patterns, as sieved

    def shown(self, line: str) -> tuple[Cue, ...]:
        """The cues that a line, without outer white space, shows."""
        found: list[Cue] = []
        for number in self.sieve.passing(line):
            cue, pattern = self.tests[number]
            known = found and found[-1] is cue
            if not known and pattern.fits(line, from_start=cue.anchored):
                found.append(cue)
        return tuple(found)


@formed("en/boilerplate.yaml")
def load_boilerplate(folders: Sequence[Path]) -> Boilerplate:
    """Read `en/boilerplate.yaml`; a later folder's kind takes the place of an earlier one."""
    macros: dict[str, str] = {}
    rows: dict[str, tuple[Path, Any]] = {}
    words: dict[str, frozenset[str]] = {}
    for path in existing(folders, f"en/{FILE}"):
        content = load_yaml(path)
        if not isinstance(content, dict):
            raise CodebookError(f"{path}:1: expected macros, cues and words")
        macros |= _texts(path, "macros", content.get("macros") or {})
        lists = _texts(path, "words", content.get("words") or {})
        words |= {name: frozenset(text.split()) for name, text in lists.items()}
        rows |= {kind: (path, row) for kind, row in (content.get("cues") or {}).items()}
    expanded = {name: _expand(name, text, macros) for name, text in macros.items()}
    cues = tuple(_cue(path, kind, row, macros) for kind, (path, row) in rows.items())
    tests = tuple((cue, pattern) for cue in cues for pattern in cue.patterns)
    return Boilerplate(cues, words, expanded, Sieve([p.needs for _, p in tests]), tests)


def _texts(path: Path, section: str, rows: Mapping[str, Any]) -> dict[str, str]:
    for name, text in rows.items():
        if not isinstance(text, str):
            raise CodebookError(f"{path}: {section}: {name}: expected text, got {text!r}")
    return dict(rows)


def _expand(where: str, text: str, macros: Mapping[str, str], depth: int = 0) -> str:
    if depth > 8:
        raise CodebookError(f"{FILE}: {where}: macros name one another in a circle")

    def piece(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in macros:
            raise CodebookError(f"{FILE}: {where}: no macro <{name}>")
        return f"(?:{_expand(where, macros[name], macros, depth + 1)})"

    # "(?P<name>" and "(?<name>" are the expression's own.
    return re.sub(r"(?<!\(\?P)(?<!\(\?)" + _MACRO.pattern, piece, text)


def _cue(path: Path, kind: str, row: Any, macros: Mapping[str, str]) -> Cue:
    try:
        where, patterns = row["where"], row["patterns"]
        score, gap = float(row["score"]), float(row["gap"])
    except (KeyError, TypeError, ValueError) as error:
        raise CodebookError(f"{path}: cues: {kind}: {error!r}") from error
    if where not in _SHAPES:
        raise CodebookError(f"{path}: cues: {kind}: where is {where!r}, not {', '.join(_SHAPES)}")
    flags = re.NOFLAG if row.get("case") else re.IGNORECASE
    made = tuple(
        _pattern(path, kind, str(text), macros, (_SHAPES[where], flags)) for text in patterns
    )
    return Cue(kind, score, gap, made, anchored=where in {"line", "start"})


def _pattern(
    path: Path, kind: str, text: str, macros: Mapping[str, str], form: tuple[str, re.RegexFlag]
) -> Pattern:
    shape, flags = form
    expanded = _expand(f"cues: {kind}", text, macros)
    pattern = shape.format(expanded), flags
    try:
        if "(?<" in expanded:  # what may stand in a look behind is told only when it is compiled
            _compiled(*pattern)
        return Pattern(*pattern, literals(expanded, flags))
    except re.error as error:
        raise CodebookError(f"{path}: cues: {kind}: {text!r}: {error}") from error
