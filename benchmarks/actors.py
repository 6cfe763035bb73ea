"""How often the words that annotators took for a party resolve to the party's code.

    python benchmarks/actors.py FOLDER… [--errors]

Each FOLDER holds NAME.txt beside NAME.json (annotated events with `source_text` and `target_text`). A side counts where
its words stand in the event's evidence, or else before it in the document. It is *right* when every annotated code is
among the codes of the mentions that the words hold, and *exact* when there is no other. *reachable* says, for each event,
whether all codes of both sides are mentioned in the sentences of its evidence.
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
from dragoman.model import Document
from dragoman.parse import parse
from dragoman.pipeline import load_reader
from dragoman.recognise import recognise


@dataclass(frozen=True)
class Side:
    """One side of an annotated event: the words, where they stand, the codes that are right and those found."""

    words: str
    gold: frozenset[str]
    found: frozenset[str]
    evidence: str


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


def sides(
    gold: dict[str, Any], text: str, mentions: tuple[Mention, ...]
) -> Iterator[tuple[dict[str, Any], Side]]:
    """The sides of the annotated events whose words stand in the document."""
    for event in gold["events"]:
        evidence = places(text, event["evidence"])
        for side in ("source", "target"):
            words = event.get(f"{side}_text")
            place = place_of(text, words, evidence[0]) if words and evidence else None
            if place is not None:
                found = codes_at(mentions, *place)
                yield event, Side(words, frozenset(event[side]), found, event["evidence"])


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
            here = [side for _, side in sides(gold, text, mentions)]
            if "--errors" in arguments:
                show(path.stem, here)
            total += here
            reached += reachable(gold, parsed, mentions)
        right, exact = sum(s.gold <= s.found for s in total), sum(s.gold == s.found for s in total)
        print(
            f"{folder}: right {100 * right / len(total):.1f}  exact {100 * exact / len(total):.1f}  of {len(total)} sides; "
            f"events with all parties mentioned {100 * sum(reached) / len(reached):.1f} of {len(reached)}"
        )


def show(name: str, here: list[Side]) -> None:
    """Print the sides that are not exactly right."""
    for side in here:
        if side.gold != side.found:
            mark = "~" if side.gold <= side.found else "✗"
            print(
                f"{mark} {name} {side.words!r} want {sorted(side.gold)} got {sorted(side.found)} | {side.evidence[:160]}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
