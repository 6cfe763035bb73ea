"""The corpus as values: reading `corpus/items/*.txt` and checking every span, type and word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.errors import CodebookError
from dragoman.model import EventType, Span, Stance, Status

ITEMS = Path(__file__).parent.parent / "corpus" / "items"
VOICES = frozenset("wire ministry thinktank tabloid translated business local opinion".split())
REGIONS = frozenset("africa americas asia europe mideast oceania postsoviet global".split())
PERIODS = frozenset("1990s 2000s 2010s 2020s".split())
_KEYS = frozenset({"by", "stance", "date", "cue"})


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


def read_items(folder: Path = ITEMS) -> Iterator[Item]:
    """All items of a folder, in order; raises CodebookError with file, line and cause."""
    for path in sorted(folder.glob("*.txt")):
        yield from items_of(path)


def items_of(path: Path) -> Iterator[Item]:
    """The items of one file, in order."""
    lines = path.read_text(encoding="utf-8").split("\n")
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append((number, line))
        elif block:
            yield _item(path, block)
            block = []


def _item(path: Path, block: list[tuple[int, str]]) -> Item:
    number, line = block[0]
    try:
        voice, region, period, domestic = _head(line)
        text = block[1][1]
        relations = []
        for at, relation in block[2:]:
            number = at
            relations.append(_relation(text, relation))
        if not relations:
            raise ValueError("an item needs a line with + or -")
    except (ValueError, IndexError) as error:
        raise CodebookError(f"{path}:{number}: {error}") from error
    where = f"{path.name}:{block[0][0]}"
    return Item(where, text, voice, region, period, tuple(relations), domestic)


def _head(line: str) -> tuple[str, str, str, bool]:
    mark, voice, region, period, *more = line.split()
    known = voice in VOICES and region in REGIONS and period in PERIODS
    if mark != "@" or not known or more not in ([], ["domestic"]):
        raise ValueError(f"expected '@ voice region period', then maybe domestic: {line!r}")
    return voice, region, period, bool(more)


def _relation(text: str, line: str) -> Relation:
    mark, _, rest = line.partition(" ")
    parts = [part.strip() for part in rest.split("|")]
    if mark == "-":
        pair, word, why = parts
        sources, targets, mutual = _sides(text, pair)
        return Relation(None, sources, targets, _place(text, word), mutual, why=why)
    if mark != "+":
        raise ValueError(f"expected + or -, found {line!r}")
    kind, mode, status = parts[0].split()
    sources, targets, mutual = _sides(text, parts[1])
    keys = dict(_key(part) for part in parts[3:])
    entry = load_codebook().types[EventType(kind)]
    if mode != "-" and mode not in entry.modes:
        raise ValueError(f"{kind} has no mode {mode!r}")
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
