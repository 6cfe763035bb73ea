"""Records in a reader's words: who to whom, values with units, dates of every precision."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.model import EventType, Figure, FigureKind, Party, Report

ARROW, BOTH = "→", "↔"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = ("spring", "summer", "autumn", "winter")
SEASONS = {str(21 + n): name for n, name in enumerate(_SEASONS)} | {
    str(29 + n): f"southern {name}" for n, name in enumerate(_SEASONS)
}
QUARTERS = {
    str(33 + n): f"{nth} quarter of" for n, nth in enumerate(("first", "second", "third", "fourth"))
}
# "hundreds of" and "tens of thousands of" stand instead of a number, not before it.
_IN_ROUND_NUMBERS = re.compile(
    r"\b(dozens|scores|hundreds|thousands|lakhs|millions|crores|billions|trillions) of$"
)
# Names of states and bodies with these words take "the" in English.
_FIRST = {"United", "European", "African", "Arab", "Central", "Collective", "Commonwealth"}
_LAST = {
    *("Netherlands", "Philippines", "Maldives", "Gambia", "Bahamas", "Seychelles", "Comoros"),
    *("Islands", "Emirates", "States", "Kingdom", "Republic", "Congo", "Union", "Nations", "West"),
    *("League", "Bank", "Court", "Organization", "Organisation", "Council", "Community", "Fund"),
}


def what(kind: EventType, mode: str | None) -> str:
    """The type with its mode: "CONSULT/visit"."""
    return f"{kind}/{mode}" if mode else str(kind)


def sides(sources: Sequence[str], targets: Sequence[str], symmetric: bool) -> str:
    """Both sides with an arrow, or a double one where both are alike: "CHL → ECU"."""
    return f"{', '.join(sources)} {BOTH if symmetric else ARROW} {', '.join(targets)}".strip()


def who(report: Report) -> str:
    """The parties of a report by code, doubles once."""
    return sides(codes(report.sources), codes(report.targets), report.symmetric)


def codes(parties: Sequence[Party]) -> list[str]:
    """The codes of parties in order, each once."""
    return list(dict.fromkeys(p.code for p in parties))


def named(party: Party) -> str:
    """A party with its code where the name does not say it: "Gabriel Boric (CHL)"."""
    return party.name if party.name == party.code else f"{party.name} ({party.code})"


def amount(figure: Figure) -> str:
    """A figure's value with modifier and unit: "up to 1,200 people", "85.5 million USD"."""
    return hedged(figure.modifier, figure.value, figure.unit, figure.kind)


def hedged(modifier: str | None, value: float, unit: str | None, kind: FigureKind) -> str:
    """A value with the words that hedge it: "about 5 %", "hundreds of people"."""
    if modifier and unit and _IN_ROUND_NUMBERS.search(modifier):
        return f"{modifier} {unit}"
    words = quantity(value, unit, kind)
    return f"{modifier} {words}" if modifier else words


def quantity(value: float, unit: str | None, kind: FigureKind) -> str:
    """A number with its unit in a reader's shape: "3.4 %", "+12 %", "1.2 billion EUR"."""
    number = large(value)
    if kind is FigureKind.CHANGE_PCT:
        return f"{number if value < 0 else '+' + number} %"
    if kind is FigureKind.SHARE_PCT or unit == "percent":
        return f"{number} %"
    signed = f"+{number}" if kind is FigureKind.CHANGE_ABS and value > 0 else number
    return f"{signed} {unit}" if unit else signed


def large(value: float) -> str:
    """A number as one says it: "1.2 billion", "85.5 million", "12,400", "0.3"."""
    size = abs(value)
    for power, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if size >= power:
            return f"{plain(value / power)} {word}"
    return plain(value)


def plain(value: float) -> str:
    """A number with thousands separated and at most three decimals, a true minus sign."""
    text = f"{abs(value):,.3f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def date_words(edtf: str | None) -> str:
    """An EDTF date in words: "19 August 2025", "about 2013", "1999 to 2008", "date unknown"."""
    if not edtf:
        return "date unknown"
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        if start in {"", ".."}:
            return f"until {date_words(end)}"
        if end in {"", ".."}:
            return f"since {date_words(start)}"
        return f"{date_words(start)} to {date_words(end)}"
    hedge = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(edtf[-1], "")
    return hedge + _single(edtf.rstrip("~?%"))


def _single(edtf: str) -> str:
    match = re.fullmatch(r"(-?\d{3}[\dX])(?:-(\d\d|XX))?(?:-(\d\d|XX))?", edtf)
    if not match:
        return edtf
    year, month, day = match.groups()
    year = year.replace("X", "0") + "s" if "X" in year else year
    if not month or month == "XX":
        return year
    if month in SEASONS or month in QUARTERS:
        return f"{(SEASONS | QUARTERS)[month]} {year}"
    if not "01" <= month <= "12":
        return edtf
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if not day or day == "XX" else f"{int(day)} {name} {year}"


def signed(value: float) -> str:
    """A score with its sign: "+2.5", "−4", "0"."""
    return f"+{plain(value)}" if value > 0 else plain(value)


def listed(names: Sequence[str]) -> str:
    """Names in a row: "Chile", "Chile and Peru", "Chile, Peru and Bolivia"."""
    return " and ".join(p for p in (", ".join(names[:-1]), *names[-1:]) if p)


def in_prose(name: str) -> str:
    """A name as a sentence has it: "Chile", "the Netherlands", "the European Union"."""
    first, last = name.split(" ")[0], name.split(" ")[-1]
    return f"the {name}" if first in _FIRST or last in _LAST else name


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 document", "3 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
