"""Who wrote an article: names from its metadata or from the byline above its body."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from dragoman.clean.units import Unit
from dragoman.codebook.bylines import Bylines

MARK = "\n"  # parts what different places of a page say of its authors
_PART = re.compile(r"\s*(?:[;|•·/\n&,]|\band\b)\s*", re.IGNORECASE)
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
_NAMED = re.compile(
    rf"(?:[{_CAPITAL}]\.?|(?:[A-Z]\.)+|[\w'’]{{0,3}}-?[{_CAPITAL}][\w'’.-]*)", re.UNICODE
)
_AFTER = re.compile(r"\s*(?:[(\[<@\d–—]|\s-\s).*$")
_WORDS = range(2, 6)
REACH = 12  # lines above the body in which its byline stands


def names(field: str, knowledge: Bylines, outlets: Collection[str] = frozenset()) -> list[str]:
    """The persons in a field such as "By Ana Ruiz and Tomás Vega, Madrid", each once, in order.

    `outlets` are names of outlets, in lower case, that are no persons.
    """
    found = []
    for part in _PART.split(field):
        name = _name(_AFTER.sub("", part), knowledge)
        if name and name.casefold() not in outlets:
            found.append(name)
    return list(dict.fromkeys(found))


def authors(
    told: Iterable[str],
    units: Sequence[Unit],
    body: tuple[tuple[int, int], ...],
    knowledge: Bylines,
    outlets: Collection[str],
) -> tuple[str, ...]:
    """The persons of the first field that names any, else of the nearest byline above the body."""
    for field in told:
        if people := names(field, knowledge, outlets):
            return tuple(people)
    start = body[0][0]
    above = [unit.text.strip() for unit in units if unit.start < start][-REACH:]
    for text in reversed(above):
        if people := names(_byline(text, knowledge), knowledge, outlets):
            return tuple(people)
    return ()


def _byline(text: str, knowledge: Bylines) -> str:
    """What a line names as authors; empty when it is no byline."""
    if len(text) >= 200:
        return ""
    label, colon, rest = text.partition(":")
    if colon and label.strip().lower() in knowledge.labels:
        return rest
    first = text.split(None, 1)[0].lower().rstrip(":") if text.strip() else ""
    return text if first in knowledge.opening else ""


def _name(part: str, knowledge: Bylines) -> str | None:
    """The name at the head of a part, without what opens the byline and what follows the name."""
    words = part.replace(":", " ").split()
    while words and words[0].lower() in knowledge.opening:
        words.pop(0)
    stop = knowledge.posts | knowledge.ends
    end = next((i for i, w in enumerate(words) if w.lower().strip(".") in stop), len(words))
    words = [word.strip('"“”') for word in words[:end]]
    proper = [word for word in words if word.lower() not in knowledge.particles]
    if len(proper) not in _WORDS or not all(_NAMED.fullmatch(word) for word in proper):
        return None
    name = " ".join(words).strip(" .,-")
    return _cased(words, knowledge) if name.isupper() else name


def _cased(words: Sequence[str], knowledge: Bylines) -> str:
    """A name in capitals as it is usually written; "J.P. DE VRIES" becomes "J.P. de Vries"."""
    return " ".join(
        word.lower()
        if word.lower() in knowledge.particles
        else word
        if "." in word
        else re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
        for word in words
    )
