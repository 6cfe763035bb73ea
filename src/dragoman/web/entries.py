"""Acts of any parties as entries, each quotation leading to its place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.model import Event, EventType, Span
from dragoman.present.asking import score_of
from dragoman.present.citing import cite
from dragoman.present.findings import Findings
from dragoman.present.passages import Sources
from dragoman.present.timeline import Entry, entry_of
from dragoman.query import DisputeRow, EventRow
from dragoman.web.site import Site


@dataclass(frozen=True, slots=True)
class Laid:
    """Acts laid out for a page, with the sources that they cite."""

    acts: tuple[tuple[EventRow, Entry], ...]
    sources: Sources
    findings: Findings


def place(document: str, span: Span) -> str:
    """Where a quotation stands in its document's page."""
    return f"/document/{document}?at={span.start}#c{span.start}"


def laid_out(site: Site, rows: Sequence[EventRow], disputes: tuple[DisputeRow, ...] = ()) -> Laid:
    """These acts as entries, in their order."""
    scores = scores_of(site, (row.event for row in rows))
    found = Findings(("", ""), tuple(rows), disputes, names=site.names, scores=scores)
    sources = cited(found)
    made = tuple((row, entry_of(row, found, sources)) for row in rows)
    return Laid(made, sources, found)


def cited(found: Findings) -> Sources:
    """The sources of what was found, each quotation leading to its document's page."""
    return cite(found.sources().values(), found.cited(), place)


def scores_of(site: Site, events: Iterable[Event]) -> dict[str, float]:
    """The PLOVER score of each act; a type that the codebook in force lacks has none."""
    types = site.codebook.types
    return {e.id: score_of(e, site.codebook) for e in events if e.type in types}


def score(site: Site, kind: EventType, mode: str | None) -> float:
    """The PLOVER score of a kind of act; 0 where the codebook in force lacks it."""
    entry = site.codebook.types.get(kind)
    return entry.scale(mode).score if entry else 0.0
