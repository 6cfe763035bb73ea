"""Web archives (WARC): the pages that a crawler took, with their addresses and days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import BufferedReader, StringIO
from typing import Any

from dragoman.acquire.source import Found, Source, Taking, streamed
from dragoman.model import Skipped

MISSING = "is a web archive, which needs `pip install 'dragoman[warc]'`"
# Of a response the page itself counts; a resource or conversion has no answer of a server.
TAKEN = frozenset({"response", "resource", "conversion"})
MEDIA = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
}


def documents(source: Source, taking: Taking) -> Found:
    """The pages of an archive, one record after the other; what is no page is passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield Skipped(source.uri, MISSING)
        return
    held, number, stream, record = False, 0, _Piecewise(source.stream), None
    try:
        for number, record in enumerate(_quietly(ArchiveIterator(stream)), 1):
            source.budget.member()
            if media := _media(record):
                held = True
                yield from _page(source, taking, number, record, media)
    except (ArchiveLoadFailed, AttributeError, ValueError):  # what it raises for broken heads
        yield Skipped(source.uri, f"is no web archive after its record {number}")
        return
    if stream.cut or _is_cut(record):
        yield Skipped(source.uri, "is cut off: it ends in the midst of what it holds")
    elif not held:
        yield Skipped(source.uri, "is a web archive without any page")


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The records without what their reader writes to standard error of broken ones."""
    while True:
        with redirect_stderr(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


class _Piecewise:
    """The stream as the reader of records wants it: what comes before a break is not lost."""

    def __init__(self, stream: BufferedReader) -> None:
        self.stream, self.cut, self.last = stream, False, b"\n"

    def read(self, size: int = -1) -> bytes:
        try:
            found = self.stream.read1(size)
        except EOFError:
            found, self.cut = b"", True
        # Every record ends with an empty line.
        self.cut |= not found and self.last != b"\n"
        self.last = found[-1:] or self.last
        return found


def _is_cut(record: Any) -> bool:
    """Whether less of a record has come than it says that it holds."""
    return record is not None and getattr(record.raw_stream, "limit", 0) > 0


def _media(record: Any) -> str | None:
    """What kind of page a record holds, if it is one that was answered with success."""
    if record.rec_type not in TAKEN:
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    declared = _declared(record)
    return MEDIA.get(declared.partition(";")[0].strip().lower())


def _declared(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _page(source: Source, taking: Taking, number: int, record: Any, name: str) -> Found:
    raw = record.content_stream().read(taking.settings.max_bytes + 1)
    headers = record.rec_headers
    inner = source.within(name, streamed(raw), str(number))
    if _is_cut(record) and len(raw) <= taking.settings.max_bytes:
        yield Skipped(inner.uri, "is cut off: it ends in the midst of the page")
        return
    fields = {"url": headers.get_header("WARC-Target-URI") or ""}
    told = {"retrieved": (headers.get_header("WARC-Date") or "")[:10]}
    charset = _declared(record).lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    inner = replace(
        inner,
        encoding=charset or None,
        fields=source.fields | {n: v for n, v in fields.items() if v},
        told=source.told | {n: v for n, v in told.items() if v},
    )
    yield from taking.take(inner, taking)
