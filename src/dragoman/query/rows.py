"""What a question to the ledger is answered with: records, each with the document that says it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.model import (
    Attribution,
    Claim,
    Dispute,
    Event,
    Figure,
    Records,
    Report,
    Series,
    Tie,
)

_VERSIONS = frozenset({"extractor", "codebook"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record stands: its document, without the text.

    `extractor` and `codebook` are the versions that last read it.
    """

    id: str
    uri: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str | None
    language: str | None
    cluster: str | None
    extractor: str
    codebook: str
    published_confidence: float | None = None
    updated: str | None = None
    updated_basis: str | None = None
    publisher_country: str | None = None
    publisher_country_basis: str | None = None
    authors: tuple[str, ...] = ()

    @classmethod
    def of(cls, records: Records) -> Source:
        """The document of records, as a ledger would tell of it."""
        told = {n: getattr(records.document, n) for n in cls.__slots__ if n not in _VERSIONS}
        return cls(**told, extractor=records.extractor, codebook=records.codebook)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with its document and the event that it tells."""

    report: Report
    source: Source
    event: str | None


def told_order(source: Source, report: Report) -> tuple[str, str, int, str]:
    """What the tellings of an act are sorted by: their day, then the order of the text."""
    return source.published or "9999", source.id, report.trigger.start, report.id


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with all its reports, the first telling first; `reviewed`: a person confirmed it."""

    event: Event
    reports: tuple[ReportRow, ...]
    reviewed: bool = False

    @property
    def best(self) -> ReportRow:
        """The report to quote: the most confident, the earliest of equals."""
        return max(self.reports, key=lambda row: row.report.confidence)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its document; `event` is the event that it is about, if any."""

    claim: Claim
    source: Source
    event: str | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its document."""

    figure: Figure
    source: Source


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie with its document."""

    tie: Tie
    source: Source


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """Who says what, with the document that has it."""

    attribution: Attribution
    source: Source


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute with the claims of all its sides, oldest first."""

    dispute: Dispute
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with the figures that its points rest on."""

    series: Series
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and how many records of each kind it yields."""

    source: Source
    characters: int
    events: int
    claims: int
    figures: int
    ties: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """A reading that filled the ledger; `finished` is None while it runs or when it was cut off."""

    run: int
    command: str
    extractor: str
    codebook: str
    started: str
    finished: str | None
    read: int
    known: int
    skipped: tuple[tuple[str, str], ...] = field(default=())
    failed: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class MissedRow:
    """An unknown name or verb, and how often and in how many documents it stands."""

    kind: str
    text: str
    count: int
    documents: int
