"""The nouns of dragoman: what a document says, and on whose word.

Everything here is a frozen value. `None` always means "the text does not let one know", never "no".
Dates are EDTF strings (ISO 8601-2). Positions are code points into `Document.text`, end exclusive.
The field names are those of the exported records (`docs/reference/records.md`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Self

from dragoman.terms import Basis as Basis
from dragoman.terms import EventType as EventType
from dragoman.terms import FigureKind as FigureKind
from dragoman.terms import Stance as Stance
from dragoman.terms import Status as Status
from dragoman.terms import TieKind as TieKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, with the characters that stand there.

    Build one with `Span.of(text, start, end)`: it is then true that `text[start:end] == span.text`.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Quote `text[start:end]`; raises ValueError when nothing stands there."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no text at {start}:{end} of a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def stands_in(self, text: str) -> bool:
        """Whether the quoted characters stand at this place of `text`."""
        return 0 <= self.start < self.end and text[self.start : self.end] == self.text

    def overlaps(self, start: int, end: int) -> bool:
        """Whether this span shares a character with `start:end`."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One frozen text and what is known of where it came from.

    `body` lists the spans that are the article itself; nothing outside them yields a record.
    `cluster` is the id of the group of near-copies that the document belongs to, if any.
    `retrieved` is the day on which a crawler took it; `raw_hash` the SHA-256 of its bytes as they
    came: of the file, or of its member, message, record or line in one.
    """

    id: str
    uri: str
    text: str
    body: tuple[tuple[int, int], ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    language: str | None = None
    url: str | None = None
    cluster: str | None = None
    published_confidence: float | None = None
    updated: str | None = None
    updated_basis: Basis | None = None
    publisher_country: str | None = None
    publisher_country_basis: Basis | None = None
    authors: tuple[str, ...] = ()
    retrieved: str | None = None
    raw_hash: str | None = None

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def span(self, start: int, end: int) -> Span:
        """Quote the document's text from `start` to `end`."""
        return Span.of(self.text, start, end)


@dataclass(frozen=True, slots=True)
class Party:
    """A political actor as a record names it.

    `code` is ISO 3166-1 alpha-3 for states, a short name for bodies and groups (UN, NATO, HAMAS),
    UNK for a party left unnamed. `name` is the canonical name of the person, office or body, `text`
    the words in the document, `role` the office or kind of actor ("head of state", "foreign
    ministry", "armed forces").
    """

    code: str
    name: str
    text: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place; coordinates in degrees (WGS 84), `geonames` the GeoNames id."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One document's telling of an act: who did what to whom, and on what evidence.

    `cue` is the span that decided the status (a negation, a modal, "plans to"); `speakers` the
    chain of attribution, outermost first, empty for the article's own voice; `further` other
    sentences of the same document that retell the act; `rule` the frame that found it, for
    `dragoman explain`.
    """

    id: str
    type: EventType
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    status: Status
    evidence: Span
    trigger: Span
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    symmetric: bool = False
    date: str | None = None
    date_phrase: str | None = None
    date_reason: str | None = None
    place: Place | None = None
    speakers: tuple[Party, ...] = ()
    cue: Span | None = None
    further: tuple[Span, ...] = ()
    goldstein: float | None = None
    rule: str | None = None

    @property
    def speaker(self) -> Party | None:
        """On whose word the act stands: the innermost speaker; None is the article's own voice."""
        return self.speakers[-1] if self.speakers else None

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all parties, whichever side."""
        return frozenset(p.code for p in (*self.sources, *self.targets))


@dataclass(frozen=True, slots=True)
class Claim:
    """Someone asserts, denies, doubts or confirms a proposition, in the document's words."""

    id: str
    speaker: Party
    stance: Stance
    proposition: str
    about: tuple[str, ...]
    evidence: Span
    confidence: float
    event: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about relations; money in units of its currency, `unit` ISO 4217 or a plain word."""

    id: str
    measure: str
    actors: tuple[str, ...]
    value: float
    unit: str | None
    kind: FigureKind
    evidence: Span
    confidence: float
    number: Span
    period: str | None = None
    modifier: str | None = None
    speaker: Party | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing fact; `office_holder`: a name and "office CODE"."""

    id: str
    kind: TieKind
    subject: str
    object: str
    evidence: Span
    confidence: float
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: spans of source (None when elided), cue and content; the speaker if known."""

    cue: Span
    content: Span
    source: Span | None = None
    speaker: Party | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A name or verb that looked like an actor or an event and that the codebook does not know."""

    kind: str  # "actor" or "verb"
    text: str


@dataclass(frozen=True, slots=True)
class Records:
    """Everything one document yields, and the versions that read it."""

    document: Document
    extractor: str
    codebook: str
    events: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    ties: tuple[Tie, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    missed: tuple[Missed, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was not read, and why, in words for the user."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A document whose reading failed; `error` names the cause."""

    uri: str
    error: str


@dataclass(frozen=True, slots=True)
class Event:
    """The act itself: the cluster of its reports across documents.

    `outlets` counts independent sources (near-copies of one text are one); `statuses` is the status
    as it evolved, oldest telling first; `disputed` whether a claim denies or doubts what another
    asserts.
    """

    id: str
    type: EventType
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    symmetric: bool
    status: Status
    reports: tuple[str, ...]
    outlets: int
    confidence: float
    mode: str | None = None
    date: str | None = None
    place: Place | None = None
    first_told: str | None = None
    last_told: str | None = None
    statuses: tuple[Status, ...] = ()
    disputed: bool = False
    goldstein: float | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: those who take the same stance, with the claims that show it."""

    stance: Stance
    speakers: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Opposing stances on one proposition."""

    id: str
    proposition: str
    about: tuple[str, ...]
    sides: tuple[Side, ...]
    outlets: int
    event: str | None = None
    first: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series; `conflict` when sources give values that cannot both be right."""

    period: str | None
    value: float
    kind: FigureKind
    figures: tuple[str, ...]
    modifier: str | None = None
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one measure, set of actors and unit over periods, oldest first."""

    id: str
    measure: str
    actors: tuple[str, ...]
    unit: str | None
    points: tuple[Point, ...] = field(default=())


def identifier(*parts: object) -> str:
    """A short stable id: the first 16 hex digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
