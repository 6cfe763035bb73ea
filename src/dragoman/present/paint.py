"""Colour for the terminal, applied only where a person looks."""

from __future__ import annotations

from dragoman.present.status import LOOKS

_CODES = {"red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36}
_BY_MARK = {look.mark: look.colour for look in LOOKS.values()}


def painted(text: str, colour: str) -> str:
    """The text in one of the eight terminal colours."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m"


def bold(text: str, colour: bool = True) -> str:
    """The text in bold, if colours are wanted."""
    return f"\x1b[1m{text}\x1b[0m" if colour else text


def faint(text: str, colour: bool = True) -> str:
    """The text fainter than the rest, if colours are wanted."""
    return f"\x1b[2m{text}\x1b[0m" if colour else text


def painter(column: str, text: str) -> str:
    """A table cell with its colour: the status by its mark, dates bold, quotes fainter."""
    if column == "status":
        return painted(text, _BY_MARK[text[0]]) if text[0] in _BY_MARK else text
    return faint(text) if column == "quote" else text
