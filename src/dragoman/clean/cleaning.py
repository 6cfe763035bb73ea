"""From a document as it came to the one frozen text that all evidence quotes."""

from __future__ import annotations

from dragoman.analysis import Acquired
from dragoman.clean import replies, selection
from dragoman.clean.about import about
from dragoman.clean.dating import parsed
from dragoman.clean.frontmatter import head
from dragoman.clean.html import page
from dragoman.clean.language import language
from dragoman.clean.units import trimmed, units
from dragoman.codebook import Codebook
from dragoman.codebook.language import ENGLISH
from dragoman.model import Document, Skipped, identifier

MAX_LINES = 50_000


def clean(acquired: Acquired, codebook: Codebook) -> Document | Skipped:
    """The document's text with its body and what is known of it, or why it cannot be read.

    A plain text stays as it is, to the character; of a web page the article's text is kept.
    """
    if acquired.media == "html":
        found = page(acquired.content)
        if not found.text:
            return Skipped(acquired.uri, "has no text: the page holds only markup")
        if why := _too_many_lines(acquired.uri, found.text):
            return why
        body = selection.body(found.text, codebook.boilerplate, hints=found.hints)
        return _document(acquired, codebook, found.text, found.fields, 0, body)
    if why := _too_many_lines(acquired.uri, acquired.content):
        return why
    above = head(acquired.content)
    start = above.end if acquired.content[above.end :].strip() else 0
    body = selection.body(acquired.content, codebook.boilerplate, start)
    if acquired.media == "mail":
        body = replies.own(acquired.content, body)
    return _document(acquired, codebook, acquired.content, above.fields, start, body)


def _document(
    acquired: Acquired,
    codebook: Codebook,
    text: str,
    told: dict[str, str],
    start: int,
    body: tuple[tuple[int, int], ...],
) -> Document | Skipped:
    given = acquired.fields
    body = body or _whole(text, start)
    if not body:
        return Skipped(acquired.uri, "is empty")
    spoken = _spoken(given, "\n".join(text[a:b] for a, b in body), codebook)
    if why := _unread(spoken, codebook):
        return Skipped(acquired.uri, why)
    parts = units(text, start)
    return Document(
        id=identifier(given.get("id") or acquired.uri, text),
        uri=acquired.uri,
        text=text,
        body=body,
        language=spoken,
        retrieved=parsed(acquired.told.get("retrieved", "")),
        raw_hash=acquired.raw_hash,
        **about(acquired, told, parts, body, codebook),
    )


def _unread(spoken: str, codebook: Codebook) -> str | None:
    """Why a document in this language cannot be read; None where it can."""
    if spoken == ENGLISH:
        return None
    language = codebook.languages.get(spoken)
    if language is None:
        return f"is not English (detected: {spoken}); no language data for it"
    if not language.installed:
        needed = f"pip install 'dragoman[{language.extra}]'"
        return f"is in {language.name}, whose parser is not installed: {needed}"
    return None


def _too_many_lines(uri: str, text: str) -> Skipped | None:
    """Why a table or a log is left: no article has so many lines."""
    lines = text.count("\n") + text.count("\r")
    if lines <= MAX_LINES:
        return None
    return Skipped(uri, f"has {lines:,} lines, more than any article (limit {MAX_LINES:,})")


def _whole(text: str, start: int) -> tuple[tuple[int, int], ...]:
    first, last = trimmed(text, start, len(text))
    return ((first, last),) if first < last else ()


def _spoken(given: dict[str, str], body: str, codebook: Codebook) -> str:
    told = given.get("language", "").replace("_", "-").split("-")[0].lower()
    if told in {"eng", "english"}:
        return "en"
    if len(told) in {2, 3}:
        return told
    stop = codebook.boilerplate.words.get("stop", frozenset())
    return language(body, stop, codebook.languages.values())
