"""Documents from the web: the pages and feeds that a user names, and what these point to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dragoman.acquire.addresses import shown
from dragoman.acquire.budget import Budget
from dragoman.acquire.fetching import Fetched, Fetcher, FetchError
from dragoman.acquire.kinds import HEAD, Kind, kind_of
from dragoman.acquire.memory import DONE, Memory, Seen
from dragoman.acquire.source import Found, Source, Taking, streamed
from dragoman.model import Skipped

PATIENCE = 8  # rounds in which a page that cannot be fetched is asked for again
_NAMES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "text/markdown": "page.md",
    "application/pdf": "page.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "page.docx",
    "message/rfc822": "page.eml",
    "application/warc": "page.warc",
    "application/x-ndjson": "page.jsonl",
    "application/rss+xml": "feed.rss",
    "application/atom+xml": "feed.atom",
    "application/rdf+xml": "feed.rdf",
}
# Forms that hold no article, or not one that could be told from the rest.
_NO_ARTICLE = re.compile(
    r"(?:image|audio|video|font|model)/|text/(?:css|javascript)$|"
    r"application/(?:(?:\w+\+)?json|javascript|wasm)$"
)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.I)
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml|rss|feed)\b", re.I)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


class Web:
    """Asks for pages and remembers how each was left; `unfinished` counts those to ask again."""

    def __init__(self, fetcher: Fetcher, memory: Memory, today: Callable[[], str] = _today) -> None:
        self.fetcher, self.memory, self.today = fetcher, memory, today
        self.unfinished = 0

    def named(self, url: str, taking: Taking) -> Found:
        """The documents at an address that the user names: a page, a file, or a feed's articles."""
        known = self.memory.recall(url)
        fresh = known is None or known.outcome != DONE or known.mark != self.memory.reading
        try:
            got = self._fetch(url, None if fresh else known)
        except FetchError as error:
            yield Skipped(shown(url), str(error))
            return
        if got.body is None:
            return
        before = self.unfinished
        yield from self._read(url, got, {}, 0, taking)
        # Only now: whoever takes the documents has come back for more, so that all are safe.
        if self.unfinished == before:
            self.memory.remember(url, Seen(got.etag, got.modified, self.memory.reading))

    def linked(
        self, url: str, mark: str, told: dict[str, str], source: Source, taking: Taking
    ) -> Found:
        """The document that a feed or list points to, unless it was taken since its last change."""
        known = self.memory.recall(url)
        same = known is not None and known.mark == mark
        if known and same and known.tries is None:
            return
        try:
            got = self._fetch(url, known)
        except FetchError as error:
            yield Skipped(shown(url), str(error))
            self._failed(url, mark, error, (known.tries or 0) if known and same else 0)
            return
        if got.body is not None:
            yield from self._read(url, got, source.told | told, source.depth + 1, taking)
            self.memory.remember(url, Seen(got.etag, got.modified, mark))
        elif known:
            self.memory.remember(url, Seen(known.etag, known.modified, mark))

    def _failed(self, url: str, mark: str, error: FetchError, before: int) -> None:
        tries = None if error.lasting or before + 1 >= PATIENCE else before + 1
        self.unfinished += tries is not None
        self.memory.remember(url, Seen(None, None, mark, str(error), tries))

    def _fetch(self, url: str, known: Seen | None) -> Fetched:
        if known is None:
            return self.fetcher.fetch(url)
        return self.fetcher.fetch(url, known.etag, known.modified)

    def _read(
        self, url: str, got: Fetched, told: dict[str, str], depth: int, taking: Taking
    ) -> Found:
        assert got.body is not None
        kind, charset = _declared(got)
        if _NO_ARTICLE.match(kind) and not _MARKUP.match(got.body[:HEAD]):
            yield Skipped(url, f"is of the kind {kind}, which holds no article")
            return
        name = _NAMES.get(kind) or urlsplit(got.url).path.rpartition("/")[2]
        if _PAGE.match(got.body[:HEAD]):
            name = "page.html"
        if depth and kind_of(name, got.body[:HEAD]) == Kind.FEED:
            yield Skipped(url, "is a feed, where an article was announced")
            return
        here = {"url": got.url, "retrieved": self.today()}
        budget = Budget(len(got.body), taking.settings.max_unpacked)
        source = Source(url, name, streamed(got.body), budget, encoding=charset, told=told | here)
        yield from taking.take(source, taking)


def _declared(got: Fetched) -> tuple[str, str | None]:
    """The kind of content that the server declares, and its encoding."""
    kind, _, parameters = got.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return kind.strip(), charset or None
