"""Feeds (RSS, Atom): the articles that they hold or point to, with what they tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from io import BytesIO
from typing import Any

from dragoman.acquire.decoding import checked, without_surrogates
from dragoman.acquire.source import Found, Source, Taking, UnreadableError, hashed, whole
from dragoman.analysis import Acquired
from dragoman.model import Skipped

LARGEST, MOST = 10_000_000, 20_000
FULL, SOME = 150, 40  # words of a whole article, and of a text that says something at least
_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(?:(x)(?=[0-9a-f]))?((?(1)[0-9a-f]{1,9}|[0-9]{1,9}));?", re.I)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed: its address, its text as far as the feed holds it, what is told of it.

    `mark` changes when the feed tells of a change.
    """

    link: str | None
    name: str
    html: str
    words: int
    told: dict[str, str] = field(default_factory=dict)
    mark: str = ""


def documents(source: Source, taking: Taking) -> Found:
    """The articles of a feed: those that it holds whole, and those that may be fetched."""
    raw = whole(source, taking.settings)
    found = entries(raw, source.uri, source.encoding)
    if not found:
        yield Skipped(source.uri, "is a feed without articles")
    for entry in found:
        held = entry.words >= (SOME if taking.web is None else FULL)
        if held or not entry.link:
            yield _held(entry, source, taking)
        elif taking.web is None:
            reason = f"is only announced in {source.uri}; --fetch fetches what feeds announce"
            yield Skipped(entry.link, reason)
        else:
            yield from taking.web.linked(entry.link, entry.mark, entry.told, source, taking)


def entries(raw: bytes, url: str, encoding: str | None = None) -> list[Entry]:
    """The entries of a feed in its order; raises UnreadableError for what is none."""
    if len(raw) > LARGEST:
        raise UnreadableError(f"is a feed of more than {LARGEST:,} bytes")
    if len(_ITEM.findall(raw)) > MOST:
        raise UnreadableError(f"is a feed of more than {MOST:,} articles")
    import feedparser

    kind = f"application/xml; charset={encoding}" if encoding else "application/xml"
    headers = {"content-type": kind, "content-location": url}
    # A stream: feedparser takes bytes for the name of a file or an address, and opens it.
    stream = BytesIO(_REFERENCE.sub(_character, raw))
    try:
        feed = feedparser.parse(stream, response_headers=headers)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnreadableError(f"is no feed that can be read ({error})") from None
    if not feed.get("version") and not feed.get("entries"):
        raise UnreadableError("is no feed that can be read")
    language = str(feed.feed.get("language") or "")
    return [_entry(entry, number, language) for number, entry in enumerate(feed.entries, 1)]


def _character(found: re.Match[bytes]) -> bytes:
    """A reference to a character; to half of one, on which feedparser ends, as to U+FFFD."""
    number = int(found[2], 16) if found[1] else int(found[2])
    return b"&#xFFFD;" if 0xD800 <= number < 0xE000 or number > 0x10FFFF else found[0]


def _entry(entry: Any, number: int, language: str) -> Entry:
    # dict.get: feedparser's own answers with the publication when asked for the update.
    told = {name: str(dict.get(entry, name) or "") for name in ("title", "published", "updated")}
    told["title"] = _plain(told["title"])
    authors = [author for author in entry.get("authors", []) if isinstance(author, dict)]
    names = [str(author.get("name") or "") for author in authors]
    told["authors"] = "; ".join(name for name in names if name)
    told["language"] = language
    html = max(_texts(entry), key=lambda text: len(_plain(text)), default="")
    link = str(entry.get("link") or "").strip()
    link = link if re.match(r"https?://", link, re.IGNORECASE) else ""
    kept = {n: without_surrogates(v).strip() for n, v in told.items() if v.strip()}
    if link:
        kept["url"] = without_surrogates(link)
    mark = told["updated"] or told["published"] or ""
    name = str(entry.get("id") or number)
    return Entry(
        link=kept.get("url"),
        name=without_surrogates(name),
        html=without_surrogates(html),
        words=len(_plain(html).split()),
        told=kept,
        mark=mark,
    )


def _texts(entry: Any) -> Iterator[str]:
    for content in (*entry.get("content", []), entry.get("summary_detail") or {}):
        text = str(content.get("value") or "")
        yield text if content.get("type") != "text/plain" else _paragraphs(text)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _plain(html: str) -> str:
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def _held(entry: Entry, source: Source, taking: Taking) -> Acquired | Skipped:
    """The article as the feed holds it."""
    uri = entry.link or f"{source.uri}#{entry.name}"
    if not entry.words:
        return Skipped(uri, f"has neither text nor address in {source.uri}")
    title = escape(entry.told.get("title", ""))
    page = f"<html><body><article><h1>{title}</h1>\n{entry.html}</article></body></html>"
    if why := checked(uri, page, taking.settings.max_characters):
        return why
    told = source.told | entry.told
    return Acquired(uri, page, "html", source.fields, told, hashed(entry.html.encode()))
