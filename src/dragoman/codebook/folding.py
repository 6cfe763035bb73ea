"""Folding a text for the search of names: accents off, marks plain, every character still in its
place.
"""

from __future__ import annotations

import unicodedata


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(point))[0]
        if base.isascii() and base.isalpha():
            table[point] = base
    table.update(zip(map(ord, "łŁøØđĐıħĦŧŦðÐ"), "lLoOdDihHtTdD", strict=True))
    table.update(dict.fromkeys(map(ord, "’‘ʼ`´ʻʿʾ"), "'"))
    table.update(dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013"), "-"))
    table.update(dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u2007\t\n\r"), " "))
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """The text with accents off and typographic marks plain; each character keeps its index."""
    return text.translate(_TABLE)


PARTICLES = frozenset(
    "al el bin bint ibn ben abu abd ul ur van von der den de da di do dos del della la le du zu "
    "ter y e".split()
)


def name_key(named: str) -> str:
    """A name without particles, marks and case, so that "al-Assad" and "Assad" meet."""
    parts = fold(named).replace("-", " ").replace("'", " ").replace(".", " ").lower().split()
    kept = [p for p in parts if p not in PARTICLES] or parts
    return " ".join(kept)
