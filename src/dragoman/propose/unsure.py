"""Which sentences the reader was unsure of: a likely act not coded, or one coded in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman import extract
from dragoman.analysis import Mention, Parse, Sentence
from dragoman.extract.shown import shown
from dragoman.extract.weighing import Weighed
from dragoman.model import Document, Report
from dragoman.parse import parse
from dragoman.pipeline import Reader
from dragoman.recognise import recognise
from dragoman.relation import NONE

LIKELY = 0.5  # from where on what the relation model sees in a sentence is worth a question


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence with the parties it names and why it is worth a question, in words.

    `everyone` are the mentions of the whole document: who speaks may stand in another sentence.
    """

    parse: Parse
    sentence: Sentence
    mentions: tuple[Mention, ...]
    everyone: tuple[Mention, ...]
    reasons: tuple[str, ...]
    reports: tuple[Report, ...] = ()


def doubts(
    document: Document, reports: Sequence[Report], reader: Reader, below: float
) -> Iterator[Doubt]:
    """The sentences of a document that the reader was unsure of, in the order of the text.

    `reports` are those that the ledger holds of it; `below` is the confidence that is in doubt.
    """
    parsed = parse(document, reader.parser, reader.codebook)
    mentions = recognise(parsed, reader.codebook)
    near: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        near[mention.sentence].append(mention)
    for sentence, weighed in extract.considered(parsed, mentions, reader.codebook):
        here = [m for m in near[sentence.index] if m.parties]
        if len({code for mention in here for code in mention.codes}) < 2:
            continue
        known = [r for r in reports if sentence.start <= r.trigger.start < sentence.end]
        found = (*_doubted(known, below), *_missed(sentence, weighed, mentions, known, reader))
        if found:
            why = tuple(dict.fromkeys(found))
            yield Doubt(parsed, sentence, tuple(here), mentions, why, tuple(known))


def _doubted(known: Sequence[Report], below: float) -> Iterator[str]:
    for report in known:
        if report.confidence < below:
            yield f"coded {report.type} with confidence {report.confidence:.2f}"


def _missed(
    sentence: Sentence,
    weighed: Sequence[Weighed],
    mentions: Sequence[Mention],
    known: Sequence[Report],
    reader: Reader,
) -> Iterator[str]:
    """What the relation model takes for an act at a word that no report rests on."""
    told = {report.trigger.start for report in known}
    left = [w for w in weighed if sentence.tokens[w.act.trigger].start not in told]
    if reader.model is None or not left:
        return
    opinions = reader.model.opinions([shown(w.act, sentence, mentions) for w in left])
    for one, opinion in zip(left, opinions, strict=True):
        kind = one.act.frame.type
        share = extract.shares(opinion, kind, reader.model.frame_weight)
        best = max((label for label in share if label != NONE), key=lambda label: share[label])
        if 1 - share[NONE] >= LIKELY:
            word = sentence.tokens[one.act.trigger].text
            yield f"“{word}” is likely {best} ({share[best]:.2f}) and not coded"
