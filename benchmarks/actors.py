"""How often the words that annotators took for a party resolve to the party's code.

    python benchmarks/actors.py FOLDER… [--errors]

Each FOLDER holds NAME.txt beside NAME.json (annotated events with `source_text` and
`target_text`). A side counts where its words stand in the event's evidence, or else before it in
the document. It is *right* when a mention in the words stands for a code of that side (of either
side where the event is symmetric), *full* when all codes of the side are among the mentions,
*exact* when there are no others. `naming` counts the sides whose words name or point at somebody
(a capital letter, a pronoun, a word for an office or a pointing phrase), the rest being
"sanctions", "the decision" and the like. *reachable* says, for each event, whether all codes of
both sides are mentioned in the sentences of its evidence.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.analysis import Mention, Parse
from dragoman.codebook.actors import Actors
from dragoman.model import Document
from dragoman.parse import parse
from dragoman.pipeline import load_reader
from dragoman.recognise import recognise

_ARTICLES = frozenset({"The", "A", "An"})


@dataclass(frozen=True)
class Side:
    """One side of an annotated event: its words, its codes, those right, those found."""

    words: str
    naming: bool
    gold: frozenset[str]
    either: frozenset[str]
    found: frozenset[str]
    evidence: str

    @property
    def right(self) -> bool:
        """Whether the words resolve to a code that is right for them."""
        return bool(self.found & self.either)


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of a quote; white space may differ."""
    return [m.span() for m in re.finditer(r"\s+".join(map(re.escape, quote.split())), text)]


def body(text: str, blocks: list[list[str]]) -> tuple[tuple[int, int], ...]:
    """The spans of the annotated body."""
    spans, at = [], 0
    for first, last in blocks:
        start = text.find(first, at)
        end = text.find(last, max(start, at))
        if start >= 0 and end >= 0:
            at = end + len(last)
            spans.append((start, at))
    return tuple(spans)


def codes_at(mentions: tuple[Mention, ...], start: int, end: int) -> frozenset[str]:
    """The codes of all mentions that share a character with a span."""
    return frozenset(c for m in mentions if m.start < end and start < m.end for c in m.codes)


def place_of(text: str, words: str, evidence: tuple[int, int]) -> tuple[int, int] | None:
    """Where the words of a side stand: in the evidence, else nearest before it."""
    at = places(text, words)
    inside = [p for p in at if evidence[0] <= p[0] and p[1] <= evidence[1]]
    before = [p for p in at if p[1] <= evidence[0]]
    return inside[0] if inside else before[-1] if before else None


def naming(words: str, actors: Actors) -> bool:
    """Whether words name or point at somebody."""
    lower = words.lower()
    parts = [*lower.split(), lower, lower.removeprefix("the ")]
    known = any(p in actors.offices or p in actors.pointing.pronouns for p in parts)
    return (
        known
        or lower in actors.pointing.phrases
        or any(w[:1].isupper() and w not in _ARTICLES for w in words.split())
    )


def sides(
    gold: dict[str, Any], text: str, mentions: tuple[Mention, ...], actors: Actors
) -> Iterator[Side]:
    """The sides of the annotated events whose words stand in the document."""
    for event in gold["events"]:
        evidence = places(text, event["evidence"])
        for side in ("source", "target"):
            words = event.get(f"{side}_text")
            place = place_of(text, words, evidence[0]) if words and evidence else None
            if place is not None:
                found = codes_at(mentions, *place)
                both = frozenset(event["source"]) | frozenset(event["target"])
                codes = frozenset(event[side])
                either = both if event.get("symmetric") else codes
                named = naming(words, actors)
                yield Side(words, named, codes, either, found, event["evidence"])


def reachable(gold: dict[str, Any], parsed: Parse, mentions: tuple[Mention, ...]) -> list[bool]:
    """For each event whether all its codes are mentioned in the sentences of its evidence."""
    answers = []
    for event in gold["events"]:
        spans = places(parsed.document.text, event["evidence"])
        if spans:
            near = [s for s in parsed.sentences if s.start < spans[0][1] and spans[0][0] < s.end]
            start, end = (
                min((s.start for s in near), default=0),
                max((s.end for s in near), default=0),
            )
            answers.append({*event["source"], *event["target"]} <= codes_at(mentions, start, end))
    return answers


def main(arguments: list[str]) -> None:
    """Print right, exact and reachable for each folder."""
    reader = load_reader()
    for folder in (a for a in arguments if not a.startswith("-")):
        total: list[Side] = []
        reached: list[bool] = []
        for path in sorted(Path(folder).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
                text = file.read()
            published = gold["doc"].get("published")
            document = Document(
                path.stem, path.name, text, body(text, gold["body"]), published=published
            )
            parsed = parse(document, reader.parser, reader.codebook)
            mentions = recognise(parsed, reader.codebook)
            here = list(sides(gold, text, mentions, reader.codebook.actors))
            if "--errors" in arguments:
                show(path.stem, here)
            total += here
            reached += reachable(gold, parsed, mentions)
        print(f"{folder}: {rates(total)}")
        print(f"  naming words: {rates([s for s in total if s.naming])}")
        print(f"  events with all parties mentioned: {share(reached)} of {len(reached)}")


def rates(given: list[Side]) -> str:
    """Right, full and exact in per cent."""
    right, full = share([s.right for s in given]), share([s.gold <= s.found for s in given])
    exact = share([s.gold == s.found for s in given])
    return f"right {right}  full {full}  exact {exact}  of {len(given)} sides"


def share(answers: list[bool]) -> str:
    """The share of true answers in per cent."""
    return f"{100 * sum(answers) / max(1, len(answers)):.1f}"


def show(name: str, here: list[Side]) -> None:
    """Print the sides that are not exactly right."""
    for side in here:
        if side.gold != side.found:
            mark = "~" if side.right else "✗" if side.naming else "-"
            print(
                f"{mark} {name} {side.words!r} want {sorted(side.gold)} "
                f"got {sorted(side.found)} | {side.evidence[:160]}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
