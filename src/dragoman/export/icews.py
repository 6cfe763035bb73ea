"""Events in the 20 columns of ICEWS: tab-separated, NA for missing, meetings once each way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.export.cameo import CameoRow, cameo_rows, numbered
from dragoman.export.knowledge import Knowledge
from dragoman.export.parties import Actor
from dragoman.export.tabs import tab_lines
from dragoman.query.rows import EventRow

MISSING = "NA"
COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text"),
    *("CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID"),
    *("Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude"),
    "Longitude",
)
# ICEWS calls sectors by words.
SECTORS = {
    "GOV": "Government",
    "MIL": "Military",
    "COP": "Police",
    "JUD": "Judicial",
    "LEG": "Legislative / Parliamentary",
    "SPY": "Government,Intelligence",
    "PTY": "Parties",
    "OPP": "Opposition",
    "REB": "Rebel",
    "PRM": "Paramilitary",
    "CVL": "General Population / Civilian / Social",
    "SOC": "Social",
    "BUS": "Business",
    "CRM": "Criminals / Gangs",
    "REL": "Religious",
    "ELI": "Elite",
    "PRE": "Separatist",
}


def icews_lines(
    rows: Iterable[EventRow], known: Knowledge, left_out: Counter[str], precision: str = "day"
) -> Iterator[str]:
    """The lines of an ICEWS file."""
    made = (_row(one, known) for row in rows for one in cameo_rows(row, known, left_out, precision))
    return tab_lines(made, COLUMNS, MISSING)


def _row(one: CameoRow, known: Knowledge) -> dict[str, Any]:
    source = one.best.source
    return {
        "Event ID": one.number,
        "Event Date": one.day,
        **_side("Source", one.source),
        "Event Text": one.code.label,
        "CAMEO Code": one.code.code,
        "Intensity": f"{one.code.goldstein:.1f}",
        **(_side("Target", one.target) if one.target else {}),
        "Story ID": numbered(source.id),
        "Publisher": source.publisher,
        **_where(one, known),
    }


def _side(side: str, actor: Actor) -> dict[str, Any]:
    sectors = SECTORS.get(actor.sector, "")
    return {
        f"{side} Name": actor.name,
        f"{side} Sectors": sectors or ("International Organization" if not actor.state else ""),
        f"{side} Country": actor.country_name,
    }


def _where(one: CameoRow, known: Knowledge) -> dict[str, Any]:
    if one.event.place is None:
        return {}
    found = known.locate(one.event.place)
    return {
        "City": found.city,
        "Province": found.province,
        "Country": found.country_name,
        "Latitude": found.place.lat,
        "Longitude": found.place.lon,
    }
