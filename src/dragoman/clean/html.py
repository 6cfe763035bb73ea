"""The article of a web page, and what the page says of itself in meta, JSON-LD and OpenGraph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dragoman.clean.blocks import Block, parsed_tree, rendered, stripped
from dragoman.clean.dating import parsed

# Points for a line that trafilatura takes for the article, and for one that it leaves out.
AGREED, LEFT_OUT = 1.0, -1.0
MANY = 5000  # blocks beyond which a page is too long for the extractor
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2028\u2029\x85]+")
# Synonyms of each field, the most trusted first.
META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
        "publishdate", "publish-date", "publish_date", "dc.date", "dc.date.issued",
        "dcterms.created", "dcterms.date",
        "dcterms.issued", "parsely-pub-date", "sailthru.date", "article.published", "published_at",
        "cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original",
        "publication_date",
        "release_date", "citation_publication_date",
    ),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "content-language", "language", "dc.language"),
}  # fmt: skip
_ARTICLE = re.compile(
    r"(?:News|Report|Opinion|Review|Scholarly|Tech)?Article|(?:Analysis|Background|Opinion|"
    r"Report\w+|Review)NewsArticle|(?:LiveBlog|Blog|SocialMedia)Posting|WebPage"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, one block a line; `hints` are points for the line that begins at a place."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    hints: dict[int, float] = field(default_factory=dict)


def page(content: str) -> Page:
    """The text and fields of an HTML page; an empty text where there is none."""
    tree = parsed_tree(content)
    found = [] if tree is None else rendered(tree)
    if not found:
        return Page(stripped(content))
    text = "\n".join(block.text for block in found)
    extracted = _extracted(content) if len(found) < MANY else ""
    return Page(text, _fields(tree), _hints(found, extracted))


def _hints(blocks: list[Block], extracted: str) -> dict[int, float]:
    """What the markup and trafilatura say of each block, by its place in the text."""
    article, hints, at = _bare(extracted), {}, 0
    share = sum(_bare(b.text) in article for b in blocks if len(b.text) > 60)
    for block in blocks:
        points = block.points
        if share:
            points += AGREED if _bare(block.text) in article else LEFT_OUT
        hints[at] = points
        at += len(block.text) + 1
    return hints


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _extracted(content: str) -> str:
    """What trafilatura takes for the article; nothing where a page breaks it."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(content.replace("\0", ""), include_comments=False)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return ""
    return found or ""


def _fields(tree: Any) -> dict[str, str]:
    meta = dict(_meta(tree))
    found: dict[str, str] = {}
    for name, value in (*_linked(tree), *_from_meta(meta), *_from_markup(tree)):
        value = _SPACE.sub(" ", value).strip()
        if value and name not in found and (name != "published" or parsed(value)):
            found[name] = value
    return found


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for node in tree.iter("meta"):
        name = (
            node.get("property")
            or node.get("name")
            or node.get("itemprop")
            or node.get("http-equiv")
        )
        if name and node.get("content"):
            yield name.strip().lower(), node.get("content")


def _from_meta(meta: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, keys in META.items():
        for key in keys:
            if meta.get(key):
                yield name, meta[key]


def _from_markup(tree: Any) -> Iterator[tuple[str, str]]:
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href", "").startswith(
            "http"
        ):
            yield "url", node.get("href")
    for node in tree.iter():
        if isinstance(node.tag, str) and (node.get("itemprop") or "").lower() == "datepublished":
            yield "published", node.get("content") or node.get("datetime") or node.text_content()
    for node in tree.iter("time"):
        if node.get("pubdate") is not None and node.get("datetime"):
            yield "published", node.get("datetime")
    headings = [node.text_content() for node in tree.iter("h1")]
    if len(headings) == 1:
        yield "title", headings[0]
    for node in tree.iter("title"):
        yield "title", node.text_content()
        break
    if tree.get("lang"):
        yield "language", tree.get("lang")


def _linked(tree: Any) -> Iterator[tuple[str, str]]:
    """What JSON-LD says of the article."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            value = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _articles(value):
            publisher = thing.get("publisher")
            publisher = publisher.get("name") if isinstance(publisher, dict) else publisher
            for name, told in (
                ("published", thing.get("datePublished")),
                ("title", thing.get("headline")),
                ("publisher", publisher),
                ("language", thing.get("inLanguage")),
            ):
                if isinstance(told, str):
                    yield name, told


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 4:
        for item in value[:50]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)
