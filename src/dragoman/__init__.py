"""dragoman reads the news and keeps the record between states.

from dragoman import read, open_ledger

records = read("Lisbon said on Monday that …", published="2024-03-11")
events = open_ledger("dragoman.db").events(dyad=("PRT", "AGO"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.api import add, dossier, open_ledger, read, read_all
    from dragoman.errors import (
        CodebookError,
        DragomanError,
        LedgerError,
        QueryError,
        ReadError,
        SettingsError,
    )
    from dragoman.model import (
        Attribution,
        Basis,
        Claim,
        Dispute,
        Document,
        Event,
        EventType,
        Failure,
        Figure,
        FigureKind,
        Party,
        Place,
        Point,
        Records,
        Report,
        Series,
        Side,
        Skipped,
        Span,
        Stance,
        Status,
        Tie,
        TieKind,
    )
    from dragoman.settings import Settings, load_settings

__all__ = [
    "Attribution",
    "Basis",
    "Claim",
    "CodebookError",
    "Dispute",
    "Document",
    "DragomanError",
    "Event",
    "EventType",
    "Failure",
    "Figure",
    "FigureKind",
    "LedgerError",
    "Party",
    "Place",
    "Point",
    "QueryError",
    "ReadError",
    "Records",
    "Report",
    "Series",
    "Settings",
    "SettingsError",
    "Side",
    "Skipped",
    "Span",
    "Stance",
    "Status",
    "Tie",
    "TieKind",
    "add",
    "dossier",
    "load_settings",
    "open_ledger",
    "read",
    "read_all",
]
_WHERE = {
    "dragoman.api": {"add", "dossier", "open_ledger", "read", "read_all"},
    "dragoman.settings": {"Settings", "load_settings"},
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that `import dragoman` itself costs nothing."""
    if name == "__version__":
        return import_module("importlib.metadata").version("dragoman")
    if name not in __all__:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    module = next((m for m, names in _WHERE.items() if name in names), "dragoman.model")
    if name.endswith("Error"):
        module = "dragoman.errors"
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
