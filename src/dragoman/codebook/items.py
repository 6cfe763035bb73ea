"""Annotated sentences: reading the corpus' item format and checking every span, type and word.

@ wire africa 2010s                                  voice, region, period; a user may leave it
Kenya's president flew to Kigali on Monday.          one line of text
+ CONSULT visit occurred | Kenya's president > Kigali | flew | date: on Monday
- Kigali > Kenya's president | flew | wrong direction       a near-miss, and why it is none
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.types import TypeEntry
from dragoman.errors import CodebookError
from dragoman.model import EventType, Span, Stance, Status

VOICES = frozenset("wire ministry thinktank tabloid translated business local opinion".split())
REGIONS = frozenset("africa americas asia europe mideast oceania postsoviet global".split())
PERIODS = frozenset("1990s 2000s 2010s 2020s".split())
_KEYS = frozenset({"by", "stance", "date", "cue"})
Types = Mapping[EventType, TypeEntry]


@dataclass(frozen=True, slots=True)
class Relation:
    """One act between parties, or a near-miss (`type` None) and why it is none."""

    type: EventType | None
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    trigger: Span
    mutual: bool = False
    mode: str | None = None
    status: Status | None = None
    by: Span | None = None
    stance: Stance | None = None
    date: Span | None = None
    cue: Span | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence or short paragraph with its relations; `where` is "file:line".

    `domestic` items tell acts within one state: they train the type of an act only.
    """

    where: str
    text: str
    voice: str
    region: str
    period: str
    relations: tuple[Relation, ...]
    domestic: bool = False


def read_items(folder: Path, types: Types, *, headed: bool = True) -> Iterator[Item]:
    """All items of a folder, in order; raises CodebookError with file, line and cause.

    `headed`: every item must begin with its line of voice, region and period.
    """
    for path in sorted(folder.glob("*.txt")):
        yield from items_of(path, types, headed=headed)


def items_of(path: Path, types: Types, *, headed: bool = True) -> Iterator[Item]:
    """The items of one file, in order."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: {error}") from error
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append((number, line))
        elif block:
            yield _item(path, block, types, headed)
            block = []


def _item(path: Path, block: list[tuple[int, str]], types: Types, headed: bool) -> Item:
    where = f"{path.name}:{block[0][0]}"
    number, line = block[0]
    try:
        known = ("", "", "", False)
        if headed or line.startswith("@"):
            known = _head(line)
            block = block[1:]
        if not block:
            raise ValueError("an item needs a line of text")
        text = block[0][1]
        relations = []
        for at, relation in block[1:]:
            number = at
            relations.append(_relation(text, relation, types))
        if not relations:
            raise ValueError("an item needs a line with + or -")
    except ValueError as error:
        raise CodebookError(f"{path}:{number}: {error}") from error
    voice, region, period, domestic = known
    return Item(where, text, voice, region, period, tuple(relations), domestic)


def _head(line: str) -> tuple[str, str, str, bool]:
    mark, voice, region, period, *more = [*line.split(), "", "", ""]
    more = [word for word in more if word]
    known = voice in VOICES and region in REGIONS and period in PERIODS
    if mark != "@" or not known or more not in ([], ["domestic"]):
        raise ValueError(f"expected '@ voice region period', then maybe domestic: {line!r}")
    return voice, region, period, bool(more)


def _relation(text: str, line: str, types: Types) -> Relation:
    mark, _, rest = line.partition(" ")
    parts = [part.strip() for part in rest.split("|")]
    if mark == "-":
        if len(parts) != 3:
            raise ValueError(f"expected '- SOURCE > TARGET | WORD | why', found {line!r}")
        pair, word, why = parts
        sources, targets, mutual = _sides(text, pair)
        return Relation(None, sources, targets, _place(text, word), mutual, why=why)
    if mark != "+" or len(parts) < 3 or len(parts[0].split()) != 3:
        raise ValueError(
            f"expected '+ TYPE MODE STATUS | SOURCE > TARGET | TRIGGER' or '- …', found {line!r}"
        )
    kind, mode, status = parts[0].split()
    entry = next((entry for known, entry in types.items() if known == kind), None)
    if entry is None:
        raise ValueError(f"{kind} is no event type; known: {', '.join(types)}")
    if mode != "-" and mode not in entry.modes:
        raise ValueError(f"{kind} has no mode {mode!r}")
    sources, targets, mutual = _sides(text, parts[1])
    keys = dict(_key(part) for part in parts[3:])
    return Relation(
        type=entry.type,
        sources=sources,
        targets=targets,
        trigger=_place(text, parts[2]),
        mutual=mutual,
        mode=None if mode == "-" else mode,
        status=Status(status),
        by=_place(text, keys["by"]) if "by" in keys else None,
        stance=Stance(keys["stance"]) if "stance" in keys else None,
        date=_place(text, keys["date"]) if "date" in keys else None,
        cue=_place(text, keys["cue"]) if "cue" in keys else None,
    )


def _key(part: str) -> tuple[str, str]:
    key, colon, value = part.partition(":")
    if not colon or key.strip() not in _KEYS:
        raise ValueError(f"unknown key in {part!r}; known: {', '.join(sorted(_KEYS))}")
    return key.strip(), value.strip()


def _sides(text: str, pair: str) -> tuple[tuple[Span, ...], tuple[Span, ...], bool]:
    found = re.fullmatch(r"(.+?)\s+([>=])\s+(.+)", pair)
    if not found:
        raise ValueError(f"expected 'SOURCE > TARGET' or 'A = B', found {pair!r}")
    left, sign, right = found.groups()
    sources = tuple(_place(text, w) for w in left.split(";"))
    targets = tuple(_place(text, w) for w in right.split(";"))
    if set(sources) & set(targets):
        raise ValueError(f"a party stands on both sides of {pair!r}")
    return sources, targets, sign == "="


def _place(text: str, words: str) -> Span:
    """The span of the words, whole words only; `words@2` is their second place."""
    quoted, _, count = words.strip().partition("@")
    pattern = rf"(?<!\w){re.escape(quoted.strip())}(?!\w)"
    places = [m.span() for m in re.finditer(pattern, text)]
    nth = int(count) if count else 1
    if not 1 <= nth <= len(places):
        raise ValueError(f"{words!r} does not stand in the text")
    return Span.of(text, *places[nth - 1])
