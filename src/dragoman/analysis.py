"""What the stages hand one another on the way from a text to its records.

Nothing here is exported or stored: these values exist while one document is read. Token indexes
count within a sentence; `start` and `end` are code points into the document's text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model import Attribution, Claim, Document, EventType, Figure, Party, Report


@dataclass(frozen=True, slots=True)
class Token:
    """One word with its grammar: Universal POS, Penn tag, dependency label, index of its head."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    lower: str  # the word in lower case


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body and its dependency tree; `tokens` is empty if it was not parsed."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @property
    def root(self) -> Token | None:
        """The head of the sentence; None when it was not parsed."""
        return next((t for t in self.tokens if t.head == t.i), None)

    def child(self, i: int, *deps: str) -> Token | None:
        """The first child of token `i` with one of the dependency labels."""
        tokens = self.tokens
        for c in self.children[i]:
            if (token := tokens[c]).dep in deps:
                return token
        return None

    def children_of(self, i: int, *deps: str) -> list[Token]:
        """The children of token `i`, all of them or those with one of the labels, in order."""
        tokens, kids = self.tokens, self.children[i]
        if not kids or not deps:
            return [tokens[c] for c in kids]
        return [t for c in kids if (t := tokens[c]).dep in deps]

    def subtree(self, i: int) -> list[int]:
        """The indexes of token `i` and all below it, ascending."""
        children = self.children
        if not children[i]:
            return [i]
        found = [i]
        for at in found:  # which grows meanwhile
            found += children[at]
        found.sort()
        return found

    def ancestors(self, i: int) -> Iterator[Token]:
        """The tokens above token `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def token_at(self, position: int) -> Token | None:
        """The token that covers a position of the document, or None."""
        at = bisect_right(self.tokens, position, key=lambda t: t.start) - 1
        return self.tokens[at] if at >= 0 and position < self.tokens[at].end else None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted speech with its marks; `inner_*` bound the words between them."""

    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A temporal expression as it stands, not yet tied to the calendar.

    `form` names the shape ("date", "weekday", "relative", "duration", "since", …) and `values`
    holds its parts by name, e.g. {"month": 8, "day": 19}; `resolve` turns both into EDTF.
    """

    sentence: int
    start: int
    end: int
    text: str
    form: str
    values: dict[str, int | float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parse:
    """A document's sentences with their grammar, its quotations and its temporal expressions."""

    document: Document
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    times: tuple[TimePhrase, ...] = ()

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers a position of the document, or None."""
        at = bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and position < self.sentences[at].end else None


class MentionKind(StrEnum):
    """By what kind of words a party is mentioned."""

    NAME = "name"  # Belarus, United Nations, Hamas
    ADJECTIVE = "adjective"  # Belarusian
    CAPITAL = "capital"  # Minsk, as place or as government
    SEAT = "seat"  # the Kremlin
    PERSON = "person"  # Alexander Lukashenko, Lukashenko
    OFFICE = "office"  # the Belarusian president, Syria's foreign ministry
    GROUP = "group"  # rebels, the opposition
    PRONOUN = "pronoun"  # he, they, we
    NOMINAL = "nominal"  # the two countries, both sides, the bloc


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for parties: tokens `first`..`last` of a sentence, head token `head`.

    A plural such as "the two countries" holds several parties. `rule` says how it was resolved, for
    `dragoman who`. Mentions do not overlap and come in order of the text.
    """

    sentence: int
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    kind: MentionKind
    parties: tuple[Party, ...]
    rule: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the parties meant."""
        return tuple(p.code for p in self.parties)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible act: a trigger with its parties, found by a frame, before it is judged.

    `evidence` bounds the clause that tells the act. `certain` in [0, 1] is how well the frame's
    pattern fits, and what the relation model makes of it; `statuses` are the shares that the model
    gives to each status, empty where no model was asked.
    """

    sentence: int
    trigger: int
    type: EventType
    mode: str | None
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    symmetric: bool
    trigger_start: int
    trigger_end: int
    evidence_start: int
    evidence_end: int
    certain: float
    rule: str
    contexts: tuple[str, ...] = ()
    status_hint: str | None = None
    statuses: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """The records of a document after judging, before dates and places are resolved."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Acquired:
    """A document as it came: decoded content, still with everything around the article.

    `media` is "text", "html" or "mail". `fields` holds what was told beside the content (id, url,
    title, publisher, published, authors, language), for instance by a JSON line or a sidecar file;
    `told` what its own form says of it: mail headers, properties of a PDF or Word file, the record
    of a web archive. There `created` is the day on which the file was made and `retrieved` that on
    which it was taken from the web. `raw_hash` is the SHA-256 of its bytes.
    """

    uri: str
    content: str
    media: str
    fields: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    raw_hash: str | None = None
