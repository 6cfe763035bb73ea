"""A sentence in which every party is one sign, so that patterns speak of parties, not names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis import Mention, MentionKind, Sentence
from dragoman.codebook import Codebook
from dragoman.codebook.folding import fold

_NAME = re.compile(r"[\w.&'’-]+")


@dataclass(frozen=True, slots=True)
class Signed:
    """The sentence with signs ⟦n⟧, each character's place in the document, and the mentions."""

    text: str
    places: tuple[int, ...]
    mentions: tuple[Mention, ...]


def signed(sentence: Sentence, mentions: Sequence[Mention], codebook: Codebook) -> Signed:
    """Put a sign in the place of every party; an office keeps its words beside the state's sign."""
    shown: list[str] = []
    places: list[int] = []
    at = sentence.start
    for number, mention in enumerate(mentions):
        start, end = _named(mention, codebook)
        if start < at or codebook.ties.shapes["owned"].match(sentence.text, start - sentence.start):
            continue
        _copy(sentence, at, start, shown, places)
        sign = f"⟦{number}⟧"
        shown.append(sign)
        places += [start] * (len(sign) - 1) + [end - 1]
        at = end
    _copy(sentence, at, sentence.end, shown, places)
    return Signed("".join(shown), tuple(places), tuple(mentions))


def _copy(sentence: Sentence, start: int, end: int, shown: list[str], places: list[int]) -> None:
    shown.append(sentence.text[start - sentence.start : end - sentence.start])
    places.extend(range(start, end))


def _named(mention: Mention, codebook: Codebook) -> tuple[int, int]:
    """Where the mention names its party: "Kenya" in "Kenya's ambassador"; else all of it."""
    if mention.kind != MentionKind.OFFICE:
        return mention.start, mention.end
    words = [m.span() for m in _NAME.finditer(mention.text)]
    for length in range(min(5, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            start, end = words[first][0], words[first + length - 1][1]
            name = re.sub(r"['’]s?$", "", mention.text[start:end])
            entries = codebook.actors.entries.get(fold(name), ())
            if any(entry.code in mention.codes for entry in entries):
                return mention.start + start, mention.start + start + len(name)
    return mention.start, mention.end
