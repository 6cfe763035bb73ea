"""Corrections as people write them: date=2021-05, targets=PER,BOL, symmetric=yes."""

from __future__ import annotations

from typing import Any

from dragoman.errors import LedgerError
from dragoman.ledger.verdicts import FIELDS

_LISTS = {"sources", "targets", "speakers", "contexts"}
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def correction(written: str) -> tuple[str, Any]:
    """Field and value of FIELD=VALUE, checked; raises LedgerError that says what was expected.

    >>> correction("targets=PER, BOL")
    ('targets', ['PER', 'BOL'])
    """
    name, equals, text = (part.strip() for part in written.partition("="))
    if not equals or name not in FIELDS:
        raise LedgerError(f"{written!r}: expected FIELD=VALUE; fields: {', '.join(FIELDS)}")
    value = _value(name, text)
    try:
        FIELDS[name](value)
    except ValueError as error:
        raise LedgerError(f"cannot correct {name}: {error}") from error
    return name, value


def _value(name: str, text: str) -> Any:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if name == "place":
        return parts or None
    if name in _LISTS:
        return parts
    if name == "symmetric":
        if text.lower() not in _FLAGS:
            raise LedgerError(f"cannot correct symmetric: expected yes or no, got {text!r}")
        return _FLAGS[text.lower()]
    if name == "type":
        return text.upper().replace("-", "_")
    if name == "status":
        return text.lower().replace("-", "_")
    if name == "goldstein" and text:
        try:
            return float(text)
        except ValueError:
            raise LedgerError(f"cannot correct goldstein: {text!r} is no number") from None
    return text or None
