"""Finding the words of the gazetteer in a sentence, as marks over its tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from dragoman.analysis import Sentence
from dragoman.codebook.actors import Actors, Lexicon
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Entry, Sort
from dragoman.codebook.offices import Office

# More capitals than these are a headline: what is set in them cannot be told.
_OPENING = 3
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A name of the gazetteer over tokens `first`..`last`, with all that it may mean.

    `beside` is what a second name in the same token means: "U.S.-Chinese" is one token to some
    tokenizers.
    """

    first: int
    last: int
    surface: str
    entries: tuple[Entry, ...]
    beside: tuple[Entry, ...] = ()

    def sorts(self) -> frozenset[Sort]:
        """The kinds of name that it may be."""
        return frozenset(e.sort for e in self.entries)

    def one(self, *sorts: Sort) -> Entry | None:
        """The first meaning of one of the given kinds."""
        return next((e for sort in sorts for e in self.entries if e.sort is sort), None)


@dataclass(frozen=True, slots=True)
class Word:
    """An office, organ or pointing phrase over tokens `first`..`last`."""

    first: int
    last: int
    words: str
    office: Office | None
    asks: str | None


@dataclass(slots=True)
class Marks:
    """The marks of one sentence, by first token and by every token they cover."""

    names: dict[int, Mark] = field(default_factory=dict)
    words: dict[int, list[Word]] = field(default_factory=dict)
    covered: dict[int, Mark] = field(default_factory=dict)


def scan(sentence: Sentence, actors: Actors) -> Marks:
    """All marks of a sentence; of overlapping names the longest stands, then the leftmost."""
    marks = Marks()
    text, places = _searched(sentence)
    found = _names(sentence, text, places, actors)
    if (opening := _shouted(sentence)) and not any(m.first == 0 for m in found):
        plain = text[:opening].title() + text[opening:]
        found = [*found, *_names(sentence, plain, places, actors)]
    for mark in sorted(found, key=lambda m: (m.first - m.last, m.first)):
        if not any(i in marks.covered for i in range(mark.first, mark.last + 1)):
            marks.names[mark.first] = mark
            marks.covered.update((i, mark) for i in range(mark.first, mark.last + 1))
        elif _shares_token(marks.names.get(mark.first), mark):
            marks.names[mark.first] = replace(marks.names[mark.first], beside=mark.entries)
    for first, last, words in _aligned(sentence, text.lower(), places, actors.words):
        if last - first > 0 or sentence.tokens[first].pos not in {"VERB", "AUX", "ADP"}:
            word = Word(
                first, last, words, actors.offices.get(words), actors.pointing.phrases.get(words)
            )
            marks.words.setdefault(first, []).append(word)
    for options in marks.words.values():
        options.sort(key=lambda w: -w.last)
    return marks


def _shares_token(held: Mark | None, mark: Mark) -> bool:
    one = held is not None and held.first == held.last == mark.first == mark.last
    return one and held is not None and held.entries[0].code != mark.entries[0].code


def _shouted(sentence: Sentence) -> int:
    """How many characters a paper sets in capitals to open its story: "PAPUA New Guinea"."""
    last = -1
    for token in sentence.tokens:
        if not (token.text.isupper() and (len(token.text) > 2 or last >= 0)):
            break
        last = token.i
    return sentence.tokens[last].end - sentence.start if 0 <= last < _OPENING else 0


def _names(sentence: Sentence, text: str, places: list[int] | None, actors: Actors) -> list[Mark]:
    return [
        Mark(first, last, surface, actors.entries[surface])
        for first, last, surface in _aligned(sentence, text, places, actors.names)
    ]


def _searched(sentence: Sentence) -> tuple[str, list[int] | None]:
    """The folded text to search, and the place of each character where some were left out."""
    folded = fold(sentence.text)
    shorter = folded.translate(_INVISIBLE)
    if len(shorter) == len(folded):
        return folded, None
    return shorter, [n for n, c in enumerate(folded) if ord(c) not in _INVISIBLE]


def _aligned(
    sentence: Sentence, text: str, places: list[int] | None, lexicon: Lexicon
) -> list[tuple[int, int, str]]:
    """Matches as first token, last token, surface; those that cut a word are left out."""
    if len(text) != len(places or sentence.text):
        return []  # lower() changed the length (a dotted capital I): positions would lie
    starts = [t.start - sentence.start for t in sentence.tokens]
    ends = [t.end - sentence.start for t in sentence.tokens]
    found = []
    for index, start, end in lexicon.matches(text):
        if _cuts_word(text, start, end):
            continue
        a, b = (start, end) if places is None else (places[start], places[end - 1] + 1)
        first, last = bisect_right(starts, a) - 1, bisect_left(ends, b)
        if 0 <= first <= last < len(starts):
            found.append((first, last, lexicon.surfaces[index]))
    return found


def _cuts_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (
        after.isalnum() and text[end - 1].isalnum()
    )
