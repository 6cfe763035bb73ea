"""Which columns of a table, or fields of a JSON line, hold the text and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.errors import SettingsError

# What each is mostly called, the surest name first; compared without regard to case and marks.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articletext", "articlebody", "maintext", "fulltext",
             "plaintext", "story", "article"),
    "html": ("html", "rawhtml", "pagehtml", "bodyhtml", "contenthtml"),
    "id": ("id", "docid", "documentid", "articleid", "storyid", "guid", "uuid"),
    "url": ("url", "link", "sourceurl", "articleurl", "canonicalurl", "href"),
    "title": ("title", "headline", "articletitle"),
    "publisher": ("publisher", "outlet", "newspaper", "source", "sourcename", "publication",
                  "source.name", "publisher.name", "sourcedomain", "domain"),
    "published": ("published", "publishedat", "publishdate", "publisheddate", "publicationdate",
                  "datepublished", "datepublish", "pubdate", "date"),
    "updated": ("updated", "updatedat", "modified", "datemodified", "modificationdate"),
    "authors": ("authors", "author", "byline", "creator", "writers"),
    "language": ("language", "lang"),
}  # fmt: skip
Columns = Mapping[str, str]


def columns(given: str) -> Columns:
    """The mapping of "text=body,published=date"; raises SettingsError for one that is none."""
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in given.split(","))):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or name not in SYNONYMS:
            known = ", ".join(SYNONYMS)
            raise SettingsError(f"columns: {part!r} is not NAME=COLUMN with a NAME of {known}")
        found[name] = column
    return found


def located(names: Iterable[str], given: Columns) -> dict[str, str]:
    """Which of these names holds what: as given, else by what it is mostly called.

    A column is used once, for the first that asks for it.
    """
    there = {_plain(name): name for name in reversed(list(names))}
    found = {n: there[_plain(c)] for n, c in given.items() if _plain(c) in there}
    for name, synonyms in SYNONYMS.items():
        if name in given:
            continue
        match = next((there[s] for s in synonyms if s in there), None)
        if match is not None and match not in found.values():
            found[name] = match
    return found


def flat(values: Mapping[str, Any], prefix: str = "", depth: int = 3) -> dict[str, Any]:
    """The fields of a JSON object, those of objects within it under "outer.inner"."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict) and depth:
            found |= flat(value, f"{prefix}{name}.", depth - 1)
        else:
            found[f"{prefix}{name}"] = value
    return found


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum() or c == ".")
