"""What agents ask with: the one filter, as the parameters of tools."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import Field

from dragoman.mcp.answers import MOST_ROWS
from dragoman.mcp.desk import Desk
from dragoman.query import Filter, make_filter
from dragoman.query.conditions import APPLIES

Words = str | None
Several = list[str] | str | None
# The names of the command line and of the site, with the filter's fields.
PARAMETERS: Mapping[str, tuple[str, Any, str]] = {
    "between": ("dyad", Several, "Two parties by name or code, in any order: ['Ghana', 'NGA']."),
    "actor": ("actor", Words, "A party on any side, by name or code."),
    "type": ("types", Several, "PLOVER types such as CONSULT; dragoman_codebook lists them."),
    "quad": (
        "quads",
        Several,
        "verbal-cooperation, material-cooperation, verbal-conflict or material-conflict.",
    ),
    "status": (
        "statuses",
        Several,
        "occurred, ongoing, planned, proposed, alleged, denied or not_occurred.",
    ),
    "since": ("since", Words, "From this date on: 2019, 2019-03 or 2019-03-08."),
    "until": ("until", Words, "Up to and including this date."),
    "period": ("period", Words, "That may lie in this time, as EDTF: 2019-03/2019-05, 201X."),
    "place": ("place", Words, "A town, or a country by its three-letter code."),
    "speaker": ("speaker", Words, "On the word of this party, by name or code."),
    "publisher": ("publisher", Words, "Told by this outlet, by its exact name."),
    "min_confidence": ("min_confidence", float | None, "Leave out what is less sure, 0 to 1."),
    "disputed": ("disputed", bool | None, "Only what is contradicted, or only what is not."),
    "reviewed": ("reviewed", bool | None, "Only what a person confirmed, or only what nobody did."),
    "search": ("text", Words, 'Words of the quote or title; "a phrase", -without.'),
    "limit": ("limit", Annotated[int | None, Field(ge=1, le=MOST_ROWS)], "At most so many rows."),
    "after": ("after", Words, "The cursor `next` of the answer before."),
}
_PARTIES = frozenset({"between", "actor", "speaker"})


def parameters_of(kind: str) -> list[str]:
    """What a list can be asked by."""
    return [name for name, (field, *_) in PARAMETERS.items() if field in APPLIES[kind]]


def signature(names: Iterable[str], own: Mapping[str, Any] | None = None) -> inspect.Signature:
    """The signature of a tool: its own required parameters, then these of the filter."""
    required = [
        _parameter(name, kind, inspect.Parameter.empty) for name, kind in (own or {}).items()
    ]
    optional = [
        _parameter(name, Annotated[PARAMETERS[name][1], Field(description=PARAMETERS[name][2])])
        for name in names
    ]
    return inspect.Signature([*required, *optional], return_annotation=_result())


def asked(desk: Desk, given: Mapping[str, Any], **fixed: Any) -> Filter:
    """The filter that a call asks for; raises QueryError that says what is wrong."""
    fields: dict[str, Any] = dict(fixed)
    for name, value in given.items():
        if value is None or value == "" or value == []:
            continue
        field = PARAMETERS[name][0]
        fields[field] = _codes(desk, value) if name in _PARTIES else value
    return make_filter(**fields)


def told(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked, without what was left open."""
    return {name: value for name, value in given.items() if value not in (None, "", [])}


def _codes(desk: Desk, value: Any) -> Any:
    if isinstance(value, list):
        return [desk.code(str(part)) for part in value]
    parts = [part.strip() for part in str(value).split(",") if part.strip()]
    codes = [desk.code(part) for part in parts]
    return codes[0] if len(codes) == 1 else codes


def _parameter(name: str, kind: Any, default: Any = None) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _result() -> Any:
    from mcp_types import CallToolResult

    return CallToolResult
