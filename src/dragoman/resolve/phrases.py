"""The document's temporal phrases on the calendar, each seen from where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.analysis import Parse, Sentence, TimePhrase, Token
from dragoman.codebook.times import TimeWords
from dragoman.resolve.attach import governor
from dragoman.resolve.calendar import Moment
from dragoman.resolve.context import Context, Dated
from dragoman.resolve.dates import date_of
from dragoman.resolve.tense import direction, limit


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase with the word that it modifies and the date that it means, where that can be known.

    `context` is what it was resolved against; a `dateline` opens a report ("LIMA, Feb 3 –").
    """

    phrase: TimePhrase
    governor: Token | None
    dated: Dated | None
    context: Context
    dateline: bool = False


def placed_phrases(parse: Parse, words: TimeWords) -> tuple[Placed, ...]:
    """Resolve the phrases in order: "two years later" counts from the one before."""
    published = Moment.parse(parse.document.published)
    told: Moment | None = None
    last = 0
    found: list[Placed] = []
    for phrase in parse.times:
        sentence = parse.sentences[phrase.sentence]
        above = governor(sentence, phrase.start, phrase.end)
        near = told if phrase.sentence - last <= 1 else None
        context = Context(published, told, near, _direction(sentence, phrase, above, words))
        dated = date_of(phrase.form, phrase.values, context)
        found.append(Placed(phrase, above, dated, context, _dateline(sentence, phrase)))
        if point := Moment.parse(dated.edtf.partition("/")[0]) if dated else None:
            told, last = point, phrase.sentence
    return tuple(found)


def _direction(
    sentence: Sentence, phrase: TimePhrase, above: Token | None, words: TimeWords
) -> int:
    """The tense around a phrase; "Friday's vote" has none of its own."""
    if above is not None and phrase.form in {"until", "by"}:
        return limit(sentence, above, phrase.form, words)
    named = above is not None and above.pos in {"NOUN", "PROPN"} and phrase.end <= above.start
    named = named or sentence.text[phrase.end - sentence.start :].startswith(("'s", "’s"))
    return 0 if above is None or named else direction(sentence, above, words)


def _dateline(sentence: Sentence, phrase: TimePhrase) -> bool:
    """Whether the phrase stands before the dash or bracket that ends an agency's dateline."""
    before = sentence.text[: phrase.start - sentence.start]
    after = sentence.text[phrase.end - sentence.start :]
    names = re.fullmatch(r"(?:[A-Z(][\w./)-]*,?\s+)*", before)
    return bool(names) and bool(re.match(r"[,.]?\s*(?:\([A-Z][\w/ ]+\)\s*)?[-–—:]+(?:\s|$)", after))


def by_sentence(placed: Iterable[Placed]) -> dict[int, list[Placed]]:
    """The phrases of each sentence, in order."""
    sentences: dict[int, list[Placed]] = {}
    for item in placed:
        sentences.setdefault(item.phrase.sentence, []).append(item)
    return sentences


def token_in(sentence: Sentence, start: int, end: int) -> Token | None:
    """The highest word of the characters `start:end`: the head of a trigger of several words."""
    inside = [t for t in sentence.tokens if start <= t.start < end]
    tops = [t for t in inside if t.head == t.i or not start <= sentence.tokens[t.head].start < end]
    return next((t for t in tops if t.pos in {"VERB", "NOUN", "PROPN"}), tops[0] if tops else None)
