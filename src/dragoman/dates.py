"""Dates as a user writes them."""

from __future__ import annotations

import re
from datetime import date

from dragoman.errors import ReadError

_SHAPE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def check_date(text: str) -> str:
    """The date if it is a real YYYY-MM-DD, YYYY-MM or YYYY; raises ReadError otherwise."""
    if _SHAPE.fullmatch(text):
        try:
            date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        except ValueError:
            pass
        else:
            return text
    raise ReadError(f"{text!r} is no date: expected YYYY-MM-DD, YYYY-MM or YYYY")
