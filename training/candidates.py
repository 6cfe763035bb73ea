"""What a reader finds in the corpus, with what its writers say of it: the reader's own errors.

Writers think of near-misses that sound like acts; a parser's mistakes come from reading. They are
shown to the model as nothing, in the single sentence that it will be shown when dragoman reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman import extract, parse, recognise
from dragoman.analysis import Mention, Parse, Sentence
from dragoman.extract.shown import shown
from dragoman.extract.weighing import Weighed
from dragoman.model import Document, Span
from dragoman.pipeline import Reader
from training.corpus import Item, Relation
from training.examples import BACKWARD, FORWARD, MUTUAL, NONE, Example

Sides = dict[int, tuple[frozenset[str], frozenset[str]]]


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item as the reader sees it; `sides` are the codes of each relation's parties, by id."""

    item: Item
    parsed: Parse
    mentions: tuple[Mention, ...]
    sides: Sides


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate of the frames in an item, and the annotated act that it tells, if any."""

    weighed: Weighed
    example: Example
    relation: Relation | None


def read_corpus(items: Iterable[Item], reader: Reader) -> Iterator[ReadItem]:
    """The items whose parties are all recognised; of the others we cannot say what is missing."""
    for item in items:
        if item.domestic:
            continue
        text = item.text
        document = Document(item.where, item.where, text, ((0, len(text)),), language="en")
        parsed = parse.parse(document, reader.parser, reader.codebook)
        mentions = recognise.recognise(parsed, reader.codebook)
        sides = {
            id(r): (_codes(r.sources, mentions), _codes(r.targets, mentions))
            for r in item.relations
        }
        if all(one and other for one, other in sides.values()):
            yield ReadItem(item, parsed, mentions, sides)


def candidates_of(read: ReadItem, reader: Reader) -> Iterator[Told]:
    """Every candidate with two parties that the frames find in an item."""
    for sentence, weighed in extract.considered(read.parsed, read.mentions, reader.codebook):
        for one in weighed:
            if one.act.complete:
                yield _told(read, one, sentence)


def _told(read: ReadItem, weighed: Weighed, sentence: Sentence) -> Told:
    act = weighed.act
    one, other = act.sources.codes, act.targets.codes
    fits = []
    for relation in read.item.relations:
        sources, targets = read.sides[id(relation)]
        straight = bool(one & sources and other & targets)
        if relation.type and (straight or (one & targets and other & sources)):
            near = abs(relation.trigger.start - sentence.tokens[act.trigger].start)
            fits.append((relation.type != act.frame.type, near, not straight, relation))
    marked = shown(act, sentence, read.mentions)
    best = min(fits, key=lambda fit: fit[:3], default=None)
    if best is None:
        return Told(weighed, Example(marked, NONE), None)
    relation = best[3]
    direction = MUTUAL if relation.mutual else BACKWARD if best[2] else FORWARD
    status = relation.status.value if relation.status else None
    label = relation.type.value if relation.type else NONE
    return Told(weighed, Example(marked, label, status, direction), relation)


def _codes(spans: tuple[Span, ...], mentions: tuple[Mention, ...]) -> frozenset[str]:
    """The codes of the mentions that a party's words overlap."""
    return frozenset(
        code
        for span in spans
        for mention in mentions
        if mention.start < span.end and span.start < mention.end
        for code in mention.codes
    )
