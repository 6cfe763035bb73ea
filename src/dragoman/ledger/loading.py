"""Rows of the tables as records again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from dragoman.model import (
    Attribution,
    Basis,
    Claim,
    Document,
    Event,
    EventType,
    Figure,
    FigureKind,
    Party,
    Place,
    Report,
    Span,
    Stance,
    Status,
    Tie,
    TieKind,
)

Row = RowMapping | Mapping[str, Any]


def document_of(row: Row) -> Document:
    """A document with its text."""
    return Document(
        id=row["id"],
        uri=row["uri"],
        text=row["text"],
        body=tuple((start, end) for start, end in row["body"]),
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        published_basis=_basis(row["published_basis"]),
        language=row["language"],
        url=row["url"],
        cluster=row["cluster"],
        published_confidence=row["published_confidence"],
        updated=row["updated"],
        updated_basis=_basis(row["updated_basis"]),
        publisher_country=row["publisher_country"],
        publisher_country_basis=_basis(row["publisher_country_basis"]),
        authors=tuple(row["authors"] or ()),
        retrieved=row["retrieved"],
        raw_hash=row["raw_hash"],
    )


def report_of(row: Row, parties: Sequence[Row]) -> Report:
    """A report; `parties` are its rows of `report_party`, in any order."""
    ordered = sorted(parties, key=lambda party: party["place"])
    sides = {
        side: tuple(_party(party, "") for party in ordered if party["side"] == side)
        for side in ("source", "target", "speaker")
    }
    return Report(
        id=row["id"],
        type=EventType.add(row["type"]),
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        sources=sides["source"],
        targets=sides["target"],
        speakers=sides["speaker"],
        symmetric=row["symmetric"],
        status=Status(row["status"]),
        date=row["date"],
        date_phrase=row["date_phrase"],
        date_reason=row["date_reason"],
        place=place_of(row),
        evidence=_needed(row, "evidence"),
        trigger=_needed(row, "trigger"),
        cue=_quote(row, "cue"),
        further=tuple(Span(*parts) for parts in row["further"]),
        confidence=row["confidence"],
        goldstein=row["goldstein"],
        rule=row["rule"],
    )


def claim_of(row: Row) -> Claim:
    """A claim."""
    return Claim(
        id=row["id"],
        speaker=_party(row, "speaker_"),
        stance=Stance(row["stance"]),
        proposition=row["proposition"],
        about=tuple(row["about"]),
        evidence=_needed(row, "evidence"),
        confidence=row["confidence"],
        event=row["report"],
        date=row["date"],
    )


def figure_of(row: Row) -> Figure:
    """A figure."""
    return Figure(
        id=row["id"],
        measure=row["measure"],
        actors=tuple(row["actors"]),
        value=row["value"],
        unit=row["unit"],
        kind=FigureKind(row["kind"]),
        evidence=_needed(row, "evidence"),
        number=_needed(row, "number"),
        confidence=row["confidence"],
        period=row["period"],
        modifier=row["modifier"],
        speaker=_party(row, "speaker_") if row["speaker_code"] is not None else None,
    )


def tie_of(row: Row) -> Tie:
    """A tie."""
    return Tie(
        id=row["id"],
        kind=TieKind(row["kind"]),
        subject=row["subject"],
        object=row["object"],
        evidence=_needed(row, "evidence"),
        confidence=row["confidence"],
        since=row["since"],
        until=row["until"],
    )


def attribution_of(row: Row) -> Attribution:
    """An attribution."""
    return Attribution(
        cue=_needed(row, "cue"),
        content=_needed(row, "content"),
        source=_quote(row, "source"),
        speaker=_party(row, "speaker_") if row["speaker_code"] is not None else None,
    )


def event_of(row: Row, reports: Sequence[str]) -> Event:
    """An event; `reports` are the ids of its reports, first telling first."""
    return Event(
        id=row["id"],
        type=EventType.add(row["type"]),
        sources=tuple(row["sources"]),
        targets=tuple(row["targets"]),
        symmetric=row["symmetric"],
        status=Status(row["status"]),
        reports=tuple(reports),
        outlets=row["outlets"],
        confidence=row["confidence"],
        mode=row["mode"],
        date=row["date"],
        place=place_of(row),
        first_told=row["first_told"],
        last_told=row["last_told"],
        statuses=tuple(Status(status) for status in row["statuses"]),
        disputed=row["disputed"],
        goldstein=row["goldstein"],
    )


def place_of(row: Row) -> Place | None:
    """The place in the columns `place_*`, if there is one."""
    if row["place_name"] is None:
        return None
    parts = (row[f"place_{part}"] for part in ("name", "country", "lat", "lon", "geonames"))
    return Place(*parts)


def _basis(name: str | None) -> Basis | None:
    return Basis(name) if name else None


def _party(row: Row, prefix: str) -> Party:
    return Party(*(row[f"{prefix}{part}"] for part in ("code", "name", "text", "role")))


def _quote(row: Row, name: str) -> Span | None:
    if row[f"{name}_start"] is None:
        return None
    return Span(row[f"{name}_start"], row[f"{name}_end"], row[f"{name}_text"])


def _needed(row: Row, name: str) -> Span:
    return Span(row[f"{name}_start"], row[f"{name}_end"], row[f"{name}_text"])
