"""The one filter: what API, command line, REST and agents ask the ledger with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from dragoman.errors import QueryError
from dragoman.ledger.bounds import bounds
from dragoman.model import EventType, Status

_QUAD_NAMES = {
    "verbal-cooperation": 1,
    "material-cooperation": 2,
    "verbal-conflict": 3,
    "material-conflict": 4,
}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps these


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; None and empty leave a side open.

    `dyad` two codes in any order, `actor` one code on any side, `quads` PLOVER quad classes 1-4,
    `since`, `until` and `period` EDTF dates (a record is found when it may lie in the time that
    they bound), `place` a town or the code of a country, `speaker` the code on whose word,
    `publisher` the outlet, `reviewed` whether a person confirmed it, `text` words to search for,
    `after` a page's cursor.
    """

    dyad: tuple[str, str] | None = None
    actor: str | None = None
    types: tuple[EventType, ...] = ()
    quads: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: str | None = None
    until: str | None = None
    period: str | None = None
    place: str | None = None
    speaker: str | None = None
    publisher: str | None = None
    min_confidence: float | None = None
    disputed: bool | None = None
    reviewed: bool | None = None
    text: str | None = None
    limit: int | None = None
    after: str | None = None

    @property
    def wanted_types(self) -> tuple[EventType, ...]:
        """The types asked for, by name or by quad class; empty for all."""
        of_quads = {kind for kind in EventType.known() if kind.quad in self.quads}
        if self.types and self.quads:
            return tuple(kind for kind in self.types if kind in of_quads)
        return self.types or tuple(sorted(of_quads))


NAMES = tuple(f.name for f in fields(Filter))
# What people call them, where they do not think of columns.
ALSO = {
    "between": "dyad",
    "pair": "dyad",
    "type": "types",
    "quad": "quads",
    "status": "statuses",
    "outlet": "publisher",
    "confidence": "min_confidence",
    "search": "text",
}


def make_filter(**asked: Any) -> Filter:
    """A filter from strings, lists or values; raises QueryError that says what was expected.

    make_filter(dyad="BLR,SYR", types="CONSULT,AGREE", since="2019", min_confidence="0.5")
    """
    asked = _by_name(asked)
    for name, value in asked.items():
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise QueryError(f"{name} {value!r}: half of a character, or NUL, is no text")
    parsed = {name: _PARSERS[name](value) for name, value in asked.items() if not _empty(value)}
    made = Filter(**parsed)
    if made.types and made.quads and not made.wanted_types:
        raise QueryError("no type asked for belongs to a quad class asked for")
    if made.since and made.until:
        _in_order(made.since, made.until)
    return made


def _in_order(since: str, until: str) -> None:
    first, last = bounds(since)[0], bounds(until)[1]
    if first and last and first > last:
        raise QueryError(f"since {since} lies after until {until}: nothing can match")


def _by_name(asked: dict[str, Any]) -> dict[str, Any]:
    """What is asked by the names of the fields; refuses unknown names and the same thing twice."""
    if unknown := set(asked) - {*NAMES, *ALSO}:
        known = ", ".join((*NAMES, *ALSO))
        raise QueryError(f"unknown filter {', '.join(sorted(unknown))}; known: {known}")
    named: dict[str, Any] = {}
    for given, value in asked.items():
        name = ALSO.get(given, given)
        if not _empty(named.get(name)) and not _empty(value):
            raise QueryError(f"{name} is asked for twice, also as {given}")
        named[name] = named[name] if _empty(value) and name in named else value
    return named


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | tuple | list) and not value)


def _parts(value: Any) -> list[str]:
    given: Iterable[Any] = value.split(",") if isinstance(value, str) else value
    if isinstance(given, int):
        given = [given]
    return [str(part).strip() for part in given if str(part).strip()]


def _code(value: Any) -> str:
    code = str(value).strip().upper()
    if not code or not all(c.isalnum() or c in "-_." for c in code):
        raise QueryError(f"{value!r} is no code of a party: expected one such as BLR, UN or HAMAS")
    return code


def _dyad(value: Any) -> tuple[str, str]:
    codes = [_code(part) for part in _parts(value)]
    if len(codes) != 2 or codes[0] == codes[1]:
        raise QueryError(f"dyad {value!r}: expected two different codes such as BLR,SYR")
    return codes[0], codes[1]


def _types(value: Any) -> tuple[EventType, ...]:
    named = (part.upper().replace("-", "_") for part in _parts(value))
    return tuple(_member(EventType, part, "event type", EventType.known()) for part in named)


def _statuses(value: Any) -> tuple[Status, ...]:
    named = (part.lower().replace("-", "_") for part in _parts(value))
    return tuple(_member(Status, part, "status") for part in named)


def _member(kind: Any, name: str, what: str, among: Iterable[Any] = ()) -> Any:
    try:
        return kind(name)
    except ValueError:
        known = ", ".join(member.value for member in among or kind)
        raise QueryError(f"{name!r} is no {what}; known: {known}") from None


def _quads(value: Any) -> tuple[int, ...]:
    return tuple(sorted({_quad(part) for part in _parts(value)}))


def _quad(part: str) -> int:
    named = _QUAD_NAMES.get(part.lower().replace(" ", "-").replace("_", "-"))
    if named is None and part not in {"1", "2", "3", "4"}:
        raise QueryError(f"{part!r} is no quad class; known: 1-4, {', '.join(_QUAD_NAMES)}")
    return named or int(part)


def _date(value: Any) -> str:
    text = str(value).strip()
    if bounds(text) == (None, None):
        raise QueryError(f"{text!r} is no date: expected EDTF such as 2019, 2019-03 or 2019-03-08")
    return text


def _share(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise QueryError(f"min_confidence {value!r}: expected a number from 0 to 1")
    return number


def _flag(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    named = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if (found := named.get(str(value).strip().lower())) is None:
        raise QueryError(f"{name} {value!r}: expected yes or no")
    return found


def _limit(value: Any) -> int:
    text = str(value).strip()
    # More than any ledger has: neither database takes longer numbers, nor does Python.
    number = int(text[:15]) if text.isdecimal() else 0
    if number < 1:
        raise QueryError(f"limit {value!r}: expected a whole number above 0")
    return number


def _words(value: Any) -> str:
    return str(value).strip()


_PARSERS: dict[str, Any] = {
    "dyad": _dyad,
    "actor": _code,
    "types": _types,
    "quads": _quads,
    "statuses": _statuses,
    "since": _date,
    "until": _date,
    "period": _date,
    "place": _words,
    "speaker": _code,
    "publisher": _words,
    "min_confidence": _share,
    "disputed": partial(_flag, "disputed"),
    "reviewed": partial(_flag, "reviewed"),
    "text": _words,
    "limit": _limit,
    "after": _words,
}
