"""Events as rows of GDELT 2.0: its 61 columns, CAMEO codes, Goldstein values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.export.cameo import CameoRow, cameo_rows
from dragoman.export.knowledge import Knowledge
from dragoman.export.parties import Actor
from dragoman.export.tabs import tab_lines
from dragoman.query.rows import EventRow

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_GEO = (*("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"),)
COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
_US = "USA"


def gdelt_lines(
    rows: Iterable[EventRow],
    known: Knowledge,
    left_out: Counter[str],
    precision: str = "day",
    *,
    header: bool = True,
) -> Iterator[str]:
    """The lines of a GDELT event file; GDELT's own have no header."""
    made = (
        _row(one, row, known) for row in rows for one in cameo_rows(row, known, left_out, precision)
    )
    return tab_lines(made, COLUMNS, "", header=header)


def _row(one: CameoRow, row: EventRow, known: Knowledge) -> dict[str, Any]:
    code, source = one.code.code, one.best.source
    added = source.published if source.published and len(source.published) == 10 else None
    return {
        "GLOBALEVENTID": one.number,
        **_dated(one.day),
        **_actor(1, one.source),
        **(_actor(2, one.target) if one.target else {}),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": one.code.quad,
        "GoldsteinScale": f"{one.code.goldstein:.1f}",
        "NumMentions": len(row.reports),
        "NumSources": row.event.outlets,
        "NumArticles": len({told.source.id for told in row.reports}),
        **_where(one, known),
        "DATEADDED": added.replace("-", "") + "000000" if added else None,
        "SOURCEURL": source.url,
    }


def _dated(day: str) -> dict[str, Any]:
    year, month, number = (int(part) for part in day.split("-"))
    # As GDELT has it: months of thirty days, in a year of 365.
    fraction = ((month - 1) * 30 + number) / 365
    return {
        "SQLDATE": day.replace("-", ""),
        "MonthYear": day[:7].replace("-", ""),
        "Year": f"{year:04d}",
        "FractionDate": f"{year + fraction:.4f}",
    }


def _actor(number: int, actor: Actor) -> dict[str, Any]:
    """CAMEO's code of an actor: its country, or that it has none, and what it is."""
    kind = actor.sector or (actor.country if actor.country in {"IGO", "NGO"} else "IGO")
    kind = "" if kind == "UNK" else kind
    parts = (actor.cameo, "" if actor.state else kind, actor.group or (kind if actor.state else ""))
    return {
        f"Actor{number}Code": "".join(parts),
        f"Actor{number}Name": actor.name.upper(),
        f"Actor{number}CountryCode": actor.cameo,
        f"Actor{number}KnownGroupCode": actor.group,
        f"Actor{number}Type1Code": kind,
    }


def _where(one: CameoRow, known: Knowledge) -> dict[str, Any]:
    if one.event.place is None:
        return {}
    found = known.locate(one.event.place)
    place, american = found.place, found.place.country == _US
    kinds = {"city": 3 if american else 4, "capital": 3 if american else 4, "country": 1}
    kind = kinds.get(found.feature, (2 if american else 5) if found.feature == "region" else None)
    named = [place.name, found.country_name]
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": ", ".join(dict.fromkeys(part for part in named if part)),
        "ActionGeo_CountryCode": found.fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": place.geonames,
    }
