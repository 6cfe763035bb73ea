"""Events in the 40 columns of POLECAT, with the quotes in a file beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.export.days import day_of
from dragoman.export.knowledge import Knowledge
from dragoman.export.parties import Actor
from dragoman.export.plover import AUXILIARY
from dragoman.export.tabs import tab_cell, tab_lines
from dragoman.model import Party
from dragoman.query.rows import EventRow

MISSING = "None"
_SIDE = (
    *("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title"),
    *("{} Name Raw", "Wikipedia {} ID"),
)
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(name.format("Actor") for name in _SIDE),
    *(name.format("Recipient") for name in _SIDE),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


def polecat_lines(
    rows: Iterable[EventRow], known: Knowledge, left_out: Counter[str], precision: str = "day"
) -> Iterator[str]:
    """The lines of a POLECAT file."""
    made = (one for row in rows if (one := polecat_row(row, known, left_out, precision)))
    return tab_lines(made, COLUMNS, MISSING)


def polecat_row(
    row: EventRow, known: Knowledge, left_out: Counter[str], precision: str = "day"
) -> dict[str, Any] | None:
    """An event as a row; None, counted in `left_out`, without a date as exact as asked."""
    day = day_of(row.event.date, precision)
    if day is None:
        left_out[f"without a {precision}" if precision != "any" else "without a date"] += 1
        return None
    event, report, source = row.event, row.best.report, row.best.source
    entry = known.codebook.types[event.type]
    actors, recipients = _sides(row)
    return {
        "Event ID": event.id,
        "Event Date": day,
        "Event Type": event.type.value,
        "Event Mode": [m for m in (event.mode, AUXILIARY.get(event.status)) if m],
        "Intensity": f"{entry.scale(event.mode).score:.1f}",
        "Quad Code": QUADS[entry.quad],
        "Contexts": report.contexts,
        **_side("Actor", actors, known),
        **_side("Recipient", recipients, known),
        **_where(row, known),
        "Source": source.publisher,
        "Publication Date": source.published,
        **_story(row, known),
        "Language": source.language,
        "Version": f"{source.extractor}; {source.codebook}",
    }


def evidence_json(row: EventRow) -> dict[str, Any]:
    """The words that an event rests on, for the file beside POLECAT's columns."""
    event = row.event
    return {
        "event": event.id,
        "date": event.date,
        "status": event.status.value,
        "disputed": event.disputed,
        "outlets": event.outlets,
        "confidence": event.confidence,
        "evidence": [
            {
                "document": told.source.id,
                "url": told.source.url,
                "start": told.report.evidence.start,
                "end": told.report.evidence.end,
                "text": told.report.evidence.text,
            }
            for told in row.reports
        ],
    }


def _sides(row: EventRow) -> tuple[Sequence[Party], Sequence[Party]]:
    """Actors and recipients; a meeting whose parties all act keeps someone to meet with."""
    sources, targets = row.best.report.sources, row.best.report.targets
    if row.event.symmetric and not targets and len(sources) > 1:
        return sources[:1], sources[1:]
    return sources, targets


def _side(side: str, parties: Sequence[Party], known: Knowledge) -> dict[str, Any]:
    actors = [known.registry.actor(party) for party in parties]
    sectors = _unique(actor.sector for actor in actors)
    values = (
        _unique(actor.name for actor in actors),
        _unique(actor.country for actor in actors),
        _unique(actor.cow for actor in actors),
        sectors[0] if sectors else None,
        sectors,
        _unique(actor.title for actor in actors),
        _unique(actor.text for actor in actors),
        None,
    )
    return {name.format(side): value for name, value in zip(_SIDE, values, strict=True)}


def _where(row: EventRow, known: Knowledge) -> dict[str, Any]:
    if row.event.place is None:
        return {}
    found = known.locate(row.event.place)
    return {
        "Placename": found.place.name,
        "City": found.city,
        "Province": found.province,
        "Country": found.place.country,
        "Latitude": found.place.lat,
        "Longitude": found.place.lon,
        "GeoNames ID": found.place.geonames,
        "Feature Type": found.feature,
    }


def _story(row: EventRow, known: Knowledge) -> dict[str, Any]:
    """Who and what the tellings of the event name."""
    reports = [told.report for told in row.reports]
    parties = [p for report in reports for p in (*report.sources, *report.targets)]
    actors = [known.registry.actor(party) for party in parties]
    people = [a.name for a in actors if a.person]
    bodies = [known.registry.name(a.code) for a in actors if not _is_state(a)]
    places = [report.place.name for report in reports if report.place]
    return {
        "Story People": sorted(_unique(people)),
        "Story Organizations": sorted(_unique(bodies)),
        "Story Locations": sorted(_unique([*places, *(a.country_name for a in actors)])),
    }


def _is_state(actor: Actor) -> bool:
    return actor.code in {actor.state, "UNK"}


def _unique(values: Iterable[str]) -> list[str]:
    """The values once each, in order; what would read as two values of a list is made one."""
    return list(dict.fromkeys(tab_cell(v.replace(";", ","), "") for v in values if v))
