"""Corrections as a person types them: parties by name or code, and only modes that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import LedgerError

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

_PARTIES = frozenset({"sources", "targets", "speakers"})


def corrected(written: str, codebook: Codebook) -> tuple[str, Any]:
    """Field and value of FIELD=VALUE; raises an error that says what was expected."""
    from dragoman.ledger.correcting import correction
    from dragoman.present.naming import code_of

    name, value = correction(written)
    if name in _PARTIES:
        value = [code_of(one, codebook) for one in value]
    if name == "mode" and value is not None and value not in codebook.types.modes:
        known = ", ".join(codebook.types.modes)
        raise LedgerError(f"cannot correct mode: {value!r} is no mode; known: {known}")
    return name, value
