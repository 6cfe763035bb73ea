"""What a web page says of itself in meta elements, JSON-LD, OpenGraph and microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from dragoman.clean.authors import MARK
from dragoman.clean.dating import parsed

Told = tuple[str, str]
DATES = frozenset({"published", "updated"})
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
    "updated": (
        "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
        "dc.date.modified", "article.updated", "lastmod", "last-modified", "updated_time",
        "parsely-modified-date",
    ),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "content-language", "language", "dc.language"),
    "authors": (
        "author", "article:author", "og:article:author", "parsely-author", "sailthru.author",
        "dc.creator", "dcterms.creator", "citation_author", "byl",
    ),
}  # fmt: skip
_ARTICLE = re.compile(
    r"(?:News|Report|Opinion|Review|Scholarly|Tech)?Article|(?:Analysis|Background|Opinion|"
    r"Report\w+|Review)NewsArticle|(?:LiveBlog|Blog|SocialMedia)Posting|WebPage"
)
PARTED = "; "
_PEOPLE = 20  # no article has more authors


def told(tree: Any) -> dict[str, str]:
    """The fields of a parsed page: title, publisher and its country, dates, authors, address.

    `authors` holds on lines of their own what different places of the page say.
    """
    meta = dict(_meta(tree))
    found: dict[str, str] = {}
    for name, value in (*_linked(tree), *_from_meta(meta), *_from_markup(tree)):
        value = _SPACE.sub(" ", value).strip()
        if name == "authors" and value and name in found:
            found[name] += MARK + value
        elif value and name not in found and (name not in DATES or parsed(value)):
            found[name] = value
    return found


def _meta(tree: Any) -> Iterator[Told]:
    for node in tree.iter("meta"):
        name = (
            node.get("property")
            or node.get("name")
            or node.get("itemprop")
            or node.get("http-equiv")
        )
        if name and node.get("content"):
            yield name.strip().lower(), node.get("content")


def _from_meta(meta: dict[str, str]) -> Iterator[Told]:
    for name, keys in META.items():
        for key in keys:
            if meta.get(key):
                yield name, meta[key]


def _from_markup(tree: Any) -> Iterator[Told]:
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href", "").startswith(
            "http"
        ):
            yield "url", node.get("href")
    yield from _from_attributes(tree)
    headings = [node.text_content() for node in tree.iter("h1")]
    if len(headings) == 1:
        yield "title", headings[0]
    for node in tree.iter("title"):
        yield "title", node.text_content()
        break
    if tree.get("lang"):
        yield "language", tree.get("lang")


def _from_attributes(tree: Any) -> Iterator[Told]:
    """Microdata, links to authors, and the times that HTML 5 marks as the publication's."""
    authors: list[str] = []
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        mark = (node.get("itemprop") or "").lower()
        if mark in {"datepublished", "datemodified"}:
            said = node.get("content") or node.get("datetime") or node.text_content()
            yield "published" if mark == "datepublished" else "updated", said
        elif node.tag == "time" and node.get("pubdate") is not None and node.get("datetime"):
            yield "published", node.get("datetime")
        elif node.tag != "link" and "author" in (mark, *(node.get("rel") or "").lower().split()):
            authors.append(node.get("content") or node.text_content())
    yield "authors", PARTED.join(authors[:_PEOPLE])


def _linked(tree: Any) -> Iterator[Told]:
    """What JSON-LD says of the article."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            value = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _articles(value):
            yield from _of_article(thing)


def _of_article(thing: dict[str, Any]) -> Iterator[Told]:
    publisher = thing.get("publisher")
    for name, said in (
        ("published", thing.get("datePublished")),
        ("updated", thing.get("dateModified")),
        ("title", thing.get("headline")),
        ("publisher", publisher.get("name") if isinstance(publisher, dict) else publisher),
        ("publisher_country", _country(publisher)),
        ("language", thing.get("inLanguage")),
        ("authors", PARTED.join(_people(thing.get("author")))),
    ):
        if isinstance(said, str):
            yield name, said


def _country(organisation: Any) -> Any:
    """The country in the address of an organisation, as it is written there."""
    address = organisation.get("address") if isinstance(organisation, dict) else None
    country = address.get("addressCountry") if isinstance(address, dict) else None
    return country.get("name") if isinstance(country, dict) else country


def _people(value: Any) -> list[str]:
    """The names of persons; an organisation as author is the outlet, no author."""
    if isinstance(value, list):
        return [name for one in value[:_PEOPLE] for name in _people(one)]
    if isinstance(value, dict):
        if value.get("@type") in {"Organization", "NewsMediaOrganization"}:
            return []
        value = value.get("name")
        return _people(value) if isinstance(value, list) else _people(str(value or ""))
    return [value] if isinstance(value, str) and value else []


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
