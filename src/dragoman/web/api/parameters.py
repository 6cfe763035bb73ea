"""What may be asked of each list, by the names of the command line, with the form of each value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from dragoman.model import EventType, Status
from dragoman.query.conditions import APPLIES
from dragoman.web.api.problems import Problem, Wrong
from dragoman.web.asking import NAMES, Asked, asked_of
from dragoman.web.site import Site

MOST, USUAL = 1_000, 100
_SHARE = re.compile(r"0|1|1\.0{1,30}|0\.[0-9]{1,30}|[0-9](\.[0-9]{1,30})?[eE]-[0-9]{1,3}")
_YES_OR_NO = {"type": "string", "enum": ["yes", "no"]}
_WORDS = {"type": "string", "maxLength": 300, "pattern": r"^[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"}
_PARTY = {"type": "string", "maxLength": 100, "pattern": r"^[^\x00-\x20\x7f,][^\x00-\x1f\x7f,]*$"}
_DAY = r"(\.\.|[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?)"
_DATE = {"type": "string", "maxLength": 30, "pattern": f"^{_DAY}(/{_DAY}?)?$"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: what it asks, the form of a value, and how many values it takes."""

    name: str
    words: str
    schema: dict[str, Any]
    most: int = 1
    least: int = 1
    example: str = ""
    required: bool = False

    def spelt(self) -> dict[str, Any]:
        """The parameter as OpenAPI says it."""
        made: dict[str, Any] = {"name": self.name, "in": "query", "required": self.required}
        made["description"] = self.words
        if self.most > 1:
            bounds = {"minItems": self.least, "maxItems": self.most}
            made |= {"schema": {"type": "array", "items": self.schema} | bounds}
            made |= {"style": "form", "explode": self.least == 1}
        else:
            made |= {"schema": self.schema}
        if self.example:
            given = self.example.split(",")
            made["example"] = given if self.most > 1 else self.example
        return made

    def complaint(self, value: str) -> str | None:
        """What is wrong with the form of a value."""
        schema = self.schema
        if "enum" in schema and value not in schema["enum"]:
            return f"expected one of {', '.join(schema['enum'])}"
        if schema["type"] == "integer":
            fits = re.fullmatch("[0-9]{1,9}", value) and int(value) in range(
                schema["minimum"], schema["maximum"] + 1
            )
            return None if fits else f"expected {schema['minimum']} to {schema['maximum']}"
        if schema["type"] == "number":
            share = _SHARE.fullmatch(value)
            return None if share else "expected a number from 0 to 1"
        if len(value) > schema.get("maxLength", 2_000):
            return f"expected at most {schema.get('maxLength', 2_000)} characters"
        # `$` alone would let a line feed pass behind the value.
        fits = re.search(schema.get("pattern", ""), value) and "\n" not in value
        return None if fits else f"expected the form {schema['pattern']}"


def _all() -> Iterator[Parameter]:
    party = "by name or code"
    yield Parameter("between", f"Between two parties, {party}.", _PARTY, 2, 2, "KEN,UGA")
    yield Parameter("actor", f"With this party on any side, {party}.", _PARTY, example="KEN")
    types = {"type": "string", "enum": [kind.value for kind in EventType.known()]}
    yield Parameter("type", "Types of acts.", types, 20)
    quads = ["1", "2", "3", "4"]
    yield Parameter(
        "quad",
        "PLOVER quad classes: verbal and material cooperation, verbal and material conflict.",
        {"type": "string", "enum": quads},
        4,
    )
    statuses = {"type": "string", "enum": [status.value for status in Status]}
    yield Parameter("status", "How sources tell the act.", statuses, len(Status))
    yield Parameter("since", "From this date on (EDTF).", _DATE, example="2019-03")
    yield Parameter("until", "Up to and including this date (EDTF).", _DATE, example="2020")
    yield Parameter("period", "That may lie in this time (EDTF).", _DATE, example="2019/2020")
    yield Parameter("place", "In this town, or country by its three-letter code.", _WORDS)
    yield Parameter("speaker", f"On the word of this party, {party}.", _PARTY)
    yield Parameter("publisher", "Told by this outlet.", _WORDS)
    share = {"type": "number", "minimum": 0, "maximum": 1}
    yield Parameter("min_confidence", "Leave out what the reader is less sure of.", share)
    yield Parameter("disputed", "Only what sources contradict one another about.", _YES_OR_NO)
    yield Parameter("reviewed", "Only what a person has confirmed, or has not.", _YES_OR_NO)
    yield Parameter("search", "Told in documents with these words.", _WORDS, example="border")
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    yield Parameter("limit", "At most so many rows.", limit)
    cursor = {"type": "string", "maxLength": 2_000, "pattern": "^[A-Za-z0-9_-]+$"}
    yield Parameter("after", "The `next` of the page before.", cursor)


def known() -> dict[str, Parameter]:
    """All parameters of the filter, by name."""
    return {one.name: one for one in _all()}


def format_of(*forms: str) -> Parameter:
    """The parameter that chooses a format, the first by default."""
    words = f"The format; without it the header Accept decides, else {forms[0]}."
    return Parameter("format", words, {"type": "string", "enum": list(forms)})


def filters(kind: str) -> tuple[Parameter, ...]:
    """The parameters by which a kind of list can be asked."""
    return tuple(one for name, one in known().items() if NAMES[name] in APPLIES[kind])


def narrowing(kind: str = "events") -> tuple[Parameter, ...]:
    """The same without those that say where one is in a list."""
    return tuple(one for one in filters(kind) if one.name not in {"limit", "after"})


def asked(
    request: Request,
    site: Site,
    taken: Iterable[Parameter],
    fixed: dict[str, object] | None = None,
) -> Asked:
    """The question of a request; raises Problem that names each parameter that is wrong."""
    check(request, taken)
    own = [one.name for one in taken if one.name not in NAMES]
    return asked_of(request, site, *own, fixed=fixed)


def check(request: Request, taken: Iterable[Parameter]) -> dict[str, str]:
    """The parameters of a request by name; raises Problem that names each one that is wrong."""
    allowed = {one.name: one for one in taken}
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        one = allowed.get(name)
        parts = value.split(",") if one and one.most > 1 else [value]
        given.setdefault(name, []).extend(parts)
    wrongs = [wrong for name in given for wrong in _wrongs(name, given[name], allowed)]
    missing = (one for name, one in allowed.items() if one.required and name not in given)
    wrongs += [Wrong(f"query: {one.name}", "missing", one.words) for one in missing]
    if wrongs:
        raise Problem(400, "; ".join(f"{one.where}: {one.what}" for one in wrongs), wrongs)
    return {name: values[0] for name, values in given.items()}


def _wrongs(name: str, values: list[str], allowed: dict[str, Parameter]) -> Iterator[Wrong]:
    where = f"query: {name}"
    if name not in allowed:
        names = ", ".join(allowed) or "none"
        yield Wrong(where, "unknown parameter", f"Leave it out; this route takes: {names}.")
        return
    one = allowed[name]
    if not one.least <= len(values) <= one.most:
        number = f"{one.least}" if one.least == one.most else f"{one.least} to {one.most}"
        yield Wrong(where, f"given {len(values)} values, expected {number}", one.words)
        return
    for value in values:
        if said := one.complaint(value):
            yield Wrong(where, f"{value[:100]!r}: {said}", one.words)
