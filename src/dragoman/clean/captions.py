"""A day that the credited caption of a photograph tells: the news was made on it or soon after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dragoman.clean.dating import Dated, dates
from dragoman.clean.units import Unit
from dragoman.model import Basis

# "…, Lima, Peru, May 4, 2021. REUTERS/Ana Ruiz", "… (AP Photo/Ana Ruiz)", "[Ana Ruiz/AFP]".
_CREDIT = re.compile(
    r"\b(?:REUTERS|AFP|EPA|EFE|TASS|DPA|ANSA|Xinhua|Anadolu|AP)\b\s*(?:/|via\b)|\bAP Photo\b"
    r"|/\s*(?:AFP|Reuters|REUTERS|AP|EPA|Getty(?: Images)?|Anadolu|Xinhua)\b|\bGetty Images\b"
    r"|\bPhoto(?:graph)?(?: by|:)"
)
_OLD = re.compile(r"\b(?:file|archive|undated)\b", re.IGNORECASE)
_LONGEST = 600
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LEAD = 400  # characters of the body within which news names its day


def pictured(units: Sequence[Unit], body: tuple[tuple[int, int], ...]) -> Dated | None:
    """The latest day of a credited photograph, where the article's lead names that weekday.

    Where it does not, only the month is told: a picture may be some days older than its article.
    """
    days = [
        found.iso
        for unit in units
        if len(unit.text) <= _LONGEST and _CREDIT.search(unit.text) and not _OLD.search(unit.text)
        for found in dates(unit.text)
    ]
    if not days or not body:
        return None
    latest = max(days)
    inside = (unit.text.lower() for unit in units if unit.start >= body[0][0])
    lead = " ".join(inside)[:_LEAD]
    if _DAYS[date.fromisoformat(latest).weekday()] in lead:
        return Dated(latest, Basis.INFERRED, 0.8)
    return Dated(latest[:7], Basis.INFERRED, 0.6)
