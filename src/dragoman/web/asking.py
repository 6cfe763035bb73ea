"""From the address of a page to the one filter, and back: every view has its permalink."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

from dragoman.errors import QueryError
from dragoman.query import Filter, make_filter
from dragoman.web.site import Site

# The names of the command line, and those of the filter.
NAMES = {
    "between": "dyad",
    "actor": "actor",
    "type": "types",
    "quad": "quads",
    "status": "statuses",
    "since": "since",
    "until": "until",
    "period": "period",
    "place": "place",
    "speaker": "speaker",
    "publisher": "publisher",
    "min_confidence": "min_confidence",
    "disputed": "disputed",
    "reviewed": "reviewed",
    "search": "text",
    "limit": "limit",
    "after": "after",
}
_LISTS = {"between", "type", "quad", "status"}
_PLACES = {"limit", "after"}  # where one is in an answer, not what is asked


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the filter, and its words as they stand in the address.

    `more` are the page's own parameters, such as which list is shown.
    """

    path: str
    filter: Filter
    given: tuple[tuple[str, str], ...]
    more: dict[str, str]

    def link(self, **changes: object) -> str:
        """The address of this view with parameters set, or taken out (None)."""
        kept = [(k, v) for k, v in (*self.given, *self.more.items()) if k not in changes]
        for name, value in changes.items():
            values = value if isinstance(value, list | tuple) else [value]
            kept += [(name, str(v)) for v in values if v is not None and v != ""]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def narrowed(self, **changes: object) -> str:
        """The same question narrowed or widened, from its first row on."""
        return self.link(**{"after": None, "page": None, "format": None} | changes)

    def values(self, name: str) -> tuple[str, ...]:
        """What is given for a parameter."""
        return tuple(value for key, value in self.given if key == name)

    def value(self, name: str) -> str:
        """What is given for a parameter, as one text."""
        return self.values(name)[0] if self.values(name) else ""

    @property
    def narrow(self) -> bool:
        """Whether anything at all is asked for."""
        return any(name not in _PLACES for name, _ in self.given)


def asked_of(
    request: Request, site: Site, *own: str, fixed: dict[str, object] | None = None
) -> Asked:
    """The question in a request's address; raises QueryError that says what is wrong.

    `own` are the page's own parameters; `fixed` what its path says already.
    """
    params = request.query_params.multi_items()
    known = {*NAMES, *own, "format"} - {n for n, f in NAMES.items() if f in (fixed or {})}
    if unknown := sorted({name for name, _ in params} - known):
        raise QueryError(
            f"unknown in this address: {', '.join(unknown)}; known: {', '.join(sorted(known))}"
        )
    words = [(n, v.strip()) for n, v in params if n in NAMES and v.strip()]
    words = [(n, part) for n, v in words for part in (v.split(",") if n in _LISTS else [v])]
    more = {n: v for n, v in params if n not in NAMES and v}
    return Asked(request.url.path, _filter(words, site, fixed or {}), tuple(words), more)


def _filter(words: Iterable[tuple[str, str]], site: Site, fixed: dict[str, object]) -> Filter:
    given: dict[str, object] = dict(fixed)
    for name, value in words:
        value = site.code(value) if name in {"between", "actor", "speaker"} else value
        if name in _LISTS:
            listed = given.setdefault(NAMES[name], [])
            assert isinstance(listed, list)
            listed.append(value)
        else:
            given[NAMES[name]] = value
    return make_filter(**given)


def number(asked: Asked, name: str, default: int, most: int, least: int = 1) -> int:
    """A whole number among a page's own parameters; raises QueryError."""
    text = asked.more.get(name, str(default))
    # So many digits and no more: Python itself refuses to read thousands of them.
    if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise QueryError(f"{name} {text!r}: expected a whole number from {least} to {most:,}")
    return int(text)


def choice(asked: Asked, name: str, known: Iterable[str]) -> str:
    """One of several words among a page's own parameters, the first by default."""
    options = tuple(known)
    text = asked.more.get(name, options[0])
    if text not in options:
        raise QueryError(f"{name} {text!r}: expected one of {', '.join(options)}")
    return text
