"""What the relation model learns from: acts and near-misses of the corpus, marked, with labels."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.model import Span
from dragoman.relation.marking import Bounds, Marked
from training.corpus import Item, Relation

NONE = "NONE"
FORWARD, BACKWARD, MUTUAL = "forward", "backward", "mutual"
HELD_OUT = 12  # one text in so many is kept for calibration and never trained on


@dataclass(frozen=True, slots=True)
class Example:
    """A marked text with its labels; a label that nobody gave is None.

    `free`: the two sides alone, without the trigger, tell which act is meant.
    """

    marked: Marked
    type: str
    status: str | None = None
    direction: str | None = None
    free: bool = False


def held_out(text: str) -> bool:
    """Whether a text is kept from training; decided by its letters, so always the same."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % HELD_OUT == 0


def examples_of(items: Iterable[Item]) -> Iterator[Example]:
    """Every act and near-miss of every item, once for each pair of its parties."""
    for item in items:
        kinds = _kinds(item)
        for relation in item.relations:
            for source in relation.sources[:2]:
                for target in relation.targets[:2]:
                    yield from _examples(item, relation, source, target, kinds)


def _examples(
    item: Item,
    relation: Relation,
    source: Span,
    target: Span,
    kinds: dict[frozenset[int], set[str | None]],
) -> Iterator[Example]:
    one, other = (source.start, source.end), (target.start, target.end)
    if source.start < target.end and target.start < source.end:
        return
    trigger: Bounds | None = (relation.trigger.start, relation.trigger.end)
    if _overlap(one, other, trigger):
        trigger = None  # "the Chilean visit" as a party hides the noun that tells the act
    free = len(kinds[frozenset({source.start, target.start})]) == 1
    if trigger is None and not free:
        return
    example = Example(
        Marked(item.text, one, other, trigger),
        relation.type.value if relation.type else NONE,
        relation.status.value if relation.status else None,
        (MUTUAL if relation.mutual else FORWARD) if relation.type else None,
        free,
    )
    yield example
    if relation.mutual:
        yield replace(example, marked=Marked(item.text, other, one, trigger))


def _kinds(item: Item) -> dict[frozenset[int], set[str | None]]:
    """What is told of each pair of places, either way."""
    found: dict[frozenset[int], set[str | None]] = {}
    for relation in item.relations:
        for source in relation.sources:
            for target in relation.targets:
                pair = frozenset({source.start, target.start})
                found.setdefault(pair, set()).add(relation.type and relation.type.value)
    return found


def _overlap(*bounds: Bounds | None) -> bool:
    known = sorted(b for b in bounds if b is not None)
    return any(a[1] > b[0] for a, b in pairwise(known))


@dataclass(frozen=True, slots=True)
class Variation:
    """How often an example is shown otherwise than it stands, each a share in [0, 1]."""

    rename: float = 0.3  # both parties get other names
    untriggered: float = 0.4  # the trigger is not pointed to
    reversed: float = 0.12  # source and target change places; the direction says so
    one_sided: float = 0.08  # a side is not named in the sentence


def varied(
    example: Example, names: Sequence[str], chance: random.Random, how: Variation
) -> Example:
    """The example as the model sees it this time."""
    if chance.random() < how.rename:
        example = replace(example, marked=_renamed(example.marked, names, chance))
    marked = example.marked
    if example.free and chance.random() < how.untriggered:
        return replace(example, marked=replace(marked, trigger=None))
    if marked.trigger is None:
        return example
    if example.direction == FORWARD and chance.random() < how.reversed:
        turned = replace(marked, source=marked.target, target=marked.source)
        return replace(example, marked=turned, direction=BACKWARD)
    if chance.random() < how.one_sided:
        lost = {chance.choice(["source", "target"]): None}
        return replace(example, marked=replace(marked, **lost), direction=None)
    return example


def names_of(examples: Iterable[Example]) -> list[str]:
    """Every name of a party, to rename others by; in order, pronouns and the like left out."""
    found = set()
    for example in examples:
        for side in (example.marked.source, example.marked.target):
            words = example.marked.text[side[0] : side[1]] if side else ""
            if len(words) > 4 and words[0].isupper():
                found.add(words)
    return sorted(found)


def _renamed(marked: Marked, names: Sequence[str], chance: random.Random) -> Marked:
    parts = {n: getattr(marked, n) for n in ("source", "target", "trigger")}
    parts = {n: bounds for n, bounds in parts.items() if bounds is not None}
    if _overlap(*parts.values()):
        return marked
    text, at, new = "", 0, {}
    for name, (start, end) in sorted(parts.items(), key=lambda part: part[1]):
        text += marked.text[at:start]
        words = marked.text[start:end]
        if name != "trigger" and len(words) > 4 and words[0].isupper():
            words = chance.choice(names)
        new[name] = (len(text), len(text) + len(words))
        text, at = text + words, end
    return Marked(text + marked.text[at:], new.get("source"), new.get("target"), new.get("trigger"))
