"""From options to a question: the ledger to ask, names as codes, the filter."""

from __future__ import annotations

from typing import Any

from dragoman.query import Filter, View, make_filter, open_ledger
from dragoman.settings import Settings

_RENAMED = {"between": "dyad", "search": "text"}
_PARTIES = ("between", "actor", "speaker")


def opened(settings: Settings, ledger: str | None) -> View:
    """The ledger named on the command line, else the one of the settings."""
    return open_ledger(ledger or settings.ledger)


def asked_filter(asked: dict[str, Any], settings: Settings) -> Filter:
    """The filter that the options ask for; names of parties become codes."""
    given = {name: value for name, value in asked.items() if value not in (None, ())}
    for name in (n for n in _PARTIES if n in given):
        given[name] = _codes(given[name], settings)
    if "types" in given and settings.codebook:
        from dragoman.codebook.types import add_types

        add_types(settings.codebook)
    return make_filter(**{_RENAMED.get(name, name): value for name, value in given.items()})


def _codes(value: str | tuple[str, ...], settings: Settings) -> str | tuple[str, ...]:
    from dragoman.codebook import load_codebook
    from dragoman.present.naming import code_of

    codebook = load_codebook(settings.codebook)
    if isinstance(value, str):
        return code_of(value, codebook)
    return tuple(code_of(part, codebook) for part in value)
