"""The period of a figure: the phrase beside the number, else the one of its clause."""

from __future__ import annotations

import re

from dragoman.analysis import Parse, Sentence
from dragoman.model import Figure, Status
from dragoman.resolve.phrases import Placed
from dragoman.resolve.telling import NO_DATE, Act, Telling

# Between a number and the phrase that dates it stand at most its unit and a preposition.
_BESIDE = re.compile(
    r"[\s.,;]*(?:[^\s.,;]+\s+){0,2}(?:[^\s.,;]+[.\s]+)?(?:in|of|for|during|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)

# "On the year before", not "on Monday".
_STRETCHES = frozenset({"turn", "period", "year", "same", "quarter", "month"})

_NEAR = 60
# A number hangs lower in the tree than the verb that tells when.
_REACH = 8


def period(figure: Figure, telling: Telling) -> Placed | None:
    """The phrase that tells which time a figure is of."""
    sentence = telling.parse.sentence_at(figure.number.start)
    if sentence is None:
        return None
    beside = _beside(figure, sentence, telling)
    if beside:
        return beside
    act = Act(figure.number, figure.evidence, Status.OCCURRED, amount=True)
    phrases = telling.phrases.get(sentence.index, [])
    bases = {n for n, p in enumerate(phrases) if _is_base(figure, p, telling)}
    own = telling.own_phrase(act, reach=_REACH, without=bases)
    if own is None and not figure.kind.value.startswith("change"):
        return telling.own_phrase(act, reach=_REACH)
    return own


def _is_base(figure: Figure, placed: Placed, telling: Telling) -> bool:
    """Whether a phrase tells what a change is seen from: "up 38 % from 2022"."""
    between = telling.parse.document.text[figure.number.end : placed.phrase.start]
    if placed.phrase.start < figure.number.end or len(between) > _NEAR:
        return False
    lead = " ".join(between.lower().split()).removesuffix(" the")
    lists = telling.words.lists
    over = lists["seen_over"] if placed.phrase.form in _STRETCHES else frozenset()
    return any(f" {lead}".endswith(f" {word}") for word in lists["seen_from"] | over)


def _beside(figure: Figure, sentence: Sentence, telling: Telling) -> Placed | None:
    """The phrase right after the number, even over a stray stop: "3 million. Euros in 1999"."""
    text = telling.parse.document.text
    for index in (sentence.index, sentence.index + 1):
        for placed in telling.phrases.get(index, []):
            between = text[figure.number.end : placed.phrase.start]
            if placed.phrase.form in NO_DATE or placed.phrase.start < figure.number.end:
                continue
            near = placed.dated and len(between) < 40 and _BESIDE.match(between)
            if figure.kind.value.startswith("change") and _is_base(figure, placed, telling):
                continue
            return placed if near and not _opens(telling.parse, index, placed) else None
    return None


def _opens(parse: Parse, index: int, placed: Placed) -> bool:
    """Whether another sentence begins with the phrase: "sold 40 trucks. In 2022 it sold 60"."""
    sentence, text = parse.sentences[index], parse.document.text
    before = text[sentence.start : placed.phrase.start].strip()
    return before.istitle() and any(c.isalnum() for c in text[placed.phrase.end : sentence.end])
