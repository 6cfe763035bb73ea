"""Documents and records to fill ledgers with; every quote is looked up in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dragoman.model import (
    Attribution,
    Claim,
    Document,
    EventType,
    Figure,
    FigureKind,
    Missed,
    Party,
    Place,
    Records,
    Report,
    Span,
    Stance,
    Status,
    Tie,
    TieKind,
    identifier,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
VERSIONS = ("dragoman 0.1.0", "plover-2024.1+abcdef01")


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def party(code: str, name: str | None = None, role: str | None = None) -> Party:
    return Party(code, name or code, name or code, role)


@dataclass
class Article:
    """A document in the making: each method quotes its text and adds a record."""

    text: str
    id: str = ""
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    cluster: str | None = None
    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.id = self.id or identifier(self.text, self.publisher, self.published)

    def report(
        self,
        kind: str,
        sources: str | Sequence[Party],
        targets: str | Sequence[Party],
        evidence: str,
        trigger: str,
        **more: Any,
    ) -> Report:
        for name, make in (("status", Status),):
            if name in more:
                more[name] = make(more[name])
        if isinstance(more.get("place"), str):
            more["place"] = Place(more["place"])
        made = Report(
            id=identifier(self.id, "report", kind, evidence, trigger, len(self.reports)),
            type=EventType(kind),
            sources=_parties(sources),
            targets=_parties(targets),
            evidence=span(self.text, evidence),
            trigger=span(self.text, trigger),
            **{"status": Status.OCCURRED, "confidence": 0.8} | more,
        )
        self.reports.append(made)
        return made

    def claim(
        self, speaker: str, stance: str, proposition: str, about: Sequence[str], **more: Any
    ) -> Claim:
        made = Claim(
            id=identifier(self.id, "claim", speaker, stance, proposition),
            speaker=party(speaker),
            stance=Stance(stance),
            proposition=proposition,
            about=tuple(about),
            evidence=span(self.text, proposition),
            **{"confidence": 0.8} | more,
        )
        self.claims.append(made)
        return made

    def figure(
        self, measure: str, actors: Sequence[str], value: float, unit: str, quote: str, **more: Any
    ) -> Figure:
        made = Figure(
            id=identifier(self.id, "figure", measure, quote, value),
            measure=measure,
            actors=tuple(actors),
            value=value,
            unit=unit,
            evidence=span(self.text, quote),
            number=span(self.text, quote),
            **{"kind": FigureKind.LEVEL, "confidence": 0.9} | more,
        )
        self.figures.append(made)
        return made

    def tie(self, kind: str, subject: str, object_: str, quote: str) -> Tie:
        made = Tie(
            id=identifier(self.id, "tie", kind, subject, object_),
            kind=TieKind(kind),
            subject=subject,
            object=object_,
            evidence=span(self.text, quote),
            confidence=0.9,
        )
        self.ties.append(made)
        return made

    def said(self, cue: str, content: str, speaker: str | None = None) -> Attribution:
        made = Attribution(
            span(self.text, cue),
            span(self.text, content),
            None,
            party(speaker) if speaker else None,
        )
        self.attributions.append(made)
        return made

    @property
    def records(self) -> Records:
        return Records(
            document=Document(
                id=self.id,
                uri=f"news/{self.id}.txt",
                text=self.text,
                body=((0, len(self.text)),),
                title=self.title,
                publisher=self.publisher,
                published=self.published,
                language="en",
                cluster=self.cluster,
            ),
            extractor=VERSIONS[0],
            codebook=VERSIONS[1],
            events=tuple(self.reports),
            claims=tuple(self.claims),
            figures=tuple(self.figures),
            ties=tuple(self.ties),
            attributions=tuple(self.attributions),
            missed=tuple(self.missed),
        )


def _parties(given: str | Sequence[Party]) -> tuple[Party, ...]:
    return tuple(party(code) for code in given.split()) if isinstance(given, str) else tuple(given)


def visit(day: str = "2021-05-04", publisher: str = "Coastal Post", **more: Any) -> Article:
    """Ghana's president in Lagos, told plainly."""
    text = (
        "The president of Ghana arrived in Lagos on Tuesday for talks with his Nigerian host. "
        "Trade between Ghana and Nigeria reached 620 million dollars in 2020. "
        "Nigeria denied closing its border to Ghanaian lorries."
    )
    article = Article(text, publisher=publisher, published=day, title="A visit to Lagos", **more)
    told = article.report(
        "CONSULT",
        "GHA",
        "NGA",
        "arrived in Lagos on Tuesday for talks with his Nigerian host",
        "talks",
        mode="visit",
        symmetric=True,
        date=day,
        place=Place("Lagos", "NGA", 6.45, 3.39, 2332459),
    )
    denied = article.report(
        "SANCTION",
        "NGA",
        "GHA",
        "Nigeria denied closing its border to Ghanaian lorries",
        "closing",
        status="denied",
        speakers=(party("NGA"),),
        cue=span(text, "denied"),
        further=(span(text, "border"),),
    )
    article.claim("NGA", "denies", "closing its border", ("GHA", "NGA"), event=denied.id)
    article.figure("trade", ("GHA", "NGA"), 620e6, "USD", "620 million dollars", period="2020")
    article.tie("membership", "GHA", "AU", "president of Ghana")
    article.said("denied", "closing its border to Ghanaian lorries", "NGA")
    article.missed.append(Missed("verb", "closing"))
    assert told
    return article
