"""The records as OpenAPI describes them; what is answered is checked against them in the tests."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from dragoman.model import FigureKind, Stance, Status, TieKind


class Shape(BaseModel):
    """An object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Quote(Shape):
    """Characters of a document's text: `text[start:end]`, in code points."""

    start: int
    end: int
    text: str


class Named(Shape):
    """A party in the words of a document; `code` is null where none is known."""

    code: str | None
    name: str
    text: str


class Actor(Named):
    """A party with its office or kind."""

    role: str | None


class Place(Shape):
    """A place with its coordinates."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None


class Origin(Shape):
    """The document that a record stands in."""

    id: str
    uri: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str | None
    language: str | None
    cluster: str | None


class Report(Shape):
    """One document's telling of an act, with the words that it rests on."""

    id: str
    type: str
    mode: str | None
    contexts: list[str]
    sources: list[Actor]
    targets: list[Actor]
    symmetric: bool
    date: str | None = Field(description="EDTF")
    place: Place | None
    status: Status
    speaker: Named | None = Field(description="On whose word; null: the article's own voice.")
    evidence: Quote
    trigger: Quote
    confidence: float
    goldstein: float | None


class Telling(Report):
    """A report with its document."""

    document: Origin


class Event(Shape):
    """An act with all reports that tell it; cite its status and its quotes with it."""

    id: str
    type: str
    mode: str | None
    sources: list[str]
    targets: list[str]
    symmetric: bool
    date: str | None = Field(description="EDTF")
    place: Place | None
    status: Status
    statuses: list[Status] = Field(description="As it evolved, the oldest telling first.")
    disputed: bool
    reviewed: bool = Field(description="Whether a person confirmed it.")
    outlets: int = Field(description="Independent sources; copies of one text are one.")
    first_told: str | None
    last_told: str | None
    goldstein: float | None
    confidence: float
    reports: list[Telling]


class DocumentClaim(Shape):
    """Someone asserts, denies, doubts or confirms something."""

    id: str
    speaker: Named
    stance: Stance
    proposition: str
    about: list[str]
    event: str | None
    date: str | None
    evidence: Quote
    confidence: float


class Claim(DocumentClaim):
    """A claim with its document; `event` is the act that it is about."""

    document: Origin


class DocumentFigure(Shape):
    """A number with what it measures."""

    id: str
    measure: str
    actors: list[str]
    value: float
    unit: str | None
    kind: FigureKind
    period: str | None
    modifier: str | None
    speaker: Named | None
    evidence: Quote
    confidence: float


class Figure(DocumentFigure):
    """A figure with its document."""

    document: Origin


class DocumentTie(Shape):
    """A standing fact: membership, embassy, office."""

    id: str
    kind: TieKind
    subject: str
    object: str
    since: str | None
    until: str | None
    evidence: Quote
    confidence: float


class Tie(DocumentTie):
    """A tie with its document."""

    document: Origin


class DocumentAttribution(Shape):
    """Who says what, in the document's words."""

    source: Quote | None
    cue: Quote
    content: Quote
    speaker: Actor | None


class Attribution(DocumentAttribution):
    """Who says what, with the document."""

    document: Origin


class Side(Shape):
    """Those who take one stance, with what they say."""

    stance: Stance
    speakers: list[str]
    claims: list[Claim]


class Dispute(Shape):
    """What is said and contradicted, side by side."""

    id: str
    proposition: str
    about: list[str]
    event: str | None
    outlets: int
    first: str | None
    latest: str | None
    sides: list[Side]


class Point(Shape):
    """One period of a series; `conflict`: sources give values that cannot both be right."""

    period: str | None
    value: float
    kind: FigureKind
    modifier: str | None
    conflict: bool
    figures: list[Figure]


class Series(Shape):
    """Figures of one measure over time."""

    id: str
    measure: str
    actors: list[str]
    unit: str | None
    points: list[Point]


class Document(Origin):
    """A document and how many records it yields."""

    published_confidence: float | None
    updated: str | None
    updated_basis: str | None
    publisher_country: str | None
    publisher_country_basis: str | None
    authors: list[str]
    characters: int
    events: int
    claims: int
    figures: int
    ties: int
    extractor: str
    codebook: str


class Unread(Shape):
    """A document that was not read, and why."""

    uri: str
    reason: str


class Run(Shape):
    """A reading that filled the ledger."""

    run: int
    command: str
    started: str
    finished: str | None
    read: int
    known: int
    extractor: str
    codebook: str
    skipped: list[Unread]
    failed: list[Unread]


class Missed(Shape):
    """An unknown name or verb."""

    kind: str
    text: str
    count: int
    documents: int


class Verdict(Shape):
    """What a person decided; `undone_by` is the verdict that took it back."""

    id: str
    at: str
    by: str
    decision: str
    subject: str
    field: str | None
    value: Any
    others: list[str]
    why: str | None
    undone_by: str | None


class DocumentHead(Shape):
    """What is known of a document; `body` are the spans that are the article itself."""

    id: str
    uri: str
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str | None
    published_confidence: float | None
    updated: str | None
    updated_basis: str | None
    publisher_country: str | None
    publisher_country_basis: str | None
    authors: list[str]
    retrieved: str | None
    raw_hash: str | None
    text_hash: str
    language: str | None
    body: list[list[int]]
    cluster: str | None
    extractor: str
    codebook: str
    url: str | None
    text: str


LISTS: dict[str, type[Shape]] = {
    "events": Event,
    "claims": Claim,
    "figures": Figure,
    "ties": Tie,
    "attributions": Attribution,
    "disputes": Dispute,
    "series": Series,
    "documents": Document,
    "runs": Run,
    "missed": Missed,
}


def answer(title: str, /, **fields: Any) -> type[BaseModel]:
    """The shape of a successful answer with these fields."""
    given = {field: (kind, ...) for field, kind in fields.items()}
    ok = (bool, Field(description="True; a problem says false."))
    return create_model(f"{title}Answer", __base__=Shape, ok=ok, **given)  # type: ignore[call-overload, no-any-return]


def pages(name: str, key: str, shape: type[Shape]) -> type[BaseModel]:
    """The shape of a page of a list."""
    return answer(name, **{key: list_of(shape), "next": str | None, "next_url": str | None})


def list_of(shape: type[Shape]) -> Any:
    """The shape of a list of these."""
    return list[shape]  # type: ignore[valid-type]
