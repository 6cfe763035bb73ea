"""What becomes of each document, in order: known, skipped, read or failed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dragoman.analysis import Acquired
from dragoman.codebook import Codebook
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.reading.copies import Recent, given_to, reading_key
from dragoman.reading.crew import Crew, Ready
from dragoman.reading.work import clean_batch, read_nameless

Outcome = Records | Document | Skipped | Failure


def each_cleaned(
    found: Iterable[Acquired | Skipped], crew: Crew, fields: dict[str, str] | None = None
) -> Iterator[Document | Skipped]:
    """Every document as it is read, or why it cannot be; `fields` override what it says itself."""

    def asked() -> Iterator[Acquired | Ready]:
        for one in found:
            if isinstance(one, Skipped):
                yield Ready(one)
            else:
                yield replace(one, fields=one.fields | fields) if fields else one

    return crew.each(clean_batch, asked())


def each_read(
    found: Iterable[Document | Skipped],
    crew: Crew,
    codebook: Codebook,
    known: Callable[[Document], bool] = lambda _: False,
) -> Iterator[Outcome]:
    """The records of each document, or why there are none; what is `known` is not read.

    Copies of a text that was read a little earlier are recognised and not read either.
    """
    order: deque[tuple[Document | Skipped, bytes | None]] = deque()
    recent = Recent()

    def asked() -> Iterator[Document | Ready]:
        for one in found:
            skipping = isinstance(one, Skipped) or known(one)
            key = None if isinstance(one, Skipped) or skipping else reading_key(one, codebook)
            order.append((one, key))
            if isinstance(one, Skipped) or key is None or key in recent:
                yield Ready(one)
            else:
                recent.begin(key)
                yield one

    for result in crew.each(read_nameless, asked()):
        one, key = order.popleft()
        if key is None or isinstance(one, Skipped):
            yield one
        else:
            yield _of(one, key, result, recent, crew)


def _of(
    document: Document, key: bytes, result: Document | Records | Failure, recent: Recent, crew: Crew
) -> Records | Failure:
    if isinstance(result, Document):  # a copy: what the first of them said is known by now
        result = recent.get(key) or next(crew.each(read_nameless, [document]))
    if isinstance(result, Failure):
        recent.end(key, None)
        return replace(result, uri=document.uri)
    assert isinstance(result, Records)
    recent.end(key, result)
    return given_to(document, result)
