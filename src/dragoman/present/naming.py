"""Parties by the names that people use: "Belarus", "BLR" and "Belarussia" are one."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from dragoman.codebook import Codebook
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Entry, Sort
from dragoman.errors import QueryError
from dragoman.present.words import in_prose

_NAMES = (Sort.STATE, Sort.BODY, Sort.BLOC, Sort.GROUP)


def names(codebook: Codebook) -> Mapping[str, str]:
    """The name to show for each code that the codebook knows."""
    found: dict[str, str] = {}
    for entry in _entries(codebook):
        if entry.code not in found or entry.sort is Sort.STATE:
            found[entry.code] = entry.name
    states = [e for e in _entries(codebook) if e.sort is Sort.STATE]
    derived = {f"{e.code}{ending}": words for e in states for ending, words in _within(e.name)}
    return derived | found


def _within(state: str) -> tuple[tuple[str, str], ...]:
    """Whom a text names by a state alone: its opposition, its rebels."""
    return ("OPP", f"opposition in {in_prose(state)}"), ("REB", f"rebels in {in_prose(state)}")


def code_of(words: str, codebook: Codebook) -> str:
    """The code that a code or name stands for; raises QueryError with the nearest names."""
    given = " ".join(words.split())
    known = names(codebook)
    if given.upper() in known:
        return given.upper()
    wanted = _plain(given)
    spelt = {_plain(e.surface): e for e in reversed(_entries(codebook))}
    if (
        entry := spelt.get(wanted)
        or spelt.get(f"the {wanted}")
        or spelt.get(wanted.removeprefix("the "))
    ):
        return entry.code
    if near := get_close_matches(wanted, spelt, n=3, cutoff=0.75):
        hint = " or ".join(dict.fromkeys(f"{spelt[n].name} ({spelt[n].code})" for n in near))
        raise QueryError(f"no party is known as {words!r}; did you mean {hint}?")
    if given.isupper() and given.replace("-", "").isalnum():
        return given  # a user's own code, or a group that a text named and no file lists
    raise QueryError(
        f"no party is known as {words!r}: give a name or a code such as BLR, UN, HAMAS"
    )


def _entries(codebook: Codebook) -> list[Entry]:
    """Names of states first, then of bodies, blocs and groups; each file's order kept."""
    found = (e for entries in codebook.actors.entries.values() for e in entries if e.sort in _NAMES)
    return sorted(found, key=lambda e: (_NAMES.index(e.sort), _row(e), e.surface))


def _row(entry: Entry) -> tuple[str, int]:
    file, _, line = entry.row.partition(":")
    return file, int(line) if line.isdecimal() else 0


def _plain(text: str) -> str:
    return fold(text).casefold().replace(".", "")
