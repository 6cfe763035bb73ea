"""What stands above a text about it: front matter, or the field list of a scraper's dump."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

FENCED = re.compile(
    r"\ufeff?\s{0,20}(---|\+\+\+)[ \t]*\r?\n(.{0,8000}?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL
)
_ROW = re.compile(r"[\"']?(\w[\w ./:-]{0,40}?)[\"']?\s*[:=]\s*(.*)")
_BULLET = re.compile(
    r"[-*+]\s+\*\*(\w[\w /-]{0,40}?)\*\*\s*:\s*(.+)|"
    r"[-*+]?\s*\*\*(\w[\w /-]{0,40}?):\*\*\s*(.+)"
)
_PLAIN = re.compile(
    r"(title|headline|url|link|source url|source|publisher|outlet|language)\s*:\s+(.+)",
    re.IGNORECASE,
)
_HOST = re.compile(r"://|^\S+\.\S+$")
_PLAIN_LINES, _BULLET_LINES = 12, 60
NAMES = {
    "title": ("title", "headline", "og:title", "name"),
    "published": (
        "published", "publisheddate", "publishedat", "publishedon", "publishedtime",
        "datepublished", "pubdate", "publicationdate", "publishdate", "date", "dateposted",
        "articlepublishedtime",
    ),
    "publisher": (
        "publisher", "outlet", "newspaper", "sitename", "ogsitename", "website", "source",
    ),
    "url": (
        "url", "link", "canonical", "canonicalurl", "sourceurl", "articleurl", "originalurl",
        "permalink",
    ),
    "language": ("language", "lang", "locale"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """The fields above a text and where the text itself begins."""

    end: int = 0
    fields: dict[str, str] = field(default_factory=dict)


def head(text: str) -> Head:
    """The front matter of a text, or the fields that its first lines list."""
    if (fenced := FENCED.match(text)) and (rows := dict(_rows(fenced.group(2)))):
        return Head(fenced.end(), _known(rows))
    return Head(0, _known(dict(_listed(text))))


def _rows(block: str) -> Iterator[tuple[str, str]]:
    for line in block.splitlines():
        if found := _ROW.fullmatch(line.strip("\ufeff\u200b")):
            yield found.group(1), found.group(2)


def _listed(text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text[:8000].splitlines()):
        line = line.strip("\ufeff\u200b \t")
        if number < _BULLET_LINES and (found := _BULLET.fullmatch(line)):
            yield found.group(1) or found.group(3), found.group(2) or found.group(4)
        elif number < _PLAIN_LINES and (plain := _PLAIN.fullmatch(line)):
            yield plain.group(1), plain.group(2)


def _known(rows: dict[str, str]) -> dict[str, str]:
    values = {re.sub(r"[\W_]", "", name).lower(): _value(value) for name, value in rows.items()}
    found = {}
    for name, synonyms in NAMES.items():
        value = next((values[s] for s in synonyms if values.get(s)), "")
        if value and not (name == "publisher" and _HOST.search(value)):
            found[name] = value
    return found


def _value(value: str) -> str:
    return value.strip().strip("\"'").strip(" \u200b\u200c\u200d\ufeff")
